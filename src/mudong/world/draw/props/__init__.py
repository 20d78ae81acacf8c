"""Things of the world, one artist a kind. Knows where nothing is: `physics.props` says that."""

from mudong.world.draw.props.draw import draw_prop
from mudong.world.draw.props.refract import refract

__all__ = ["draw_prop", "refract"]
