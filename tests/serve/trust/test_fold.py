"""Spellings of one word read alike, and folding twice changes nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.trust.fold import fold, readings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ｄａｎｃｅ", "dance"), ("DÁNCE", "dance"), ("da\u200bn\u00adce", "dance"), ("d\u0430nc\u0435", "dance"),
        ("d a n c e", "dance"), ("d.a-n_c/e", "dance"), ("d4nc3", "dance"), ("d.4.n.c.3", "dance"),
        ("daaaance", "dance"), ("da*nce", "dance"), ("ㅊㅜㅁ", "춤"), ("춤\u200b사위", "춤사위"),
        ("춤 사 위", "춤사위"),
        ("ㅎㅏㄴㄱㅡㄹ", "한글"), ("跳.舞", "跳舞"), ("跳 舞", "跳舞"),
    ],
)  # fmt: skip
def test_spellings_read_alike(written: str, read: str):
    assert any(read in each for each in readings(f"xx, {written}!"))


@pytest.mark.parametrize("text", ["5 kids and 3 dogs", "한 마리의 개가 달린다", "我爱北京", "plain words stay"])
def test_plain_text_stays_as_it_is(text: str):
    assert fold(text) == text
    assert readings(text)[0] == text


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_nothing_breaks(text: str):
    assert readings(text)
    assert fold(fold(fold(text))) == fold(fold(text))
