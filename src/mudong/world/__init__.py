"""The procedural world: scenes as values, simulated, drawn and described. Torch-free; knows no engine and no model."""
