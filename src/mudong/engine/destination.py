"""Whether the result can be written where it is wished, known before any work starts."""

from __future__ import annotations

from pathlib import Path

from mudong.media.partial import check_writable
from mudong.spec.errors import InvalidRequest, OutputError
from mudong.spec.request import AlphaFormat, Request

_TRANSPARENT: dict[str, AlphaFormat] = {".webm": "webm", ".mov": "prores"}


def check_destination(request: Request, out: Path, sheet: Path | None, force: bool) -> None:
    """Raise `InvalidRequest` for a file type that does not fit, `OutputError` for a place that does not."""
    alpha_format(request, out)
    background = request.output.background
    if background.startswith("#") and (len(background) != 7 or not _is_hex(background[1:])):
        raise InvalidRequest("request.colour", given=background)
    if sheet is not None and sheet.suffix.lower() != ".png":
        raise InvalidRequest("request.sheet", given=sheet.name)
    for path in (out, sheet):
        if path is None:
            continue
        check_writable(path)
        if path.exists() and not force:
            raise OutputError("output.exists", path=str(path))


def alpha_format(request: Request, out: Path) -> AlphaFormat:
    """How transparency is stored: WebM or ProRes by the file's name; `none` for an opaque mp4."""
    suffix = out.suffix.lower()
    if request.output.background == "transparent":
        if suffix not in _TRANSPARENT:
            raise InvalidRequest("request.transparent_file", given=out.name)
        return _TRANSPARENT[suffix]
    if suffix != ".mp4":
        raise InvalidRequest("request.opaque_file", given=out.name)
    return "none"


def background_picture(request: Request) -> Path | None:
    """The picture that is wished behind the figure, None for anything else."""
    background = request.output.background
    return None if background in ("keep", "transparent") or background.startswith("#") else Path(background)


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdefABCDEF" for character in text)
