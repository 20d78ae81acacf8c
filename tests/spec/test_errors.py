"""The error tree: one root, exit codes by branch, and errors that travel between processes."""

import pickle

import pytest

from mudong.spec import errors
from mudong.spec.errors import (
    Cancelled,
    InvalidInput,
    InvalidRequest,
    MediaError,
    MotionError,
    MudongError,
    OutputError,
    Refused,
    Unavailable,
)

EXIT_CODES = {
    MudongError: 1, InvalidInput: 2, InvalidRequest: 2, MediaError: 2, MotionError: 2, Refused: 2, Unavailable: 3,
    OutputError: 4, Cancelled: 130,
}  # fmt: skip


def test_the_tree_is_the_one_drawn_in_the_docstring():
    classes = {c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, MudongError)}
    assert classes == set(EXIT_CODES)
    assert all(c.__name__ in (errors.__doc__ or "") for c in classes)


@pytest.mark.parametrize("kind", EXIT_CODES)
def test_an_error_travels_between_processes(kind: type[MudongError]):
    error = kind("request.aspect", given="wide")
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is kind
    assert (twin.code, twin.params, twin.exit_code) == ("request.aspect", {"given": "wide"}, EXIT_CODES[kind])
    assert str(twin) == str(error)


def test_an_error_speaks_the_language_asked_for():
    error = InvalidRequest("request.aspect", given="wide")
    assert "wide" in error.text("ko")
    assert error.text("ko") != error.text("en") == str(error)


def test_a_parameter_may_be_called_code():
    assert MudongError("x.y", code=1).params == {"code": 1}
