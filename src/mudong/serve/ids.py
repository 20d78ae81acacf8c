"""Identifiers: random, sortable by time of birth, and no secret. Every query is scoped by its owner all the same."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 after Crockford: in the order of its characters, without look-alikes."""
_TIME_DIGITS = 9
_RANDOM_DIGITS = 13
_JOB_TAIL = 10**5
_ELEMENT_EPOCH_MS = 1_704_067_200_000
_ELEMENT_TAIL = 10**3


def new_id(prefix: str, now_ms: int) -> str:
    """`prefix_` with 9 digits of time and 65 random bits."""
    return f"{prefix}_{_base32(now_ms, _TIME_DIGITS)}{_base32(secrets.randbits(5 * _RANDOM_DIGITS), _RANDOM_DIGITS)}"


def new_job_id(now_ms: int) -> str:
    """18 decimal digits, as clients of the Kling API know them: milliseconds, then five random digits."""
    return str(now_ms * _JOB_TAIL + secrets.randbelow(_JOB_TAIL))


def new_element_id(now_ms: int) -> str:
    """Decimal digits below 2^53, because this one travels as a JSON number: ms since 2024, then three random digits."""
    return str((now_ms - _ELEMENT_EPOCH_MS) * _ELEMENT_TAIL + secrets.randbelow(_ELEMENT_TAIL))


def _base32(value: int, digits: int) -> str:
    return "".join(_ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(digits)))
