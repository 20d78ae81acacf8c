"""Korean particles and verb endings by the last sound of the word before them."""

from __future__ import annotations

_FIRST, _LAST = 0xAC00, 0xD7A3
_RIEUL = 8


def final_consonant(text: str) -> int:
    """Index of the final consonant of the last syllable, 0 for none or for what is not Hangul."""
    code = ord(text[-1]) if text else 0
    return (code - _FIRST) % 28 if _FIRST <= code <= _LAST else 0


def subject(noun: str) -> str:
    """`아기가`, `곰이`."""
    return noun + ("이" if final_consonant(noun) else "가")


def topic(noun: str) -> str:
    """`아기는`, `곰은`."""
    return noun + ("은" if final_consonant(noun) else "는")


def direct_object(noun: str) -> str:
    """`모자를`, `공을`."""
    return noun + ("을" if final_consonant(noun) else "를")


def together(noun: str) -> str:
    """`모자와`, `공과`."""
    return noun + ("과" if final_consonant(noun) else "와")


def towards(noun: str) -> str:
    """`바다로`, `숲으로`, `서울로`: after rieul as after a vowel."""
    return noun + ("으로" if final_consonant(noun) not in (0, _RIEUL) else "로")


def joined(nouns: list[str]) -> str:
    """`모자와 공`, `모자, 공과 풍선`."""
    if len(nouns) < 2:
        return "".join(nouns)
    return ", ".join([*nouns[:-2], together(nouns[-2])]) + " " + nouns[-1]


def inflected(noun: str) -> dict[str, str]:
    """A noun in the forms that sentences of the lexicon ask for: `{noun}`, `{subject}`, `{object}`."""
    return {"noun": noun, "subject": subject(noun), "object": direct_object(noun)}


_AND = (
    ("바꿔 줘.", "바꾸고"), ("없애 줘.", "없애고"), ("놓아 줘.", "놓고"), ("붙여 줘.", "붙이고"),
    ("얼려 줘.", "얼리고"), ("만들어 줘.", "만들고"), ("해 줘.", "하고"),
)  # fmt: skip


def requested_together(requests: list[str]) -> str:
    """`모자를 파란색으로 바꾸고, 비가 내리게 해 줘.` Raises `ValueError` for a request with another verb at its end."""
    return ", ".join([*(_and(request) for request in requests[:-1]), requests[-1]])


def _and(request: str) -> str:
    for ending, going_on in _AND:
        if request.endswith(ending):
            return request.removesuffix(ending) + going_on
    raise ValueError(f"no connecting form is known for {request!r}")


def polite(request: str) -> str:
    """`바꿔 주세요.` for `바꿔 줘.`"""
    return request.replace("줘.", "주세요.").replace("둬.", "둬 주세요.")


def casual(request: str) -> str:
    """As it is typed in a hurry: `바꿔줘` for `바꿔 줘.`"""
    return request.replace(" 줘", "줘").removesuffix(".")
