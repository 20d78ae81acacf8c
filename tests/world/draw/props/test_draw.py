"""Every kind of thing: its mask is where its colours are, at any size, turned or not, and the light stays above."""

from __future__ import annotations

import time

import numpy as np
import pytest

from mudong.world.draw.pen import Pen
from mudong.world.draw.props import draw_prop
from mudong.world.draw.props.draw import ARTISTS
from mudong.world.kinds import Pattern, PropKind
from mudong.world.physics.proportions import EXTENT
from mudong.world.scene import Prop

TRANSLUCENT = (PropKind.GLASS, PropKind.LENS)
EXTRA = {PropKind.BALLOON: (0.1, -0.6), PropKind.SEESAW: (0.2,)}


def _alpha(
    prop: Prop, size: int, *, mask: bool, angle: float = 0.0, extra: tuple = (), outline: float = 1.0
) -> np.ndarray:
    pen = Pen(size, size, mask=mask, outline=outline)
    draw_prop(pen, prop, np.array([size / 2, size * 0.55]), size * 0.6, angle, extra)
    return pen.pixels()[..., 3]


def _iou(a: np.ndarray, b: np.ndarray) -> float:
    return float((a & b).sum() / (a | b).sum())


def test_every_kind_has_an_artist() -> None:
    assert set(ARTISTS) == set(PropKind)


@pytest.mark.parametrize("angle", [0.0, 0.7])
@pytest.mark.parametrize("kind", PropKind)
def test_the_mask_covers_the_colours(kind: PropKind, angle: float) -> None:
    prop = Prop(kind=kind, size=0.8, pattern=Pattern.STARS)
    extra = EXTRA.get(kind, ())
    colour = _alpha(prop, 512, mask=False, angle=angle, extra=extra, outline=2.0)
    mask = _alpha(prop, 512, mask=True, angle=angle, extra=extra, outline=2.0)
    # Half covered: of glass, which is about a quarter opaque, an eighth.
    assert _iou(colour > (32 if kind in TRANSLUCENT else 127), mask > 127) >= 0.98


@pytest.mark.parametrize("kind", [PropKind.BALL, PropKind.BOX, PropKind.CRATE, PropKind.BLOCK, PropKind.DUCK])
def test_solids_are_as_large_as_physics_takes_them(kind: PropKind) -> None:
    mask = _alpha(Prop(kind=kind, size=0.8), 500, mask=True, outline=0.0) > 127
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    width, height = EXTENT[kind]
    assert np.ptp(columns) + 1 == pytest.approx(width * 240, abs=8)
    assert np.ptp(rows) + 1 == pytest.approx(height * 240, abs=8)
    assert rows[-1] + 1 == pytest.approx(500 * 0.55 + height * 120, abs=5)


@pytest.mark.parametrize("pattern", Pattern)
@pytest.mark.parametrize("kind", [PropKind.BALL, PropKind.BAG, PropKind.UMBRELLA, PropKind.BALLOON, PropKind.BLOCK])
def test_patterns_show_at_the_small_size(kind: PropKind, pattern: Pattern) -> None:
    def pixels(second: str) -> np.ndarray:
        pen = Pen(128, 128, outline=1.0)
        draw_prop(pen, Prop(kind=kind, size=0.8, pattern=pattern, second=second), np.array([64, 64]), 77)
        return pen.pixels().astype(int)

    if kind is PropKind.BALLOON and pattern is Pattern.PLAIN:
        return
    assert (np.abs(pixels("#ffffff") - pixels("#203060")).max(axis=-1) > 40).sum() > 60


def test_a_ball_turns_but_its_highlight_does_not() -> None:
    def pixels(angle: float) -> np.ndarray:
        pen = Pen(128, 128)
        draw_prop(pen, Prop(kind=PropKind.BALL, size=0.8, pattern=Pattern.STRIPES), np.array([64, 64]), 120, angle)
        return pen.pixels().astype(int)

    still, turned = pixels(0.0), pixels(np.pi / 3)
    assert (np.abs(still - turned).max(axis=-1) > 40).sum() > 1000
    x, y = round(64 - 0.4 * 48), round(64 - 0.48 * 48)
    assert still[y, x, :3].min() > 200
    assert turned[y, x, :3].min() > 200


def test_what_floats_ends_at_the_water() -> None:
    prop = Prop(kind=PropKind.DUCK, size=0.8)
    dry, wet = (_alpha(prop, 200, mask=True, extra=extra, outline=0.0) for extra in ((), (-0.25,)))
    level = round(200 * 0.55 + 0.25 * 120)
    assert (dry[level + 2 :] > 0).any()
    assert not (wet[level + 1 :] > 0).any()
    assert ((wet[: level - 1] > 127) != (dry[: level - 1] > 127)).sum() < 5


def test_a_string_reaches_its_end() -> None:
    pen = Pen(200, 200, mask=True)
    draw_prop(pen, Prop(kind=PropKind.BALLOON, size=0.4), np.array([100.0, 60.0]), 100, 0.1, (0.3, -0.9))
    assert (pen.pixels()[148:152, 128:132, 3] > 127).any()


def test_the_same_thing_is_the_same_picture() -> None:
    for kind in PropKind:
        first, second = (_alpha(Prop(kind=kind), 64, mask=False) for _ in range(2))
        assert np.array_equal(first, second)


def test_all_sixteen_take_a_few_milliseconds_at_the_small_size() -> None:
    pen = Pen(128, 128, outline=1.0)

    def draw_all() -> float:
        start = time.process_time()
        for kind in PropKind:
            draw_prop(pen, Prop(kind=kind), np.array([64.0, 64.0]), 49, 0.1, EXTRA.get(kind, ()))
        return time.process_time() - start

    draw_all()
    assert min(draw_all() for _ in range(5)) < 0.05
