"""The service's own part of the error tree: what a client hears, with the status and code for the wire.

    MudongError
    ├── InvalidInput
    │   └── ServeError                  ours         Kling routes
    │       ├── AuthenticationFailed    401          401 1000
    │       │   ├── AuthorizationMissing                 1001
    │       │   ├── AuthorizationInvalid                 1002
    │       │   ├── TokenNotYetValid                     1003
    │       │   └── TokenExpired                         1004
    │       ├── AccountBlocked          403          429 1100
    │       ├── OutOfCredits            402          429 1102
    │       ├── NotAllowed              403          403 1103
    │       ├── BadParameter            400          400 1201
    │       ├── MethodInvalid           404          404 1202
    │       ├── NotFound                404          404 1203
    │       ├── Conflict                409          400 1201
    │       ├── TooLarge                413          400 1201
    │       ├── PolicyRefused           422          400 1301
    │       ├── TooFast                 429          429 1302     `params["retry_after_s"]`
    │       ├── TooManyJobs             429          429 1303
    │       └── Overloaded              503          503 5001
    └── LedgerConflict                  500          500 5000     a bug, never the user's fault

`wire_of` also answers for the rest of the tree in `spec/errors.py`. Texts are in the catalogue `serve`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mudong.spec.errors import InvalidInput, MudongError, Unavailable


@dataclass(frozen=True, slots=True)
class Wire:
    """HTTP status on our own routes; HTTP status and `code` on Kling routes."""

    status: int
    kling_status: int
    kling_code: int


class ServeError(InvalidInput):
    """The client can mend it, or wait."""

    wire: ClassVar[Wire] = Wire(400, 400, 1200)


class AuthenticationFailed(ServeError):
    """The key is unknown or revoked, or the signature does not fit it."""

    wire = Wire(401, 401, 1000)


class AuthorizationMissing(AuthenticationFailed):
    """There is no credential at all."""

    wire = Wire(401, 401, 1001)


class AuthorizationInvalid(AuthenticationFailed):
    """The credential is not one of ours by its form."""

    wire = Wire(401, 401, 1002)


class TokenNotYetValid(AuthenticationFailed):
    """`nbf` lies ahead."""

    wire = Wire(401, 401, 1003)


class TokenExpired(AuthenticationFailed):
    """`exp` has passed."""

    wire = Wire(401, 401, 1004)


class AccountBlocked(ServeError):
    """The operator has blocked the account."""

    wire = Wire(403, 429, 1100)


class OutOfCredits(ServeError):
    """Fewer credits than the price."""

    wire = Wire(402, 429, 1102)


class NotAllowed(ServeError):
    """Known, but not for this account or model."""

    wire = Wire(403, 403, 1103)


class BadParameter(ServeError):
    """A field of the body or query."""

    wire = Wire(400, 400, 1201)


class MethodInvalid(ServeError):
    """Something that this service does not do."""

    wire = Wire(404, 404, 1202)


class NotFound(ServeError):
    """No such thing, or somebody else's."""

    wire = Wire(404, 404, 1203)


class Conflict(ServeError):
    """It collides with what is there: a key used for something else, a state that forbids it."""

    wire = Wire(409, 400, 1201)


class TooLarge(ServeError):
    """A body, a file or a quota."""

    wire = Wire(413, 400, 1201)


class PolicyRefused(ServeError):
    """Something that the operator's rules forbid."""

    wire = Wire(422, 400, 1301)


class TooFast(ServeError):
    """More requests than the rate allows; `params["retry_after_s"]` says when to come back."""

    wire = Wire(429, 429, 1302)


class TooManyJobs(ServeError):
    """More open jobs than the plan allows."""

    wire = Wire(429, 429, 1303)


class Overloaded(ServeError):
    """The service cannot take it now."""

    wire = Wire(503, 503, 5001)


class LedgerConflict(MudongError):
    """Somebody tried to do the same thing to the ledger in two different ways; nothing was changed."""


def wire_of(error: MudongError) -> Wire:
    """How any error of the tree looks to a client."""
    if isinstance(error, ServeError):
        return error.wire
    if isinstance(error, InvalidInput):
        return Wire(400, 400, 1201)
    if isinstance(error, Unavailable):
        return Wire(503, 503, 5001)
    return Wire(500, 500, 5000)
