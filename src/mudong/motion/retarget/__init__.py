"""From a dancer's track to a puppet's pose, in the puppet's own proportions. Knows nothing about pixels or files."""
