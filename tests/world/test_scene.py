"""A scene survives JSON; what is wrong with one is told in one line."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from mudong.spec.errors import InvalidInput
from mudong.world.named import NAMES, named_scene
from mudong.world.sample import sample
from mudong.world.scene import Scene


@pytest.mark.parametrize("seed", range(12))
def test_json_gives_the_same_scene_back(seed: int):
    scene = sample(seed)
    assert Scene.from_json(scene.to_json()) == scene


@pytest.mark.parametrize("name", NAMES)
def test_named_scenes_survive_json(name: str):
    scene = named_scene(name)
    text = scene.to_json()
    assert "\n" not in text
    assert Scene.from_json(text) == scene


def test_fields_may_be_left_out_but_not_invented():
    assert Scene.from_json("{}") == Scene()
    with pytest.raises(InvalidInput, match="moon"):
        Scene.from_json('{"moon": 1}')


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda data: data["cast"][0]["identity"].update(species="unicorn"), "unicorn"),
        (lambda data: data.update(place="moon"), "place"),
        (lambda data: data.update(seed="seven"), "seed"),
        (lambda data: data.update(cast={}), "cast"),
        (lambda data: data["cast"][0].pop("name"), "name"),
    ],
)
def test_an_error_names_what_is_wrong(change, named: str):
    data = json.loads(sample(1).to_json())
    change(data)
    with pytest.raises(InvalidInput, match=named) as caught:
        Scene.from_json(json.dumps(data))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000])
def test_what_is_no_scene_is_refused(text: str):
    with pytest.raises(InvalidInput):
        Scene.from_json(text)


def test_a_scene_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        sample(1).seed = 2  # type: ignore[misc]
