"""Handles are found where people write them, Korean particles included."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.spec.handles import find_handles


def test_both_spellings_are_one():
    handles = list(find_handles("<<<image_1>>> dances like @video_2 beside @Mina"))
    assert [(h.kind, h.index, h.name) for h in handles] == [
        ("image", 1, None), ("video", 2, None), ("element", None, "Mina"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("prompt", "names", "found"),
    [
        ("@민수가 춤춘다", {"민수"}, "민수"),
        ("@민수정이 춤춘다", {"민수", "민수정"}, "민수정"),
        ("@민수정이 춤춘다", {"민수"}, "민수정이"),
        ("@Mina를 @Mina와", {"Mina"}, "Mina"),
        ("@가은 혼자", {"가", "가은"}, "가은"),
    ],
)
def test_a_particle_is_taken_off_only_where_a_known_name_remains(prompt: str, names: set[str], found: str):
    handle = next(find_handles(prompt, names))
    assert handle.name == found
    assert prompt[handle.start : handle.end] == "@" + found


@pytest.mark.parametrize("prompt", ["@image_1이 춤춘다", "@image_1 dances", "<<<image_1>>>이", "@IMAGE_1을"])
def test_an_index_is_read_in_a_korean_sentence(prompt: str):
    handle = next(find_handles(prompt))
    assert (handle.kind, handle.index) == ("image", 1)


@pytest.mark.parametrize("prompt", ["me@example.com", "@ alone", "<<image_1>>", "a@@b", ""])
def test_what_only_looks_like_a_handle_is_none(prompt: str):
    assert list(find_handles(prompt)) == []


@given(st.text(max_size=80))
def test_any_text_gives_ordered_mentions_that_stand_in_it(prompt: str):
    handles = list(find_handles(prompt, {"a", "가"}))
    assert all(prompt[h.start] in "@<" and h.start < h.end <= len(prompt) for h in handles)
    assert all(a.end <= b.start for a, b in pairwise(handles))
