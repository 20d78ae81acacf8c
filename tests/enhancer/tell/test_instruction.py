import pytest
from given import asked


@pytest.mark.parametrize(
    ("prompt", "en", "ko"),
    [
        ("비 오게 해줘", "Make it rain.", "비가 내리게 해 줘."),
        ("강아지 목도리를 파란색으로", "Make the dog's scarf blue.", "강아지의 목도리를 파란색으로 바꿔 줘."),
        ("replace the ball with a tulip", "Replace the ball with a flower.", "공을 꽃으로 바꿔 줘."),
        ("눈 쌓인 겨울로, 그리고 여자를 지워줘", "Make it winter, with snow on everything and remove the woman.", None),
        (
            "turn the woman into a silver statue",
            "Turn the woman into a silver statue.",
            "여자를 은빛 조각상으로 바꿔 줘.",
        ),
    ],
)
def test_edits_are_told_in_the_words_of_the_pairs(prompt: str, en: str, ko: str | None):
    brief = asked(prompt, "source")
    assert brief.instruction == en
    assert ko is None or brief.instruction_ko == ko


def test_a_mood_that_training_does_not_know_is_told_as_edits_that_it_knows():
    brief = asked("꿈속처럼 몽환적으로 바꿔줘", "source")
    assert brief.instruction == "Make it early morning and add thick fog."


def test_a_next_shot_keeps_what_is_asked_of_it():
    brief = asked("다음 장면을 클로즈업으로, 고양이가 놀란다", "feature")
    assert brief.instruction == "Cut to the next shot, up close and give the cat a surprised face."
