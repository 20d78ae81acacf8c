"""Prompts that only say what the puppet does pass without a word; what goes beyond is told, in three languages."""

from __future__ import annotations

import pytest

from mudong.engine.prompt import beyond_motion

WITHIN = """

keep the look, follow the motion
Keep the appearance and follow the dance in the video.
Make her dance exactly like the reference video
The person in @image_1 performs the dance of @video_1
<<<image_1>>> follows <<<video_1>>>, background unchanged
Let's dance! Don't change the face.
She imitates him, copying the choreography precisely
Please animate this drawing; keep everything else the same
my daughter is dancing to the music, smooth and natural motion
외모는 그대로 유지하고 동작을 따라 해 주세요
사진 속 아이가 영상의 춤을 똑같이 추게 해줘
그림이 춤추게 만들어 주세요
우리 딸이 이 춤을 신나게 춥니다
강아지가 영상과 같은 동작으로 춤추게 해줘
그대로 춤춰
保持人物外观，跟随视频的动作
让图片里的人物跳舞
让孩子跟着音乐跳舞
使图中角色按照参考视频的动作运动，不要改变背景
""".splitlines()

BEYOND = (
    ("make the sky purple", "purple"),
    ("keep the look but add a red hat", "hat"),
    ("turn her into a dragon", "dragon"),
    ("it should rain", "rain"),
    ("비가 오는 거리에서 춤추게 해줘", "비가"),
    ("모자를 씌워 주세요", "모자"),
    ("배경을 바다로 바꿔줘", "바다"),
    ("해변에서 춤추게 해줘", "해변"),
    ("주황색 옷으로 바꿔 주세요", "주황색"),
    ("의자에 앉아서", "의자"),
    ("좀비처럼 만들어 줘", "좀비"),
    ("让他在雨中跳舞", "雨"),
    ("把背景换成大海", "海"),
    ("戴上红色的帽子", "帽"),
)


@pytest.mark.parametrize("prompt", WITHIN)
def test_what_the_puppet_does_anyway_needs_no_notice(prompt: str) -> None:
    assert beyond_motion(prompt) == ()


@pytest.mark.parametrize(("prompt", "word"), BEYOND)
def test_what_goes_beyond_is_named(prompt: str, word: str) -> None:
    assert any(word in rest for rest in beyond_motion(prompt)), beyond_motion(prompt)


def test_handles_are_not_words() -> None:
    assert beyond_motion("@image_1 <<<video_1>>> @Mina") == ()


def test_words_keep_their_order() -> None:
    assert beyond_motion("purple sky, green grass") == ("purple", "sky", "green", "grass")
