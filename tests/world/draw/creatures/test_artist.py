"""Every creature in every view: drawn within its bounds, on its joints, the same in picture and mask, and mirrored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import pi
from time import perf_counter

import numpy as np
import pytest

from mudong.spec.joints import MIRROR
from mudong.world import palette
from mudong.world.draw.creatures.artist import CREATURES, CreatureArtist
from mudong.world.draw.pen import Pen
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Expression, Pattern, Species
from mudong.world.scene import Cloth, Identity

YAWS = (0.0, pi / 4, -pi / 4, pi / 2, -pi / 2)
BREEDS = {
    Species.CAT: ("tabby", "black", "calico", "siamese"),
    Species.DOG: ("golden_retriever", "corgi", "dalmatian", "shiba"),
}
_COATS = {
    Species.BEAR: palette.BEAR[0],
    Species.PANDA: ("#fbfaf6", "#2b2a30"),
    Species.RABBIT: palette.RABBIT[0],
    Species.ROBOT: palette.ROBOT[0],
    Species.DRAGON: palette.DRAGON[0],
}
CAST = [(s, b) for s, breeds in BREEDS.items() for b in breeds] + [(s, "") for s in _COATS]

POSES = ("stand", "arms_up", "walk", "box")
Make = Callable[..., Subject]
ARTIST = CreatureArtist()
OUTLINE = 0.8
EVERYONE = pytest.mark.parametrize(("species", "breed"), CAST)


def identity(
    species: Species, breed: str = "", clothes: tuple[Cloth, ...] = (), extra: tuple[Cloth, ...] = ()
) -> Identity:
    skin, second = palette.FUR[breed] if breed else _COATS[species]
    return Identity(
        species=species, breed=breed, skin=skin, second=second, eyes="#3a2a20", clothes=clothes, accessories=extra
    )


def picture(seen: Subject, size: int = 128, *, mask: bool = False) -> np.ndarray:
    pen = Pen(size, size, mask=mask, outline=OUTLINE * size / 128)
    ARTIST.draw(pen, seen)
    return pen.pixels()


def iou(a: np.ndarray, b: np.ndarray) -> float:
    return (a & b).sum() / max((a | b).sum(), 1)


@EVERYONE
def test_every_view_and_expression_is_drawn_within_the_picture(species: Species, breed: str, subject: Make) -> None:
    who = identity(species, breed)
    for yaw in YAWS:
        faces = set()
        for expression in Expression:
            drawn = picture(subject(who, yaw=yaw, expression=expression))
            alpha = drawn[..., 3]
            assert 0.06 < (alpha > 127).mean() < 0.5
            assert not alpha[:1].any()
            assert not alpha[-1:].any()
            assert not alpha[:, :1].any()
            assert not alpha[:, -1:].any()
            faces.add(drawn.tobytes())
        assert len(faces) == len(Expression)


@EVERYONE
@pytest.mark.parametrize("pose", POSES)
def test_mask_covers_the_picture_and_joints_are_painted(species: Species, breed: str, pose: str, subject: Make) -> None:
    shirt = Cloth(kind="shirt", colour="#e0483e", pattern=Pattern.DOTS)
    scarf, cap = Cloth(kind="scarf", colour="#2f6fd0"), Cloth(kind="cap", colour="#57b45a")
    for clothes, extra in (((), ()), ((shirt,), (scarf, cap))):
        who = identity(species, breed, clothes, extra)
        for yaw in YAWS:
            posed = subject(who, pose=pose, yaw=yaw)
            mask = picture(posed, mask=True)[..., 3] > 127
            assert iou(picture(posed)[..., 3] > 127, mask) >= 0.98
            for x, y in posed.joints:
                assert mask[int(y), int(x)]


@pytest.mark.parametrize("species", [Species.BEAR, Species.PANDA, Species.RABBIT, Species.ROBOT])
@pytest.mark.parametrize("pose", POSES)
def test_a_mirrored_pose_gives_the_mirrored_picture(species: Species, pose: str, subject: Make) -> None:
    for yaw in YAWS:
        posed = subject(identity(species), pose=pose, yaw=yaw, swing=(0.1, 0.1, 0.2, 0.2))
        joints = posed.joints[list(MIRROR)] * (-1, 1) + (128, 0)
        turned = replace(
            posed, joints=joints, depth=posed.depth[list(MIRROR)], yaw=-yaw, face_yaw=-yaw, swing=-posed.swing
        )
        a, b = picture(posed).astype(int), picture(turned).astype(int)[:, ::-1]
        assert iou(a[..., 3] > 127, b[..., 3] > 127) >= 0.985
        # The light in the eyes comes from one side, so faces differ a little.
        assert np.abs(a - b).mean() < 1.5


@EVERYONE
def test_eyes_close_ears_and_tails_swing(species: Species, breed: str, subject: Make) -> None:
    who = identity(species, breed)
    still = picture(subject(who))
    assert (picture(subject(who, blink=1.0)) != still).any()
    ears = picture(subject(who, swing=(0, 0, 0.4, 0)))
    if species not in (Species.BEAR, Species.PANDA):
        assert (ears != still).any()
    if species is not Species.ROBOT:
        side = [picture(subject(who, yaw=pi / 2, swing=(0, 0, 0, s))) for s in (0.0, 0.5)]
        assert (side[0] != side[1]).any()


@EVERYONE
def test_the_same_creature_at_any_size(species: Species, breed: str, subject: Make) -> None:
    who = identity(species, breed)
    small = picture(subject(who, yaw=0.5))[..., 3] > 127
    large = picture(subject(who, yaw=0.5, size=512), 512)[..., 3]
    shrunk = large.reshape(128, 4, 128, 4).mean(axis=(1, 3)) > 127
    assert iou(small, shrunk) >= 0.98


@EVERYONE
def test_recolouring_keeps_the_shape(species: Species, breed: str, subject: Make) -> None:
    who = identity(species, breed)
    other = replace(who, skin="#6aa7e0", second="#ffe9b5")
    a, b = picture(subject(who)), picture(subject(other))
    assert np.array_equal(a[..., 3] > 127, b[..., 3] > 127)
    assert (a != b).any(axis=-1).mean() > 0.03


def test_seen_from_behind_there_is_no_face(subject: Make) -> None:
    for species, breed in CAST:
        who = identity(species, breed)
        views = [subject(who, yaw=pi, expression=e) for e in (Expression.HAPPY, Expression.ANGRY)]
        assert np.array_equal(picture(views[0]), picture(views[1]))


def test_a_draw_takes_a_few_milliseconds(subject: Make) -> None:
    pen = Pen(128, 128, outline=OUTLINE)
    subjects = [subject(identity(s, b), yaw=yaw) for s, b in CAST for yaw in YAWS]
    best = min(_seconds(pen, subjects) for _ in range(3)) / len(subjects)
    print(f"{1000 * best:.2f} ms per creature at 128 px")
    assert best < 0.01


def _seconds(pen: Pen, subjects: list[Subject]) -> float:
    start = perf_counter()
    for one in subjects:
        pen.clear()
        ARTIST.draw(pen, one)
    return perf_counter() - start


def test_all_that_are_not_people_are_creatures() -> None:
    people = {Species.BABY, Species.TODDLER, Species.WOMAN, Species.MAN, Species.GRANDMOTHER}
    assert set(CREATURES) == set(Species) - people
