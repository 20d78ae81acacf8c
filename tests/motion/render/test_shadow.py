"""The contact shadow: under the feet, fading as they leave the ground, never outside the frame."""

from __future__ import annotations

import numpy as np
import pytest
from puppets import mannequin

from mudong.motion.render.shadow import ContactShadow
from mudong.spec.joints import Joint


def darkened(nodes: np.ndarray, size: tuple[int, int] = (480, 360), darkness: float = 0.5) -> np.ndarray:
    """(H, W) how much light a white floor loses, 0..1."""
    frame = np.full((*size, 3), 255, np.uint8)
    ContactShadow(mannequin().rig, 1.0, darkness).draw(frame, nodes)
    return 1 - frame[..., 0] / 255.0


def test_it_is_darkest_under_the_soles() -> None:
    nodes = mannequin().nodes
    dark = darkened(nodes)
    sole = 449
    for ankle, toe in ((Joint.ANKLE_L, Joint.TOE_L), (Joint.ANKLE_R, Joint.TOE_R)):
        x = round((nodes[ankle][0] + nodes[toe][0]) / 2)
        assert dark[sole - 4 : sole + 5, x].max() > 0.3
    assert dark[:400].max() == 0


def test_a_lifted_foot_loses_its_shadow() -> None:
    nodes = mannequin().nodes
    lifted = nodes.copy()
    lifted[[Joint.ANKLE_L, Joint.TOE_L], 1] -= 60
    half = slice(180, 360)
    assert darkened(lifted)[:, half].sum() < 0.1 * darkened(nodes)[:, half].sum()
    assert darkened(lifted)[:, :160].sum() == pytest.approx(darkened(nodes)[:, :160].sum(), rel=0.35)


def test_no_darkness_no_shadow() -> None:
    assert darkened(mannequin().nodes, darkness=0.0).max() < 0.005


@pytest.mark.parametrize("shift", [(-300, 0), (300, 0), (0, 200), (0, -700), (-210, 20)])
def test_feet_at_or_beyond_the_border_do_no_harm(shift: tuple[int, int]) -> None:
    dark = darkened(mannequin().nodes + shift)
    assert dark.min() >= 0
