"""What a motion-control prompt asks beyond "keep the look, follow the motion", which is all that the puppet does.

Words are data: stems that only say what the puppet does anyway, in Korean, English and Chinese. What is left over is
told to the user, so that nothing is ignored silently.
"""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    """a an and animate appearance as at background be body by character characters child clip clothes clothing copy
    costume dance dancer dances dancing do does exact exactly face follow following follows for from girl boy baby
    generate given gesture gestures hair have he her him his i identity image in input into it its keep keeping kept
    like look looks make maintain man match me mimic motion motions move movement movements moves moving my of on only
    our outfit perform performing person photo picture please pose poses preserve preserving puppet reference same
    she should so source steps still style stay subject that the their them there they this to transfer unchanged use
    using video want we while who will with without woman changing change anything else you your rhythm music beat
    choreography""".split()
)
_KOREAN_STEMS = (
    "외모 모습 생김새 얼굴 표정 머리 옷 의상 배경 스타일 캐릭터 인물 사람 아이 아기 주인공 사진 그림 이미지 영상 비디오 동영상 참조 참고 원본 "
    "유지 그대로 보존 바꾸지 변하지 따라 똑같 같은 같이 동일 처럼 대로 동작 움직 모션 춤 추게 추는 추도록 춰 안무 댄스 포즈 자세 몸짓 박자 리듬 "
    "음악 만들 해줘 해주 하게 하면서 하고 하며 해 주세요 줘 주 이 그 저 를 을 의 속 안 에서 에 있는 나오는 맞춰 맞추 재현 복사 흉내 전달 적용 제발 "
    "부탁 좀 잘 꼭 채 채로 둔 두고 놔 고정"
).split()
_CHINESE_STEMS = (
    "保持 外观 外貌 样子 形象 脸 面部 头发 衣服 服装 背景 风格 人物 角色 主体 图片 照片 图像 视频 参考 不变 一致 跟随 按照 模仿 复制 动作 运动 "
    "舞蹈 跳舞 姿势 让 请 的 在 中 里 他 她 它 这 那 个 和 与 并 做 一样 相同 使用 根据"
).split()
_TOKEN = re.compile(r"<<<.*?>>>|@\w+|[A-Za-z']+|[가-힣]+|[\u4e00-\u9fff]+")


def beyond_motion(prompt: str) -> tuple[str, ...]:
    """The words of a prompt that ask for something else, in order; empty when there is nothing to tell."""
    rest = []
    for token in _TOKEN.findall(prompt):
        if token.startswith(("<<<", "@")):
            continue
        if token[0].isascii():
            if token.lower().removesuffix("'s") not in _ENGLISH:
                rest.append(token)
        elif "가" <= token[0] <= "힣":
            if not any(token.startswith(stem) for stem in _KOREAN_STEMS):
                rest.append(token)
        elif left := _without(token, _CHINESE_STEMS):
            rest.append(left)
    return tuple(rest)


def _without(token: str, stems: list[str]) -> str:
    for stem in sorted(stems, key=len, reverse=True):
        token = token.replace(stem, "")
    return token
