"""The gallery shows everything."""

from __future__ import annotations

from itertools import islice

import numpy as np

from mudong.world import gallery
from mudong.world.gallery import COUNT, WIDTH, draw_gallery, gallery_scenes
from mudong.world.kinds import ActionKind, Light, Place, Species, Style, Weather


def test_every_kind_is_in_the_gallery():
    scenes = list(gallery_scenes())
    assert len(scenes) == COUNT
    assert {scene.cast[0].identity.species for scene in scenes} == set(Species)
    assert {scene.cast[0].actions[0].kind for scene in scenes} == set(ActionKind)
    for field, kinds in (("place", Place), ("light", Light), ("weather", Weather), ("style", Style)):
        assert {getattr(scene, field) for scene in scenes} == set(kinds)


def test_the_picture_has_a_tile_for_each(monkeypatch):
    scenes = list(islice(gallery_scenes(), 4))
    monkeypatch.setattr(gallery, "gallery_scenes", lambda seed: iter(scenes))
    monkeypatch.setattr(gallery, "COLUMNS", 2)
    picture = draw_gallery(0)
    assert picture.dtype == np.uint8
    assert picture.shape[1] == WIDTH
    assert picture.std() > 20
