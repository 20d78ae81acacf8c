"""`mudong enhance`: what a prompt means, the plan, the words for the model, and why. Makes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.errors import InvalidRequest
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.enhancer.brief import Brief
    from mudong.enhancer.thinker import Thinker
    from mudong.spec.conditions import Condition

_Pictures = Annotated[list[Path] | None, typer.Option("--image", "-i", help=message("enhancer.image"))]


def enhance(
    prompt: Annotated[str, typer.Argument(help=message("enhancer.prompt"))],
    image: _Pictures = None,
    element: Annotated[list[str] | None, typer.Option("--element", "-e", help=message("enhancer.element"))] = None,
    first: Annotated[Path | None, typer.Option("--first", help=message("enhancer.first"))] = None,
    last: Annotated[Path | None, typer.Option("--last", help=message("enhancer.last"))] = None,
    video: Annotated[Path | None, typer.Option("--video", "-v", help=message("enhancer.video"))] = None,
    feature: Annotated[Path | None, typer.Option("--feature", help=message("enhancer.feature"))] = None,
    seed: Annotated[int, typer.Option("--seed", help=message("cli.dance_seed"))] = 0,
    chat_url: Annotated[str, typer.Option("--chat-url", help=message("enhancer.chat_url"))] = "",
    chat_model: Annotated[str, typer.Option("--chat-model", help=message("enhancer.chat_model"))] = "",
    chat_limit: Annotated[float, typer.Option("--chat-limit", min=0.1, help=message("enhancer.chat_limit"))] = 20.0,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Tell what a prompt means (the help text comes from the catalogue)."""
    from mudong.enhancer.enhance import enhance as understand
    from mudong.spec.request import Request

    conditions = _conditions(image or [], element or [], first, last, video, feature)
    request = Request(prompt=prompt, conditions=conditions, seed=seed).validate()
    brief = understand(request, thinker=_thinker(chat_url, chat_model, chat_limit))
    typer.echo(brief.to_json() if as_json else told(brief))


def told(brief: Brief) -> str:
    """The Brief for a person: what was understood, what the model is told, why, and what cannot be done."""
    lines = [f"{message('enhancer.title_intent')}: {message(f'enhancer.intent_{brief.intent}')}"]
    lines += ["", message("enhancer.title_why")]
    lines += [f"  {reason.decision}  ({reason.why})" for reason in brief.reasoning]
    if brief.notices:
        lines += ["", message("enhancer.title_notices"), *(f"  ! {note.text}" for note in brief.notices)]
    words = [text for text in (brief.instruction, brief.caption) if text]
    lines += ["", message("enhancer.title_model"), *(f"  {text}" for text in words)]
    lines += [
        "",
        f"{message('enhancer.title_thinker')}: {brief.thinker}",
        *([f"! {brief.fallback}"] if brief.fallback else []),
    ]
    return "\n".join(lines)


def _conditions(
    images: list[Path],
    elements: list[str],
    first: Path | None,
    last: Path | None,
    video: Path | None,
    feature: Path | None,
) -> tuple[Condition, ...]:
    from mudong.spec.conditions import FeatureVideo, FirstFrame, LastFrame, ReferenceImage, SourceVideo

    found: list[Condition] = [ReferenceImage(path=path) for path in images]
    found += [_element(given) for given in elements]
    for kind, path in ((FirstFrame, first), (LastFrame, last), (SourceVideo, video), (FeatureVideo, feature)):
        if path is not None:
            found.append(kind(path=path))
    return tuple(found)


def _element(given: str) -> Condition:
    from mudong.spec.conditions import Element

    name, sign, path = given.partition("=")
    if not (name and sign and path):
        raise InvalidRequest("enhancer.element_form", given=given)
    return Element(name=name, paths=tuple(Path(each) for each in path.split(",")))


def _thinker(url: str, model: str, limit_s: float) -> Thinker | None:
    """The chat server that the options or the environment name, or None for the embedded thinker."""
    url = url or os.environ.get("MUDONG_CHAT_URL", "")
    if not url:
        return None
    from mudong.enhancer.chat.thinker import ChatThinker

    model = model or os.environ.get("MUDONG_CHAT_MODEL", "") or "default"
    return ChatThinker(url=url, model=model, key=os.environ.get("MUDONG_CHAT_KEY", ""), time_limit_s=limit_s)
