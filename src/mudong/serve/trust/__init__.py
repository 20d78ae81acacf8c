"""Trust: what may be asked for, what people stated, how files say that a machine made them, and what was done when."""
