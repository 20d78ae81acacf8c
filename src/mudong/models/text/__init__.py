"""Words to features: an own tokenizer and encoder for the built-in model, and a protocol that others fit too."""
