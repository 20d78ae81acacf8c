"""Bodies in motion: builds, actions, dances, expressions, secondary movement. Knows nothing about drawing."""
