"""`Recorder`: a pen that keeps what is drawn on the planes of a place, in metres, to be replayed through any lens.

Describing a place costs several times as much as drawing it: with this a clip whose camera moves describes it once.
`plane.py` says on which plane the next shapes lie. Knows nothing about places.
"""

from __future__ import annotations

from collections.abc import Callable

import skia

from mudong.world.draw.pen import Pen, Saved
from mudong.world.lens import Lens

Piece = Callable[[Pen, Lens], None]
"""Draws something through a lens."""
Plane = Callable[[Pen, Lens], Saved]
"""Opens a plane of the world for drawing in its own coordinates."""
_FAR = 1e5


class Recorder(Pen):
    """Takes colours only: no masks, no outlines, as places ask for neither."""

    def __init__(self, width: int, height: int) -> None:
        """width, height: of the pens that will replay, for layers that ask."""
        super().__init__(1, 1)
        self.width, self.height = width, height
        self._idle = self.canvas
        self._pieces: list[Piece] = []
        self._recorder, self._plane = skia.PictureRecorder(), None

    def on(self, plane: Plane) -> Saved:
        """The next shapes lie on `plane` (`with`)."""
        if self._plane is not None:
            raise ValueError("a plane lies on no other plane")
        self._plane = plane
        self.canvas = self._recorder.beginRecording(skia.Rect.MakeLTRB(-_FAR, -_FAR, _FAR, _FAR))
        self.canvas.save()
        return _Taken(self)

    def keep(self, piece: Piece) -> None:
        """Call `piece` at this point of every replay: for what depends on the lens in more than its place."""
        self._pieces.append(piece)

    def replay(self, pen: Pen, lens: Lens) -> None:
        """Draw everything with another pen, as that lens sees it."""
        for piece in self._pieces:
            piece(pen, lens)

    def finish(self) -> None:
        """The plane is done. `on` asks for it."""
        plane, picture = self._plane, self._recorder.finishRecordingAsPicture()
        if plane is None:
            return

        def piece(pen: Pen, lens: Lens) -> None:
            with plane(pen, lens):
                pen.canvas.drawPicture(picture)

        self._pieces.append(piece)
        self._plane, self.canvas = None, self._idle


class _Taken(Saved):
    """Ends the recording of a plane."""

    __slots__ = ("_recorder",)

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder)
        self._recorder = recorder

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._recorder.finish()
