"""Lets the tests of sequence import the module beside them (`placements`)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
