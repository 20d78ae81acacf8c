"""Inference engines and the line that runs them. A newcomer reads `generate.py` first."""
