"""Pairs of shots: what comes next or came before, seen from elsewhere, filmed like another, from its first frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mudong.language.korean import subject
from mudong.world.film import next_scene
from mudong.world.kinds import CameraMove, Framing
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.parts import pick
from mudong.world.pairs.reference import Reference
from mudong.world.pairs.words import called, doing, listed, said
from mudong.world.sample import sample
from mudong.world.scene import Camera, Scene

_ANGLES = {
    "closer": (Framing.CLOSE, 0.0, 0.0), "wider": (Framing.WIDE, 0.0, 0.0), "lower": (None, 0.0, -0.4),
    "higher": (None, 0.0, 0.6), "left": (None, -0.5, 0.0), "right": (None, 0.5, 0.0),
}  # fmt: skip
"""Framing (None: as it is) and metres aside and up."""
_MOVES = {
    CameraMove.PAN: 0.5, CameraMove.TILT: 0.25, CameraMove.ZOOM: 0.25, CameraMove.DOLLY: 0.8, CameraMove.ORBIT: 14.0,
}  # fmt: skip


def next_shot(scene: Scene, rng: np.random.Generator) -> Pair:
    """A cut to another framing; everybody goes on where they are by then."""
    after = _afterwards(scene, rng)
    wish = listed("next_shot", after.camera.framing)
    return Pair(instruction=wish, source=scene, target=after, whole_frame=True)


def previous_shot(scene: Scene, rng: np.random.Generator) -> Pair:
    """What was before a cut."""
    after = _afterwards(scene, rng)
    wish = listed("previous_shot", scene.camera.framing)
    return Pair(instruction=wish, source=after, target=scene, whole_frame=True)


def camera_angle(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The same at the same time, seen from elsewhere."""
    name = pick(rng, tuple(_ANGLES))
    framing, x, y = _ANGLES[name]
    if framing is scene.camera.framing:
        return None
    moved = replace(
        scene.camera, framing=framing or scene.camera.framing, x=scene.camera.x + x, y=scene.camera.y + y
    )  # fmt: skip
    target = replace(scene, camera=moved)
    return Pair(instruction=listed("edit_camera", name), source=scene, target=target, whole_frame=True)


def camera_motion(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """The scene filmed with the moving camera of quite another clip."""
    move = pick(rng, tuple(_MOVES))
    sign = 1 if move in (CameraMove.ZOOM, CameraMove.DOLLY) else int(rng.choice((-1, 1)))
    amount = sign * _MOVES[move]
    other = sample(int(rng.integers(2**31)))
    reference = replace(other, camera=replace(other.camera, move=move, amount=amount))
    still = replace(scene, camera=replace(scene.camera, move=CameraMove.STATIC, amount=0.0))
    target = replace(scene, camera=replace(scene.camera, move=move, amount=amount))
    return Pair(
        instruction=listed("edit_camera", "motion"), source=still, target=target,
        references=(Reference(scene=reference, moments=()),), whole_frame=True,
    )  # fmt: skip


def from_frames(*moments: float) -> Callable[[Scene, np.random.Generator], Pair | None]:
    """The maker of clips that have to begin (0) or end (1) with a given picture."""
    name = "both" if len(moments) > 1 else "last" if 1.0 in moments else "first"

    def make(scene: Scene, _: np.random.Generator) -> Pair | None:
        if not scene.cast:
            return None
        does = doing(scene.cast[0].actions[0].kind)
        form = listed("from_frames", name)
        who = called(scene, 0)
        wish = said(form["en"].format(who["en"], does["en"]), form["ko"].format(subject(who["ko"]), does["ko"]))
        return Pair(
            instruction=wish, target=scene, whole_frame=True,
            references=tuple(Reference(scene=scene, moments=(moment,)) for moment in moments),
        )  # fmt: skip

    return make


def _afterwards(scene: Scene, rng: np.random.Generator) -> Scene:
    """The shot after the scene's: what happens goes on, differently framed."""
    framing = pick(rng, [each for each in Framing if each is not scene.camera.framing])
    return next_scene(scene, Camera(framing=framing))
