"""The causal 3D video VAE: frames to latents and back, whole, in chunks or in tiles, always with the same numbers."""
