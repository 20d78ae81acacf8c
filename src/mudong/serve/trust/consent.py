"""Consent: what a client stated about the people in the pictures it gave, kept with the job, wording and all.

Nothing here looks at a picture: no detector tells a photograph of a person from a drawing of one reliably, and a missed
person would be a missed statement. So every picture whose pixels can get into a result has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, insert, select

from mudong.serve.database import schema
from mudong.serve.errors import BadParameter
from mudong.serve.ids import new_id
from mudong.serve.trust.audit import record
from mudong.spec.conditions import Character, Element, FirstFrame, LastFrame, ReferenceImage, SourceVideo
from mudong.spec.messages import message
from mudong.spec.request import Request

Basis = Literal["declared", "terms", "local"]
"""`declared` with the request itself; `terms`: the key was given under terms that say it; `local`: the one user of a
server without accounts, who is its operator."""
VERSION = 1
"""Of the wordings `trust.statement_*`: raise it with any change of theirs and keep the old ones in the catalogue."""
_consents = schema.consents


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """Who states it, and on which ground. key_id: what proved who it is."""

    basis: Basis
    key_id: str

    @property
    def statement(self) -> str:
        """Ground and version of the wording: `declared_1`."""
        return f"{self.basis}_{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One picture's statement."""

    sha256: str
    statement: str
    stated_ms: int

    def text(self, language: str | None = None) -> str:
        """The wording that was agreed to."""
        return message(f"trust.statement_{self.statement}", language)


def shown(request: Request) -> tuple[Path, ...]:
    """The pictures and videos of a request whose people can be seen in the result, each once."""
    paths: list[Path] = []
    for condition in request.conditions:
        if isinstance(condition, Element):
            paths += condition.paths
        elif isinstance(condition, Character | FirstFrame | LastFrame | ReferenceImage | SourceVideo):
            paths.append(condition.path)
    return tuple(dict.fromkeys(paths))


def declare(*, key_id: str, local: bool, own_api: bool, given: bool, num_shown: int) -> Declaration:
    """What the client states. given: it said so in the body; own_api: our own routes ask for just that.

    Raises `BadParameter` (`trust.consent_missing`) where a statement is due and missing.
    """
    if given:
        return Declaration(basis="declared", key_id=key_id)
    if local:
        return Declaration(basis="local", key_id=key_id)
    if own_api and num_shown:
        raise BadParameter("trust.consent_missing", field="consent")
    return Declaration(basis="terms", key_id=key_id)


def record_consents(
    connection: Connection, declaration: Declaration, *, user_id: str, job_id: str, pictures: Iterable[str], now_ms: int
) -> int:
    """Keep the statement for each picture (SHA-256) of a job; a job that has them already gets no more. How many."""
    pictures = tuple(dict.fromkeys(pictures))
    if not pictures or consents_of(connection, user_id, job_id):
        return 0
    detail = json.dumps({"key_id": declaration.key_id}, ensure_ascii=False)
    connection.execute(
        insert(_consents),
        [
            {
                "id": new_id("consent", now_ms), "user_id": user_id, "job_id": job_id, "sha256": sha256,
                "statement": declaration.statement, "detail_json": detail, "created_ms": now_ms,
            }
            for sha256 in pictures
        ],
    )  # fmt: skip
    record(
        connection, "consent.given", actor=declaration.key_id, subject=job_id, user_id=user_id, now_ms=now_ms,
        detail={"statement": declaration.statement, "pictures": len(pictures)},
    )  # fmt: skip
    return len(pictures)


def consents_of(connection: Connection, user_id: str, job_id: str) -> list[Consent]:
    """What was stated for a job."""
    query = select(_consents.c.sha256, _consents.c.statement, _consents.c.created_ms).where(
        _consents.c.user_id == user_id, _consents.c.job_id == job_id
    )
    return [Consent(sha256=row[0], statement=row[1], stated_ms=row[2]) for row in connection.execute(query)]
