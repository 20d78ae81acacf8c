"""What must be refused is, in three languages and many spellings; the innocent pass; broken rules let nothing by."""

import time
import tomllib
from pathlib import Path

import pytest

from mudong.serve.errors import PolicyRefused, wire_of
from mudong.serve.trust.policy import Policy, check_prompt, open_policy
from mudong.spec.errors import InvalidRequest
from mudong.spec.messages import LANGUAGES, catalogue

_PROMPTS = tomllib.loads(Path(__file__).with_name("prompts.toml").read_text(encoding="utf-8"))
REFUSED, INNOCENT = _PROMPTS["refused"], _PROMPTS["innocent"]
OWN = """
[[rules]]
reason = "brand"
all = ["ours"]
[groups.ours]
words = ["blorp*", "무동이"]
[innocent]
words = ["blorpington"]
"""
_RULE = "[[rules]]\nreason = 'a'\nall = "
_WORDS = "[groups.a]\nwords = ['x']"


@pytest.mark.parametrize(("reason", "prompt"), [(reason, each) for reason, all in REFUSED.items() for each in all])
def test_what_must_be_refused(reason: str, prompt: str):
    denial = check_prompt(f"A film. {prompt}, soft light")
    assert denial is not None
    assert denial.reason == reason
    assert denial.absolute == (reason == "minors")


@pytest.mark.parametrize("prompt", INNOCENT)
def test_what_is_innocent(prompt: str):
    assert check_prompt(prompt) is None


def test_the_error_says_why_in_both_languages_and_repeats_no_words_about_children():
    for reason, prompts in REFUSED.items():
        error = check_prompt(prompts[0]).error()
        assert isinstance(error, PolicyRefused)
        assert (wire_of(error).kling_status, wire_of(error).kling_code) == (400, 1301)
        for language in LANGUAGES:
            assert f"trust.{reason}" in catalogue(language)
            assert "{" not in error.text(language)
            if reason == "minors":
                assert not any(word in error.text(language) for word in ("naked", "child "))
    assert "pikachu" in check_prompt("Pikachu").error().text("en")


@pytest.mark.parametrize(
    "broken",
    [
        "not toml [", "", "rules = 7", f"rules = []\n{_WORDS}", f"{_RULE}['other']\n{_WORDS}", f"{_RULE}[]\n{_WORDS}",
        f"{_RULE}['a']\n{_WORDS}\npatterns = ['(']", f"{_RULE}['a']\n[groups.a]\nwords = ['*']",
        f"{_RULE}['a']\n[groups.a]\nwords = []",
    ],
)  # fmt: skip
def test_a_broken_file_refuses_everything(tmp_path: Path, broken: str):
    file = tmp_path / "policy.toml"
    file.write_text(broken)
    with pytest.raises(InvalidRequest) as caught:
        Policy.load(file)
    assert caught.value.code == "trust.policy_file"
    for path in (file, tmp_path / "missing.toml"):
        denial = open_policy(path).check_prompt("a golden retriever")
        assert denial.error().code == "trust.closed"


def test_an_operators_rules_take_the_place_of_ours_but_for_the_absolute_ones(tmp_path: Path):
    file = tmp_path / "policy.toml"
    file.write_text(OWN)
    policy = Policy.load(file)
    assert policy.check_prompt("a Blorpish thing").reason == "brand"
    assert policy.check_prompt("무동이가 춤춘다").reason == "brand"
    assert policy.check_prompt("Blorpington station") is None
    assert policy.check_prompt("Pikachu") is None
    assert policy.check_prompt("naked child").reason == "minors"


def test_the_longest_prompt_takes_no_time_and_hides_nothing():
    start_s = time.perf_counter()
    assert check_prompt("a kid. " * 350 + "naked").reason == "minors"
    assert check_prompt(("a-b.c " * 500)[:2500]) is None
    for part in ("섹", "섹 ", "이라고", "a ", "a.", "色.", "바꿔", "remove all of "):
        assert check_prompt(("아이" + part * 2500)[:2499] + "뷁") is None
    assert time.perf_counter() - start_s < 8
