"""`enhance`: the second step of the line, Request -> Brief. The embedded thinker stands in for one that fails."""

from __future__ import annotations

from dataclasses import replace

from mudong.enhancer.brief import Brief
from mudong.enhancer.embedded import EmbeddedThinker
from mudong.enhancer.thinker import Thinker, ThinkerFailed
from mudong.spec.messages import message
from mudong.spec.request import Request


def enhance(request: Request, *, thinker: Thinker | None = None) -> Brief:
    """What the request means, by `thinker` (default: the embedded one).

    One that fails costs at most its own time limit; then the embedded one thinks and the Brief's `fallback` says why.
    """
    embedded = EmbeddedThinker()
    if thinker is None:
        return embedded.think(request)
    try:
        return thinker.think(request)
    except ThinkerFailed as failed:
        brief = embedded.think(request)
        language = brief.language if brief.language in ("en", "ko") else "en"
        return replace(brief, fallback=message(failed.code, language, **failed.params))
