"""Artists: each draws one kind of thing with a `Pen` from its state. Knows nothing about files, captions or pairs."""
