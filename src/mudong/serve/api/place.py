"""Placing an order: policy, engine, files, price, job and hold in one transaction. Every face comes here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from mudong.serve.api.draft import Draft, wish_index
from mudong.serve.api.intake import Intake
from mudong.serve.api.site import Caller
from mudong.serve.errors import BadParameter
from mudong.serve.fetch.target import parse_target
from mudong.serve.jobs.job import Face, Job
from mudong.serve.jobs.submit import Order, submit
from mudong.serve.ledger.prices import Price, PriceFacts
from mudong.serve.storage.assets import Asset, find_asset
from mudong.serve.trust.consent import Declaration, declare, record_consents, shown
from mudong.spec.conditions import Character, FirstFrame, Motion, SourceVideo
from mudong.spec.errors import MudongError
from mudong.spec.limits import MAX_CLIP_S
from mudong.spec.request import Request
from mudong.spec.shape import FrameSize, output_size, parse_aspect

_LONG_CHARS = 512
_DRAFT_RESOLUTION = "540p"
_UNKNOWN_MOTION_S = 30.0
"""A movement whose length only the worker will know is priced like this at most; what is charged is what was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What surrounds the request in a client's body. body: as it came. consent: that it states what trust asks for."""

    face: Face
    body: Mapping[str, object]
    external_id: str | None = None
    callback_url: str | None = None
    repeat_key: str | None = None
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A draft with its files in place and its price known."""

    draft: Draft
    request: Request
    engine: str
    size: FrameSize
    duration_s: float
    facts: PriceFacts
    price: Price


def place(caller: Caller, draft: Draft, asked: Asked) -> Job:
    """The job. Raises whatever is wrong with the order; then nothing is held and nothing that was taken in stays."""
    service = caller.site.service
    if asked.callback_url is not None:
        parse_target(asked.callback_url, service.callback_guard)
    if asked.external_id is not None and not 0 < len(asked.external_id) <= 200:
        raise BadParameter("api.field", field="external_task_id", detail="1–200 characters")
    request = draft.request.validate()
    caller.site.admission.admit(request, caller.principal)
    declaration = _declaration(caller, request, asked)
    intake = Intake.of(caller)
    try:
        understood = understand(caller, draft, intake)
        order = _order(caller, understood, asked)
        with service.database.transaction() as connection:
            now_ms = caller.site.now_ms()
            job = submit(connection, order, service.tariff, service.lifecycle, now_ms)
            assets = [find_asset(connection, caller.user_id, str(path)) for path in shown(understood.request)]
            record_consents(
                connection, declaration, user_id=caller.user_id, job_id=job.id, now_ms=now_ms,
                pictures=[asset.blob.sha256 for asset in assets if asset.blob is not None],
            )  # fmt: skip
            return job
    except MudongError:
        intake.forget()
        raise


def understand(caller: Caller, draft: Draft, intake: Intake) -> Understood:
    """Engine, files and price of a draft. The cheap refusals come before any file is fetched."""
    request = draft.request.validate()
    engine = caller.site.engines.choose(request, draft.model.name)
    assets = [intake.take(wish) for wish in draft.wishes]

    def placed(path: Path) -> Path:
        index = wish_index(path)
        return path if index is None else Path(assets[index].id)

    request = replace(request.with_paths(placed), engine=engine).validate()
    size = _size(caller, request)
    duration_s = 0.0 if draft.pictures else _duration_s(caller, request)
    facts = PriceFacts(
        engine=engine, short_side=size.short_side, duration_ms=round(1000 * duration_s), pictures=draft.pictures,
        draft=request.output.draft,
    )  # fmt: skip
    return Understood(
        draft=draft, request=request, engine=engine, size=size, duration_s=duration_s, facts=facts,
        price=caller.site.service.tariff.price(facts),
    )  # fmt: skip


def _declaration(caller: Caller, request: Request, asked: Asked) -> Declaration:
    """What is stated about the people in the pictures. Raises `BadParameter` (`trust.consent_missing`)."""
    return declare(
        key_id=caller.principal.key_id, local=not caller.site.service.settings.accounts,
        own_api=asked.face == "mudong", given=asked.consent, num_shown=len(shown(request)),
    )  # fmt: skip


def _order(caller: Caller, understood: Understood, asked: Asked) -> Order:
    frames = understood.draft.pictures or understood.duration_s * understood.request.output.fps
    return Order(
        user_id=caller.user_id, product=understood.draft.product, face=asked.face,
        model_name=understood.draft.model.name, engine=understood.engine, request_json=understood.request.to_json(),
        wire_json=json.dumps(abridged(asked.body), ensure_ascii=False), facts=understood.facts,
        work=frames * understood.size.width * understood.size.height / 1e6, external_id=asked.external_id,
        callback_url=asked.callback_url, repeat_key=asked.repeat_key,
    )  # fmt: skip


def _size(caller: Caller, request: Request) -> FrameSize:
    """The clip's size, as the planner will find it: the wished aspect, else that of the picture or video."""
    resolution = _DRAFT_RESOLUTION if request.output.draft else request.output.resolution
    if request.output.aspect:
        return output_size(resolution, parse_aspect(request.output.aspect))
    for condition in request.conditions:
        if isinstance(condition, Character | FirstFrame | SourceVideo):
            media = _asset(caller, condition.path).media
            if media.width and media.height:
                return output_size(resolution, min(max(media.width / media.height, 0.25), 4.0))
    return output_size(resolution, 16 / 9)


def _duration_s(caller: Caller, request: Request) -> float:
    """How long the clip can get at most."""
    longest = min(request.output.duration_s or MAX_CLIP_S, MAX_CLIP_S)
    for condition in request.conditions:
        if isinstance(condition, Motion):
            given_ms = _asset(caller, condition.path).media.duration_ms
            whole_s = _UNKNOWN_MOTION_S if given_ms is None else given_ms / 1000
            end_s = min(condition.end_s or whole_s, whole_s)
            if end_s <= (condition.start_s or 0.0):
                raise BadParameter("api.span", field="motion", given=round(whole_s, 2))
            return min(longest, end_s - (condition.start_s or 0.0))
        if isinstance(condition, SourceVideo):
            return min(longest, (_asset(caller, condition.path).media.duration_ms or 0) / 1000)
    return longest if request.output.duration_s else 5.0


def _asset(caller: Caller, path: Path) -> Asset:
    with caller.site.service.database.reading() as connection:
        return find_asset(connection, caller.user_id, str(path))


def abridged(value: object) -> object:
    """A body to be kept: files inside it are named by their hash, links without their signatures."""
    if isinstance(value, Mapping):
        return {str(key): abridged(each) for key, each in value.items()}
    if isinstance(value, list):
        return [abridged(each) for each in value]
    if isinstance(value, str) and len(value) > _LONG_CHARS and " " not in value and not value.startswith("http"):
        return f"sha256:{sha256(value.encode()).hexdigest()}"
    return value
