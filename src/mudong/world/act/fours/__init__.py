"""Cats and dogs on all fours: their measures, gaits and joints. Knows nothing about drawing."""
