"""Catalogues: every code that the sources raise is there in every language, with the same parameters."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from mudong.serve import errors as serve_errors
from mudong.spec import errors
from mudong.spec.messages import LANGUAGES, catalogue, message, user_language

SOURCES = Path(__file__).parents[2] / "src" / "mudong"
_CODE = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_RAISERS = {
    name
    for tree in (errors, serve_errors)
    for name, kind in vars(tree).items()
    if isinstance(kind, type) and issubclass(kind, errors.MudongError)
}
_OWN_ARGUMENTS = {"message": 2}
"""Positional arguments that are not parameters of the text."""


def _calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Where, the call, and its code argument: raised errors, `Notice.of` and `message`."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func)
            if name in _RAISERS or name in ("message", "Notice.of"):
                yield f"{path.relative_to(SOURCES)}:{node.lineno}", node, node.args[0]


def _codes(expression: ast.expr) -> Iterator[str]:
    """The codes that an expression can be; those put together at run time are patterns with `*`."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from _codes(expression.body)
        yield from _codes(expression.orelse)
    elif isinstance(expression, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "*" for v in expression.values)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _written() -> list[tuple[str, str, ast.Call]]:
    return [(where, code, call) for where, call, argument in _calls() for code in _codes(argument)]


def test_every_code_in_the_sources_is_in_the_catalogues():
    missing = {
        f"{where} {code} ({language})"
        for where, code, _ in _written()
        for language in LANGUAGES
        if not any(re.fullmatch(code.replace(".", r"\.").replace("*", r"\w+"), known) for known in catalogue(language))
    }
    assert not missing


def test_every_call_gives_the_parameters_that_its_text_wants():
    wrong = {}
    for where, code, call in _written():
        text = catalogue("en").get(code)
        given = {keyword.arg for keyword in call.keywords}
        if text is not None and None not in given and not _fields(text) <= given:
            wrong[f"{where} {code}"] = _fields(text) - given
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_codes_and_parameters(language: str):
    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    assert {code: _fields(text) for code, text in english.items()} == {c: _fields(t) for c, t in other.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_well_formed_and_texts_are_one_line(language: str):
    for code, text in catalogue(language).items():
        assert _CODE.fullmatch(code), code
        assert text == text.strip() != "", code
        assert "\n" not in text, code


def test_korean_is_korean():
    untranslated = {c for c, text in catalogue("ko").items() if not re.search("[가-힣]", _without_fields(text))}
    assert untranslated <= {
        c for c in catalogue("en") if not re.search("[a-z]{3}", _without_fields(catalogue("en")[c]))
    }


def _without_fields(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "", text)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"MUDONG_LANG": "ko", "LANG": "en_US.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "ko"}, "ko"),
        ({"LANG": "kok_IN"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"MUDONG_LANG": "tlh", "LANG": "ko_KR"}, "ko"),
        ({}, "en"),
    ],
)
def test_the_language_follows_the_environment(environment: dict[str, str], language: str):
    assert user_language(environment) == language


def test_an_error_is_never_lost_to_a_missing_text_or_parameter():
    assert message("no.such", "ko", given=3) == "no.such {'given': 3}"
    assert "wide" in message("request.resolution", "en", wrong="wide")
    assert message("request.aspect", "zz", given="1") == message("request.aspect", "en", given="1")


def test_braces_in_a_parameter_are_text():
    assert "{0.__class__}" in message("request.aspect", "en", given="{0.__class__}")
