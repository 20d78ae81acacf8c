"""A painted figure of which everything is known: its alpha, its own colours, the place behind it, its joints."""

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.figure import Figure

_SCALE = 4
JOINTS = (
    (150, 245), (150, 190), (150, 130), (150, 80), (150, 90), (160, 80), (140, 80), (180, 138), (120, 138), (215, 180),
    (85, 180), (245, 225), (55, 225), (170, 250), (130, 250), (180, 330), (120, 330), (188, 405), (112, 405),
    (200, 420), (100, 420),
)  # fmt: skip
_LIMBS = ((7, 9), (9, 11), (8, 10), (10, 12), (13, 15), (15, 17), (14, 16), (16, 18), (17, 19), (18, 20))


@dataclass(frozen=True)
class Painted:
    """pixels: the composite; alpha, colours, ground: what it was made of; figure: the joints."""

    pixels: np.ndarray
    alpha: np.ndarray
    colours: np.ndarray
    ground: np.ndarray
    figure: Figure

    @property
    def band(self) -> np.ndarray:
        """Pixels within four of a soft one."""
        soft = ((self.alpha > 0.01) & (self.alpha < 0.99)).astype(np.uint8)
        return cv2.dilate(soft, np.ones((9, 9), np.uint8)) > 0


def texture(rng: np.random.Generator, base: tuple[int, int, int], grain: float, shape=(460, 300)) -> np.ndarray:
    """A cloudy surface with grain, (H, W, 3) float32."""
    clouds = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 6)
    fine = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 0.8)
    return np.array(base, np.float32) + (8 * grain * clouds / clouds.std() + 4 * grain * fine / fine.std())[..., None]


def paint(clothes: tuple[int, int, int], place: tuple[int, int, int], seed: int = 0) -> Painted:
    """Trunk, limbs, head with strands of hair; a gap between the legs and two under the arms."""
    rng = np.random.default_rng(seed)
    joints = np.array(JOINTS, np.float32)
    big = np.zeros((460 * _SCALE, 300 * _SCALE), np.uint8)
    at = (joints * _SCALE).astype(int)
    for a, b in _LIMBS:
        cv2.line(big, tuple(at[a].tolist()), tuple(at[b].tolist()), 255, 22 * _SCALE, cv2.LINE_AA)
    cv2.fillConvexPoly(big, at[[7, 8, 14, 13]], 255, cv2.LINE_AA)
    cv2.circle(big, tuple(at[3].tolist()), 30 * _SCALE, 255, -1, cv2.LINE_AA)
    for angle in np.linspace(np.pi * 1.05, np.pi * 1.95, 24):
        tip = at[3] + (np.array([np.cos(angle), np.sin(angle)]) * rng.uniform(34, 42) * _SCALE).astype(int)
        cv2.line(big, tuple(at[3].tolist()), tuple(tip.tolist()), 255, _SCALE + 2, cv2.LINE_AA)
    alpha = cv2.resize(cv2.GaussianBlur(big, (0, 0), _SCALE * 0.6), (300, 460), interpolation=cv2.INTER_AREA)
    share = alpha.astype(np.float32) / 255
    colours, ground = texture(rng, clothes, 0.6), texture(rng, place, 1.0)
    pixels = np.clip(share[..., None] * colours + (1 - share[..., None]) * ground + 0.5, 0, 255).astype(np.uint8)
    figure = Figure(
        width=300, height=460, xy=joints, depth=np.zeros(21, np.float32), confidence=np.ones(21, np.float32)
    )
    return Painted(pixels=pixels, alpha=share, colours=colours, ground=ground, figure=figure)


def rough(alpha: np.ndarray, grown: int = 4) -> np.ndarray:
    """A silhouette as a careless tool gives it: hard, and too large by some pixels, gaps partly closed."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * grown + 1, 2 * grown + 1))
    return cv2.dilate((alpha > 0.5).astype(np.uint8) * 255, kernel)
