"""Training runs as Python functions that return the complete configuration."""
