"""Networks and their weights: the Omni transformer, text encoders, the video VAE. Knows no world and no engine."""
