"""`Site`: what the routes of one web process share, and `Caller`: who asks, on whose behalf every query is made."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Connection

from mudong.serve.accounts.auth import Credentials, authenticate
from mudong.serve.accounts.principal import LOCAL_PRINCIPAL, Principal
from mudong.serve.accounts.rates import RateLimiter
from mudong.serve.api.hub import Hub
from mudong.serve.api.links import Links
from mudong.serve.errors import AuthenticationFailed
from mudong.serve.jobs.engines import Engines
from mudong.serve.service import Service
from mudong.serve.trust.admission import Admission
from mudong.serve.trust.audit import Action, record
from mudong.serve.trust.authority import Authority
from mudong.spec.messages import LANGUAGES

SESSION_COOKIE = "mudong_session"
_READS_PER_WRITE = 10
"""Asking how a job is does not count like ordering one: clients poll."""
_FAILURES_PER_MINUTE = 60
_FETCHES_AT_ONCE = 16
_LOOKS_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """fetches, looks: how many downloads and sandboxed looks into files may run at once. drafts: instant previews."""

    service: Service
    hub: Hub
    admission: Admission
    authority: Authority
    engines: Engines = field(default_factory=Engines)
    rates: RateLimiter = field(default_factory=RateLimiter)
    fetches: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_FETCHES_AT_ONCE))
    looks: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_LOOKS_AT_ONCE))
    drafts: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(1))

    def now_ms(self) -> int:
        """Unix milliseconds."""
        return self.service.clock.now_ms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """language: in which this one is answered."""

    site: Site
    principal: Principal
    language: str
    links: Links

    @property
    def user_id(self) -> str:
        """Whose things these are."""
        return self.principal.user_id


def site_of(request: Request) -> Site:
    """The site that serves this request."""
    return request.app.state.site


def language_of(request: Request) -> str:
    """The first language of `Accept-Language` that we speak, else English."""
    for part in request.headers.get("accept-language", "").split(","):
        language = part.split(";")[0].split("-")[0].strip().lower()
        if language in LANGUAGES:
            return language
    return "en"


def caller(request: Request) -> Caller:
    """Who asks; counts the request. Raises what `authenticate` raises, and `TooFast`."""
    site = site_of(request)
    principal = _principal(site, request)
    service, now_ms = site.service, site.now_ms()
    with service.database.reading() as connection:
        plan = service.tariff.plan(connection, principal.user_id, now_ms)
    is_read = request.method in ("GET", "HEAD")
    per_minute = plan.requests_per_minute * (_READS_PER_WRITE if is_read else 1)
    site.rates.take(f"{principal.user_id}:{'read' if is_read else 'write'}", per_minute, now_ms)
    request.state.user_id = principal.user_id
    return Caller(
        site=site, principal=principal, language=language_of(request), links=Links.of(service, str(request.base_url))
    )


def _principal(site: Site, request: Request) -> Principal:
    if not site.service.settings.accounts:
        return LOCAL_PRINCIPAL
    credentials = Credentials(
        authorization=request.headers.get("authorization"), api_key=request.headers.get("x-api-key"),
        session=request.cookies.get(SESSION_COOKIE),
    )  # fmt: skip
    try:
        with site.service.database.reading() as connection:
            return authenticate(connection, site.service.vault, credentials, site.now_ms())
    except AuthenticationFailed:
        # Guessing keys is slow for whoever guesses.
        host = request.client.host if request.client else "?"
        site.rates.take(f"failures:{host}", _FAILURES_PER_MINUTE, site.now_ms())
        raise


def note(connection: Connection, caller: Caller, action: Action, subject: str) -> None:
    """Write into the audit log what the caller did."""
    record(
        connection, action, actor=caller.principal.key_id, subject=subject, user_id=caller.user_id,
        now_ms=caller.site.now_ms(),
    )  # fmt: skip


CallerDep = Annotated[Caller, Depends(caller)]
SiteDep = Annotated[Site, Depends(site_of)]
