"""Cuts one figure out of its picture: coarse start, refinement, matting, foreground colours.

`cut.cut_out` is the only door. Knows nothing about rigs, tracks or what happens to the background behind.
"""
