"""State integrated over time: falling, bouncing, rolling, colliding, swinging, floating, refracting."""
