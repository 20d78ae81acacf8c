"""A colour that is said of grass, sky or sea is nobody's colour."""

import pytest

from mudong.enhancer.enhance import enhance
from mudong.spec.request import Request


@pytest.mark.parametrize(("prompt", "coloured"), [
    ("골든 리트리버가 푸른 잔디에서 공을 쫓아 달려간다", set()),
    ("a golden retriever chases a ball on green grass", set()),
    ("푸른 드레스를 입은 여자가 푸른 잔디에서 춤춘다", {"woman.wears:blue dress"}),
    ("a brown dog on green grass", {"dog.colour:brown"}),
])  # fmt: skip
def test_scenery_keeps_its_colour_to_itself(prompt: str, coloured: set[str]) -> None:
    atoms = enhance(Request(prompt=prompt)).atoms
    assert {atom for atom in atoms if any(word in atom for word in ("blue", "green", "brown"))} == coloured
