"""Contacts lie where the shapes touch, with normals from the first to the second."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pytest

from mudong.world.physics.contacts import GROUND, between, corners, with_ground


@dataclass(frozen=True)
class _Shape:
    x: float
    y: float
    radius: float = 0.0
    half: tuple[float, float] = (0.0, 0.0)
    angle: float = 0.0
    axes: tuple = field(init=False)

    def __post_init__(self) -> None:
        c, s = math.cos(self.angle), math.sin(self.angle)
        object.__setattr__(self, "axes", ((c, s), (-s, c)))


def test_two_discs_touch_between_their_middles() -> None:
    (contact,) = between(0, 1, _Shape(0, 0, 1.0), _Shape(1.2, 1.6, 1.1))
    assert contact.normal == pytest.approx((0.6, 0.8))
    assert contact.gap == pytest.approx(-0.1)
    assert contact.point == pytest.approx((0.6, 0.8))


@pytest.mark.parametrize("swapped", [False, True])
def test_a_disc_touches_a_turned_box_at_its_corner(swapped: bool) -> None:
    box = _Shape(0, 0, half=(1.0, 1.0), angle=math.pi / 4)
    disc = _Shape(0, math.sqrt(2) + 0.45, 0.5)
    pair = (disc, box) if swapped else (box, disc)
    (contact,) = between(0, 1, *pair)
    assert contact.normal == pytest.approx((0.0, -1.0 if swapped else 1.0))
    assert contact.gap == pytest.approx(-0.05)


def test_a_disc_inside_a_box_leaves_by_the_nearest_side() -> None:
    (contact,) = between(0, 1, _Shape(0, 0, half=(1.0, 0.5)), _Shape(0.2, 0.4, 0.1))
    assert contact.normal == pytest.approx((0.0, 1.0))
    assert contact.gap == pytest.approx(-0.2)


def test_a_box_lies_on_another_with_two_points() -> None:
    contacts = list(between(0, 1, _Shape(0, 0, half=(1.0, 0.5)), _Shape(0.6, 0.99, half=(0.7, 0.5))))
    assert [c.gap for c in contacts] == pytest.approx([-0.01, -0.01])
    assert sorted(c.point[0] for c in contacts) == pytest.approx([-0.1, 1.0])
    assert all(c.normal == pytest.approx((0.0, 1.0)) for c in contacts)


def test_what_is_apart_has_no_contact() -> None:
    assert not list(between(0, 1, _Shape(0, 0, half=(1.0, 0.5)), _Shape(0, 1.2, half=(0.7, 0.5))))
    assert not list(between(0, 1, _Shape(0, 0, 1.0), _Shape(2.5, 0, 1.0)))


def test_a_box_on_its_edge_touches_the_ground_once() -> None:
    box = _Shape(0, 0.1 * math.sqrt(2), half=(0.1, 0.1), angle=math.pi / 4)
    (contact,) = with_ground(3, box, 0.0)
    assert (contact.a, contact.b) == (GROUND, 3)
    assert contact.point == pytest.approx((0.0, 0.0), abs=1e-12)
    assert len(set(corners(box))) == 4
