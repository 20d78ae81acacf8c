"""Training: one loop with objectives, data from the world, checkpoints that resume to the bit."""
