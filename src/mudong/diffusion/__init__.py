"""Mathematics of diffusion: path, schedule, solvers, guidance. Knows `x` and a callable, nothing of video or text."""
