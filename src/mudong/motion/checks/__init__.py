"""Reference checks of picture and video (design §7): measured value, limit, verdict, what to do about it."""
