"""Makes the makers of bad files and of tiny clips importable for the tests of the command."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("media", "engine")]
