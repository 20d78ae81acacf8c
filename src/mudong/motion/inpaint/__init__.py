"""Fills a hole in a picture with pieces of the rest of it. `fill.complete` is the door. Knows nothing about people."""
