"""The one-shot subprocess that touches hostile bytes. Only `media.sandbox` starts it; nothing imports it."""
