"""The face inside a head's picture: measured, retargeted, moved. Knows nothing about bodies, rigs or files."""
