"""Every verdict that a check can give has words in every language, and a remedy when it is not `ok`."""

from __future__ import annotations

import pytest

from mudong.motion.checks.result import CheckResult, Verdict, at_least, at_most, share_at_least, share_at_most
from mudong.spec.messages import LANGUAGES, catalogue

NEVER_OK = {"video_upper_body"}
REFUSING = {"picture_person", "picture_full_body", "video_person", "video_duration"}
CODES = sorted({key.removeprefix("check.").rsplit("_", 1)[0] for key in catalogue("en") if key.startswith("check.")})
PARAMS = (("start_s", 1.0), ("stop_s", 5.5), ("sides", "top"), ("people", 3))


def expected() -> set[str]:
    """Keys of the catalogue that the checks may ask for."""
    keys = set()
    for code in CODES:
        keys |= {f"{code}_remedy"} | (set() if code in NEVER_OK else {f"{code}_ok"})
        keys |= {f"{code}_refuse"} if code in REFUSING else set()
        keys |= {f"{code}_warn"} if code not in ("picture_person", "picture_joints", "video_duration") else set()
    return keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language):
    there = {key.removeprefix("check.") for key in catalogue(language) if key.startswith("check.")}
    assert there == expected()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sorted(expected()))
def test_every_text_takes_its_parameters(key, language):
    code, verdict = key.rsplit("_", 1)
    given = Verdict.WARN if verdict == "remedy" else Verdict(verdict)
    result = CheckResult(code=code, verdict=given, value=1.5, limit=3.0, params=PARAMS)
    text = result.remedy(language) if verdict == "remedy" else result.text(language)
    assert text
    assert "{" not in text
    assert not text.startswith("check.")


def test_a_passed_check_needs_no_remedy():
    assert at_least("video_size", 720, 360, "px").remedy("en") == ""


def test_at_the_limit_passes():
    assert at_least("video_size", 360, 360, "px").verdict is Verdict.OK
    assert at_least("video_size", 359, 360, "px").verdict is Verdict.WARN
    assert at_most("video_cuts", 0, 0, "").verdict is Verdict.OK
    assert at_most("video_cuts", 1, 0, "").verdict is Verdict.WARN


def test_shares_are_shown_in_per_cent():
    low, high = share_at_least("video_confidence", 0.512, 0.6), share_at_most("video_people", 0.512, 0.6)
    assert (low.value, low.limit, low.unit, low.verdict) == (51.2, 60.0, "%", Verdict.WARN)
    assert high.verdict is Verdict.OK
