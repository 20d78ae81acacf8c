"""Artists: each draws one kind of thing with a `Pen` from its state. Knows nothing about files, captions or pairs."""

from mudong.spec.errors import Unavailable

try:
    import skia as _  # noqa: F401
except ImportError as error:
    # Its wheel is there but linked against libEGL and libGL, which slim containers lack (decision 0005).
    raise Unavailable("unavailable.skia", detail=str(error)) from error
