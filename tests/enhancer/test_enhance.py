import hashlib
import random
import subprocess
import sys

import pytest
from given import HELD, OTHERS, accuracy, asked, read

from mudong.enhancer.brief import Brief
from mudong.enhancer.enhance import enhance
from mudong.enhancer.thinker import ThinkerFailed
from mudong.language.heard import heard_words
from mudong.spec.request import Request
from mudong.world.possible import refuse_impossible

AS_COMMITTED = "ab04f38df073ba249169e766ec1bf1c1afd7c80e9329ede74db14d3cb45333e4"


def test_the_held_prompts_are_those_that_were_committed_before_the_first_rule():
    assert hashlib.sha256(HELD.read_bytes()).hexdigest() == AS_COMMITTED
    assert len(read(HELD)) == 100
    assert len(read(HELD) + read(OTHERS)) >= 300


def test_held_prompts_are_understood():
    intents, attributes, whole = accuracy(HELD)
    assert intents >= 0.95
    assert attributes >= 0.95
    assert whole >= 0.9


def test_other_prompts_are_understood():
    intents, attributes, _ = accuracy(OTHERS)
    assert intents >= 0.95
    assert attributes >= 0.95


def test_what_follows_is_told_apart_from_what_is_said():
    for one in read(HELD):
        facts = enhance(one.request).facts
        assert set(one.implies) <= {fact.atom for fact in facts if not fact.stated}, one.prompt


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("이 장면의 분위기를 좀 더 공포스럽게 만들어줘", "ko"),
        ("make this scene scarier", "en"),
        ("让这个场景更恐怖一点", "zh"),
    ],
)
def test_scarier_changes_light_palette_shadow_and_faces_and_keeps_who_moves_how(prompt: str, language: str):
    brief = asked(prompt, "source")
    assert brief.language == language
    why = {reason.atom: reason for reason in brief.reasoning}
    for atom in (
        "light:horror",
        "palette:cold",
        "shadows:long",
        "all.feels:frightened",
        "keep:identity",
        "keep:motion",
    ):
        assert why[atom].why
        assert not why[atom].stated
    assert len({reason.why for reason in brief.reasoning}) == len(brief.reasoning)
    assert not any(atom.startswith("tempo:") for atom in why), "a slower tempo would change the motion"
    assert brief.instruction == "Make this scene scarier."


def test_a_thinker_that_fails_is_replaced_and_told():
    class Broken:
        def think(self, request: Request):
            raise ThinkerFailed("enhancer.chat_late", url="here", limit="1")

    request = Request(prompt="고양이가 춤춘다")
    brief = enhance(request, thinker=Broken())
    assert brief.thinker == "embedded"
    assert "here" in brief.fallback
    assert brief.facts == enhance(request).facts


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        " ",
        "@",
        "<<<image_1>>>",
        "\u3000\n",
        "😀" * 50,
        "가" * 2500,
        "no " * 800,
        "a,b;c:" * 400,
        "'" * 99,
        "12:34:56°'\"",
    ],
)
def test_no_prompt_breaks_it(prompt: str):
    brief = enhance(Request(prompt=prompt))
    assert type(brief).from_json(brief.to_json()) == brief


def test_it_draws_nothing_and_needs_no_network():
    code = (
        "import sys; from mudong.enhancer.enhance import enhance; from mudong.spec.request import Request\n"
        "enhance(Request(prompt='a cat dances'))\n"
        "print(*sorted({'torch', 'skia', 'cv2', 'httpx', 'scipy', 'PIL', 'mudong.world.render', 'mudong.world.draw'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_any_words_in_any_order_give_a_brief_whose_scenes_can_be_drawn():
    rng = random.Random(7)
    words = [word.form for word in heard_words()] + ["@image_1", "@Mina", "Shot 2:", "두 번째 컷은", "6 hours later"]
    conditions = [(), ("source",), ("image",), ("feature",), ("element:Mina",), ("image", "feature"), ("first", "last")]
    for _ in range(150):
        glue = (" ", ", ", "를 ", "으로 ", "的", " and ", ". ")
        prompt = "".join(rng.choice(words) + rng.choice(glue) for _ in range(rng.randint(1, 14)))
        brief = asked(prompt, *rng.choice(conditions))
        assert Brief.from_json(brief.to_json()) == brief, prompt
        for shot in brief.shots:
            if shot.scene is not None:
                refuse_impossible(shot.scene)
