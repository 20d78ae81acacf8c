"""Lets the tests of motion import the modules beside them (`tracks`, `puppets`)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
