"""From a posed rig to pixels: mesh rasterising, layer order, compositing. Knows nothing about where a pose is from."""
