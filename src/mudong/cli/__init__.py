"""The command line: `mudong dance`, `check`, `joints`, `doctor`."""
