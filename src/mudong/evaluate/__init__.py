"""How good a clip is, measured against exact truth: the parser, its metrics and its limits."""
