"""What a server refused, as one error with its stable code."""

from __future__ import annotations

from mudong.spec.errors import MudongError


class ApiError(MudongError):
    """status: of HTTP; reason: the server's stable code; params hold its message. Exit code 2."""

    exit_code = 2

    def __init__(self, status: int, reason: str, text: str, field: str | None = None) -> None:
        super().__init__("client.refused", status=status, reason=reason, text=text)
        self.status, self.reason, self.field = status, reason, field


class NoServer(MudongError):
    """Nothing answers there."""

    exit_code = 3
