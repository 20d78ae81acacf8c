"""What of the world a checkpoint is taught: as data, so that a request outside of it can be told so.

A smaller world in which every clip is charming beats a wide one at mush.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from mudong.world.kinds import ActionKind, CameraMove, Framing, Light, Place, PropKind, Species, Style, View, Weather
from mudong.world.sample import sample
from mudong.world.scene import Camera, Scene

_TRIES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What may appear, and what is fixed: style, camera, framings. most_cast: characters in a scene."""

    species: tuple[Species, ...]
    places: tuple[Place, ...]
    weathers: tuple[Weather, ...]
    lights: tuple[Light, ...]
    actions: tuple[ActionKind, ...]
    props: tuple[PropKind, ...]
    views: tuple[View, ...]
    style: Style = Style.FLAT
    framings: tuple[Framing, ...] = (Framing.CLOSE, Framing.MEDIUM)
    most_cast: int = 1

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) == () and field.name != "props":
                raise ValueError(f"a domain needs at least one of {field.name}")

    def admits(self, scene: Scene) -> bool:
        """Whether everything in the scene, but for style and camera, belongs to the domain."""
        return (
            1 <= len(scene.cast) <= self.most_cast
            and scene.place in self.places
            and scene.weather in self.weathers
            and scene.light in self.lights
            and all(prop.kind in self.props for prop in scene.props)
            and all(character.identity.species in self.species for character in scene.cast)
            and all(character.view in self.views for character in scene.cast)
            and all(action.kind in self.actions for character in scene.cast for action in character.actions)
        )

    def scene(self, seed: int, *, held_out: bool = False) -> Scene:
        """The domain's scene of a seed: of the training combinations, or of those held out.

        Raises `ValueError` for a domain that the world hardly ever meets.
        """
        for number in range(_TRIES):
            found = sample(seed * _TRIES + number, held_out=held_out)
            if self.admits(found):
                framing = self.framings[number % len(self.framings)]
                return replace(found, style=self.style, camera=Camera(move=CameraMove.STATIC, framing=framing))
        raise ValueError(f"no scene of the domain among {_TRIES} of the world")
