"""What the embedded thinker knows of the world, as data with a reason per rule."""
