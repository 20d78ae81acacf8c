"""The one error tree.

    MudongError
    ├── InvalidInput            the user can mend it: exit code 2, HTTP 4xx
    │   ├── InvalidRequest      a field, an option or a combination        request.*
    │   ├── MediaError          a video, picture or sound file             media.*
    │   ├── MotionError         a pose track, BVH or joints file           motion.*
    │   └── Refused             a reference check said no                  check.*
    ├── Unavailable             this machine lacks something: exit code 3  unavailable.*
    ├── Cancelled               the user stopped it: exit code 130
    └── OutputError             the result could not be written: exit 4    output.*

Every error carries a stable `code` and `params`; its text comes from the catalogue of that code (`messages.py`)
and says what was given, what was expected and what to do.
"""

from __future__ import annotations

from typing import ClassVar

from mudong.spec.messages import message


class MudongError(Exception):
    """Root of every error that Mudong raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def text(self, language: str | None = None) -> str:
        """The message in `language` (default: the user's)."""
        return message(self.code, language, **self.params)

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.params)


def _rebuild(kind: type[MudongError], code: str, params: dict[str, object]) -> MudongError:
    return kind(code, **params)


class InvalidInput(MudongError):
    """Something given by the user is wrong; nothing was started and nothing is charged."""

    exit_code = 2


class InvalidRequest(InvalidInput):
    """A field, an option or a combination of them."""


class MediaError(InvalidInput):
    """A video, picture or sound file that cannot be used."""


class MotionError(InvalidInput):
    """A pose track, BVH file or joints file that cannot be used."""


class Refused(InvalidInput):
    """A reference check refused the material. `params` hold value, limit and `remedy_code`, the text of what to do."""

    def text(self, language: str | None = None) -> str:
        """What was found, and what to do about it."""
        remedy = message(str(self.params.get("remedy_code", "")), language, **self.params)
        return f"{super().text(language)} {remedy}".strip()


class Unavailable(MudongError):
    """This machine lacks weights, an extra or memory."""

    exit_code = 3


class OutputError(MudongError):
    """The result could not be written."""

    exit_code = 4


class Cancelled(MudongError):
    """The user or the server stopped the run."""

    exit_code = 130

    def __init__(self, code: str = "cli.cancelled", /, **params: object) -> None:
        super().__init__(code, **params)
