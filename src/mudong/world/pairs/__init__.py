"""Counterfactual pairs: what was, what is asked for in words, what it becomes, and which pixels may differ."""
