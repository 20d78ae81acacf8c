"""Edges that end at a hole are joined through it, and only those that belong together."""

import numpy as np

from mudong.motion.inpaint.lines import continued_lines


def scene(left_row=120, right_row=120, right_colour=(120, 100, 80)):
    pixels = np.full((240, 320, 3), (210, 205, 200), np.uint8)
    pixels[left_row:, :160] = (120, 100, 80)
    pixels[right_row:, 160:] = right_colour
    hole = np.zeros((240, 320), bool)
    hole[40:200, 130:190] = True
    pixels[hole] = (30, 40, 160)
    return pixels, hole


def through(lines):
    return [line for line in lines if min(line[0], line[2]) < 135 and max(line[0], line[2]) > 185]


def test_a_floor_line_is_joined_behind_the_figure():
    lines = through(continued_lines(*scene()))
    assert len(lines) >= 1
    assert np.abs(lines[0][[1, 3]] - 120).max() < 3


def test_lines_at_other_heights_are_not_joined():
    lines = continued_lines(*scene(right_row=150))
    assert len(lines) == 2, "each goes on by itself"
    assert np.abs(lines[:, 1] - lines[:, 3]).max() < 4


def test_edges_of_the_figure_itself_are_no_lines():
    pixels, hole = scene()
    pixels[~hole] = 200
    assert len(continued_lines(pixels, hole)) == 0
