"""The Prompt Enhancer: what a user means, in the words that the model was trained on, and why. Draws nothing."""
