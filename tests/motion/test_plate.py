"""The plate without its figure: true to the place behind, everywhere filled, untouched elsewhere."""

import cv2
import numpy as np
import pytest

from mudong.motion.plate import extend_plate, fill_plate

HEIGHT, WIDTH = 420, 260


def tiles():
    ys, xs = np.mgrid[:HEIGHT, :WIDTH]
    joint = (ys % 42 < 3) | (xs % 42 < 3)
    return np.where(joint[..., None], [90, 84, 80], [190, 184, 176]).astype(np.float32)


def stripes():
    xs = np.mgrid[:HEIGHT, :WIDTH][1]
    return np.where(((xs // 13) % 2)[..., None] > 0, [200, 180, 60], [70, 90, 160]).astype(np.float32)


def room():
    ys, xs = np.mgrid[:HEIGHT, :WIDTH]
    wall = np.array([214, 205, 196]) - 30 * (xs / WIDTH)[..., None]
    floor = np.where((((ys - 290) // 26) % 2)[..., None] > 0, [126, 100, 74], [140, 112, 84])
    return np.where((ys < 290)[..., None], wall, floor).astype(np.float32)


def gradient():
    ys, xs = np.mgrid[:HEIGHT, :WIDTH]
    return np.stack([60 + 120 * ys / HEIGHT, 90 + 60 * xs / WIDTH, 200 - 80 * ys / HEIGHT], -1).astype(np.float32)


PLACES = {"tiles": tiles, "stripes": stripes, "room": room, "gradient": gradient}


def body():
    """A standing figure's mask, (H, W) uint8."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(mask, (130, 90), 24, 255, -1)
    cv2.rectangle(mask, (98, 112), (162, 230), 255, -1)
    for x in (112, 148):
        cv2.line(mask, (x, 220), (x, 360), 255, 26)
    return mask


def scene(name, grain=4.0, seed=0):
    rng = np.random.default_rng(seed)
    place = np.clip(PLACES[name]() + rng.normal(0, grain, (HEIGHT, WIDTH, 1)), 0, 255).astype(np.uint8)
    mask = body()
    pixels = place.copy()
    pixels[mask > 0] = (200, 30, 120)
    return place, pixels, mask


def psnr(one, other, where):
    return 10 * np.log10(255**2 / ((one.astype(float) - other)[where] ** 2).mean())


@pytest.mark.parametrize("name", ["tiles", "stripes", "room"])
def test_structure_goes_on_better_than_by_plain_inpainting(name):
    place, pixels, mask = scene(name)
    filled = fill_plate(pixels, mask)
    hole = cv2.dilate(mask, np.ones((7, 7), np.uint8))
    plain = max(
        psnr(cv2.inpaint(pixels, hole, 5, method), place, mask > 0) for method in (cv2.INPAINT_TELEA, cv2.INPAINT_NS)
    )
    assert psnr(filled, place, mask > 0) > plain + {"tiles": 7, "stripes": 15, "room": 1}[name]


def test_a_smooth_place_is_filled_without_a_trace():
    place, pixels, mask = scene("gradient", grain=1.0)
    assert np.abs(fill_plate(pixels, mask).astype(float) - place)[mask > 0].mean() < 4


def test_the_edge_between_wall_and_floor_stays_straight():
    _, pixels, mask = scene("room", grain=2.0)
    blue = fill_plate(pixels, mask)[..., 2].astype(float)
    edge = [np.argmin(np.diff(cv2.blur(blue[260:320, x : x + 3], (3, 3)).mean(1))) + 260 for x in range(95, 165)]
    assert np.abs(np.array(edge) - 289.5).max() <= 4


def test_grain_is_kept():
    _, pixels, mask = scene("room", grain=6.0)
    filled = fill_plate(pixels, mask).astype(float)
    rough = np.abs(filled - cv2.blur(filled, (3, 3)))
    inner = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 0
    inner[250:] = False
    assert 0.6 < rough[inner].mean() / rough[20:250, 10:60].mean() < 1.3


@pytest.mark.parametrize("name", PLACES)
def test_nothing_of_the_figure_is_left_and_nothing_else_is_touched(name):
    _, pixels, mask = scene(name)
    filled = fill_plate(pixels, mask)
    figure = np.array([200, 30, 120])
    assert np.abs(filled.astype(int) - figure).max(-1)[mask > 0].min() > 25
    far = cv2.dilate(mask, np.ones((41, 41), np.uint8)) == 0
    assert (filled[far] == pixels[far]).mean() > (0.99 if name == "tiles" else 1 - 1e-9), "joints may look like shadows"


def test_bool_and_uint8_masks_give_the_same_to_the_bit():
    _, pixels, mask = scene("tiles")
    assert (fill_plate(pixels, mask) == fill_plate(pixels, mask > 0)).all()


@pytest.mark.parametrize("shape", [(16, 16), (17, 40), (300, 31)])
def test_small_and_slender_pictures_are_filled(shape):
    pixels = np.full((*shape, 3), 90, np.uint8)
    mask = np.zeros(shape, bool)
    mask[4 : shape[0] // 2, 4:9] = True
    pixels[mask] = 255
    assert np.abs(fill_plate(pixels, mask).astype(int) - 90).max() < 12


def test_no_mask_and_all_mask_return_the_picture():
    pixels = tiles().astype(np.uint8)
    for mask in (np.zeros((HEIGHT, WIDTH), bool), np.ones((HEIGHT, WIDTH), bool)):
        assert (fill_plate(pixels, mask) == pixels).all()


def test_the_picture_stays_inside_its_extension_and_goes_on_without_a_step():
    pixels = room().astype(np.uint8)
    wide = extend_plate(pixels, 40, 30, 60, 20)
    assert wide.shape == (HEIGHT + 50, WIDTH + 100, 3)
    assert (wide[30:-20, 40:-60] == pixels).all()
    steps = np.abs(np.diff(wide.astype(int), axis=1)).max(-1)
    assert steps[:, 36:44].max() <= steps[:, 60:-80].max() + 6
    assert (extend_plate(pixels, 0, 0, 0, 0) == pixels).all()


def test_far_out_the_extension_is_smooth():
    wide = extend_plate(stripes().astype(np.uint8), 200, 0, 0, 0).astype(int)
    assert np.abs(np.diff(wide[:, :60], axis=1)).max() < 6
