"""Lets the tests of training import the modules beside them and `native`; tiny networks are fastest on one thread."""

import sys
from pathlib import Path

import torch

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "models")]
torch.set_num_threads(1)
