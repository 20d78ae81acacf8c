"""Shades stay colours and go where they are sent."""

from __future__ import annotations

from mudong.world.draw.props.tint import channels, clear, darker, lighter, mix


def test_shades() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert sum(channels(lighter("#804020", 0.3))) > sum(channels("#804020")) > sum(channels(darker("#804020", 0.3)))
    assert mix("#123456", "#abcdef", 0) == "#123456"
    assert clear("#123456", 0.5) == "#12345680"
