"""A request survives JSON, and a wrong one is refused by the name of what is wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.spec.conditions import CONDITION_TYPES, Character, Element, FirstFrame, Motion, ReferenceImage
from mudong.spec.errors import InvalidRequest
from mudong.spec.limits import MAX_PROMPT_CHARS
from mudong.spec.request import Output, Request

PATHS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), min_size=1, max_size=20).map(
    Path
)
SECONDS = st.none() | st.floats(0, 600)
CONDITIONS = st.one_of(
    st.builds(Character, path=PATHS, joints=st.none() | PATHS),
    st.builds(Motion, path=PATHS, start_s=SECONDS, end_s=SECONDS, sound=st.none() | PATHS),
    st.builds(Element, name=st.text(max_size=10), paths=st.lists(PATHS, max_size=4).map(tuple)),
    *(st.builds(CONDITION_TYPES[name], path=PATHS) for name in ("reference_image", "first_frame", "source_video")),
)
OUTPUTS = st.builds(
    Output, fps=st.floats(1, 120), duration_s=SECONDS, aspect=st.none() | st.just("9:16"), loop=st.booleans(),
    orientation=st.sampled_from(["image", "video"]), background=st.text(max_size=8), quality=st.integers(0, 51),
)  # fmt: skip
REQUESTS = st.builds(
    Request, prompt=st.text(max_size=40), conditions=st.lists(CONDITIONS, max_size=4).map(tuple), output=OUTPUTS,
    seed=st.integers(-(2**63), 2**63), anyway=st.booleans(),
)  # fmt: skip
DANCE = Request(conditions=(Character(path=Path("a.png")), Motion(path=Path("b.mp4"))))


@given(REQUESTS)
def test_json_round_trip(request_: Request):
    text = request_.to_json()
    assert Request.from_json(text) == request_
    assert "\n" not in text


def test_a_request_with_only_what_it_needs_takes_the_defaults():
    text = '{"conditions": [{"type": "character", "path": "a.png"}, {"type": "motion", "path": "b.mp4"}]}'
    assert Request.from_json(text) == DANCE


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "1", "{", '{"prompt": 1}', '{"promt": "x"}', '{"seed": 1.5}', '{"seed": true}',
        '{"output": []}', '{"output": {"fps": "30"}}', '{"output": {"fps": NaN}}', '{"output": {"fps": 1e999}}',
        '{"output": {"loop": 1}}', '{"output": {"orientation": "up"}}', '{"output": {"size": 1}}',
        '{"conditions": {}}', '{"conditions": [{}]}', '{"conditions": [{"type": "motion"}]}',
        '{"conditions": [{"type": "song", "path": "a"}]}', '{"conditions": [{"type": ["motion"], "path": "a"}]}',
        '{"conditions": [{"type": "motion", "path": 3}]}', '{"conditions": [{"type": "motion", "path": "a", "x": 1}]}',
        '{"conditions": [{"type": "element", "name": "a", "paths": "b"}]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_json_that_is_no_request_is_refused_in_one_line(text: str):
    with pytest.raises(InvalidRequest) as refused:
        Request.from_json(text)
    assert refused.value.code == "request.json"
    assert "\n" not in refused.value.text("ko")


def test_the_wrong_field_is_named():
    with pytest.raises(InvalidRequest, match=r"request\.conditions\[0\]\.path must be path, not 3"):
        Request.from_json('{"conditions": [{"type": "motion", "path": 3}]}')


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(DANCE, prompt="x" * (MAX_PROMPT_CHARS + 1)), "request.prompt_too_long"),
        (replace(DANCE, negative_prompt="x" * (MAX_PROMPT_CHARS + 1)), "request.prompt_too_long"),
        (replace(DANCE, output=Output(fps=0)), "request.fps"),
        (replace(DANCE, output=Output(fps=float("nan"))), "request.fps"),
        (replace(DANCE, output=Output(duration_s=0)), "request.duration"),
        (replace(DANCE, output=Output(duration_s=121)), "request.duration"),
        (replace(DANCE, output=Output(quality=52)), "request.quality"),
        (replace(DANCE, output=Output(aspect="wide")), "request.aspect"),
        (replace(DANCE, output=Output(resolution="huge")), "request.resolution"),
        (replace(DANCE, output=Output(orientation="up")), "request.orientation"),  # type: ignore[arg-type]
        (replace(DANCE, conditions=(Motion(path=Path("b"), start_s=2, end_s=2),)), "request.span"),
        (replace(DANCE, conditions=(Motion(path=Path("b"), start_s=-1),)), "request.span"),
        (replace(DANCE, conditions=(Motion(path=Path("b"), end_s=float("nan")),)), "request.span"),
        (replace(DANCE, conditions=(Motion(path=Path("b"), end_s=float("inf")),)), "request.span"),
        (replace(DANCE, conditions=(Element(name="a", paths=()),)), "request.element"),
        (replace(DANCE, prompt="@image_2 dances"), "request.handle"),
        (replace(DANCE, prompt="<<<video_2>>>"), "request.handle"),
        (replace(DANCE, prompt="@element_1"), "request.handle"),
    ],
)
def test_what_is_wrong_is_refused_by_name(wrong: Request, code: str):
    with pytest.raises(InvalidRequest) as refused:
        wrong.validate()
    assert refused.value.code == code


def test_a_handle_binds_to_the_pictures_in_their_order():
    pictures = (ReferenceImage(path=Path("a")), FirstFrame(path=Path("b")))
    assert Request(prompt="@image_2 looks at @image_1이", conditions=pictures).validate()
    mina = Element(name="Mina", paths=(Path("m.png"),))
    assert Request(prompt="@Mina가 웃는다, mail me@home", conditions=(mina,)).validate()
    with pytest.raises(InvalidRequest, match="@Nobody"):
        Request(prompt="@Nobody", conditions=(mina,)).validate()


def test_conditions_are_found_by_type_in_their_order():
    first, second = ReferenceImage(path=Path("1")), ReferenceImage(path=Path("2"))
    assert Request(conditions=(first, *DANCE.conditions, second)).of_type(ReferenceImage) == (first, second)


def test_the_json_is_plain():
    fields = json.loads(DANCE.to_json())
    assert fields["conditions"][1]["type"] == "motion"
    assert "type" not in fields
