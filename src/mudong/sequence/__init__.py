"""One token sequence for everything: segments, positions, times, who sees whom. Knows rows and numbers, no network."""
