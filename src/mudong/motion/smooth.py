"""Takes the jitter out of a pose track without lag and without taking the accents with it.

Around every frame a parabola is fitted through a window that grows as long as the wider fit stays inside the error
bars of all narrower ones (intersection of confidence intervals; Goldenshluger and Nemirovski 1997, Katkovnik 1999): a
still joint is averaged over a second, a sudden stop over nothing. The noise is measured on the track itself. Then what
stays within a hair's breadth for seconds is brought to rest: estimators drift where nothing moves.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from scipy.ndimage import correlate1d, maximum_filter1d, minimum_filter1d, uniform_filter1d

from mudong.motion.repair import repair, torso_px
from mudong.motion.track import FaceTrack, PoseTrack

MAX_REACH_S = 0.6
"""Half the widest window."""
INTERVAL = 1.6
"""Half width of the intervals in standard deviations: larger is smoother, smaller keeps more."""
MAX_NOISE = 0.004
"""Largest noise that is believed, in torso lengths: what stands out more is movement."""
MIN_NOISE = 0.001
"""Least noise that is assumed, in torso lengths: an estimator drifts that much on a still picture."""
REST = 0.008
"""What moves less than this to either side, in torso lengths, is at rest; a joint that is hardly seen may tremble more.
At 720p and a body that fills the frame this is about two pixels."""
REST_REACHES_S = (0.4, 0.8, 1.6, 3.2)
"""Half windows over which a joint at rest is averaged, each where it rests that long."""
_GROWTH = 1.35
_NOISE_WINDOW_S = 0.4
_QUIET_SHARE = 0.25
"""The noise is that of the quietest quarter of the track: elsewhere movement hides it."""


def smooth(track: PoseTrack) -> PoseTrack:
    """The same track repaired and smoothed; linear movement comes back unchanged unless it is too slow to be any."""
    track = repair(track)
    if len(track) < 5:
        return track
    fps, torso = float(track.fps), torso_px(track)
    bounds = MIN_NOISE * torso, MAX_NOISE * torso
    joints = np.concatenate([track.xy, track.depth[..., None]], axis=2).astype(np.float64)
    joints[..., :2] = _rested(_smoothed(joints[..., :2], track.confidence, fps, bounds), track.confidence, fps, torso)
    joints[..., 2:] = _smoothed(joints[..., 2:], track.confidence, fps, (4 * bounds[0], 4 * bounds[1]))
    hands = track.hands
    if hands is not None:
        sure = np.repeat(track.confidence[:, [11, 12]], hands.shape[2], axis=1)
        flat = hands.reshape(len(track), -1, 2).astype(np.float64)
        flat = _rested(_smoothed(flat, sure, fps, bounds), sure, fps, torso)
        hands = flat.reshape(hands.shape).astype(np.float32)
    return replace(
        track,
        xy=joints[..., :2].astype(np.float32),
        depth=joints[..., 2].astype(np.float32),
        hands=hands,
        face=None if track.face is None else _smoothed_face(track.face, fps),
    )


def _smoothed_face(face: FaceTrack, fps: float) -> FaceTrack:
    """Every number of the face by itself, weighted by how sure the face was."""
    numbers = {
        field.name: _smoothed(
            getattr(face, field.name)[:, None, None].astype(np.float64), face.confidence[:, None], fps
        )
        for field in fields(face)
        if field.name != "confidence"
    }
    return FaceTrack(confidence=face.confidence, **{k: v[:, 0, 0].astype(np.float32) for k, v in numbers.items()})


def _smoothed(
    values: np.ndarray, confidence: np.ndarray, fps: float, bounds: tuple[float, float] = (0.0, np.inf)
) -> np.ndarray:
    """(frames, series, axes) -> the same shape; all axes of a series share their windows. bounds: of the noise."""
    weight = _weight(confidence)
    sigma = np.clip(noise(values, fps), *bounds)
    reaches = _reaches(fps)
    fits, spreads = [values], [1 / np.sqrt(weight)]
    for reach in reaches:
        fit, spread = _local_parabola(values, weight, reach)
        fits.append(fit)
        spreads.append(spread)
    level = _widest(np.stack(fits), np.stack(spreads)[..., None] * sigma)
    return _blended(np.stack(fits), level, 5)


def _weight(confidence: np.ndarray) -> np.ndarray:
    """How much a reading counts: the inverse of its variance, which grows fast where a joint is hidden."""
    return np.clip(confidence.astype(np.float64), 0.25, 1.0) ** 3


def _rested(values: np.ndarray, confidence: np.ndarray, fps: float, torso: float) -> np.ndarray:
    """Joints that stay in place for a while, averaged over that while."""
    weight = _weight(confidence)
    room = REST * torso / np.sqrt(weight)
    fits, rests = [values], [np.ones(weight.shape, dtype=bool)]
    for reach_s in REST_REACHES_S:
        reach = max(1, round(reach_s * fps))
        size = 2 * reach + 1
        if 1.5 * reach > len(values):
            break
        span = maximum_filter1d(values, size, axis=0) - minimum_filter1d(values, size, axis=0)
        rests.append((span.max(axis=-1) <= 2 * room) & rests[-1])
        fits.append(uniform_filter1d(values, size, axis=0, mode="nearest"))
    return _blended(np.stack(fits), np.sum(rests, axis=0) - 1, max(3, round(0.3 * fps)))


def _blended(fits: np.ndarray, level: np.ndarray, size: int) -> np.ndarray:
    """The fits (windows, frames, series, axes) at `level` (frames, series), led over from window to window.

    The window may not change abruptly from frame to frame: that would be seen as a twitch. `size` frames lead over.
    """
    level = np.minimum(level, uniform_filter1d(level.astype(np.float64), size, axis=0, mode="nearest"))
    low = np.floor(level).astype(int)
    high = np.minimum(low + 1, len(fits) - 1)
    share = (level - low)[..., None]
    picked = [np.take_along_axis(fits, index[None, ..., None], axis=0)[0] for index in (low, high)]
    return picked[0] * (1 - share) + picked[1] * share


def noise(values: np.ndarray, fps: float) -> np.ndarray:
    """(series, axes) standard deviation of white noise in (frames, series, axes), from its quietest parts.

    Third differences multiply the variance of white noise by 20 and leave next to nothing of smooth movement.
    """
    if len(values) < 6:
        return np.zeros(values.shape[1:])
    third = np.diff(values, n=3, axis=0) ** 2
    size = min(len(third), max(5, round(_NOISE_WINDOW_S * fps)))
    local = uniform_filter1d(third, size, axis=0, mode="nearest")
    # The quietest quarter of pure noise is quieter than the noise; this factor was found by simulation.
    return np.sqrt(np.quantile(local, _QUIET_SHARE, axis=0) / 20) / (1 - 0.9 / np.sqrt(size))


def _reaches(fps: float) -> list[int]:
    """Half windows in frames, from 2 (one frame more than a parabola needs) to `MAX_REACH_S`."""
    reaches, reach = [], 2.0
    while reach <= max(3.0, MAX_REACH_S * fps):
        if not reaches or round(reach) > reaches[-1]:
            reaches.append(round(reach))
        reach *= _GROWTH
    return reaches


def _local_parabola(values: np.ndarray, weight: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """Weighted least-squares parabola in a window of `reach` frames on either side, read at its middle.

    values: (frames, series, axes), weight: (frames, series). Returns the fits and, per frame and series, the standard
    deviation of the fit for unit noise. Windows are cut at both ends of the track.
    """
    offset = np.arange(-reach, reach + 1) / reach
    kernel = 1 - (offset * reach / (reach + 1)) ** 2

    def moment(series: np.ndarray, power: int, shape: np.ndarray) -> np.ndarray:
        return correlate1d(series, shape * offset**power, axis=0, mode="constant")

    m0, m1, m2, m3, m4 = (moment(weight, power, kernel) for power in range(5))
    y0, y1, y2 = (moment(values * weight[..., None], power, kernel) for power in range(3))
    # First row of the adjugate of [[m0 m1 m2] [m1 m2 m3] [m2 m3 m4]], by hand: thousands of 3 x 3 systems.
    c0, c1, c2 = m2 * m4 - m3**2, m2 * m3 - m1 * m4, m1 * m3 - m2**2
    scale = 1 / np.maximum(m0 * c0 + m1 * c1 + m2 * c2, 1e-12)
    c0, c1, c2 = c0 * scale, c1 * scale, c2 * scale
    fit = c0[..., None] * y0 + c1[..., None] * y1 + c2[..., None] * y2
    b0, b1, b2, b3, b4 = (moment(weight, power, kernel**2) for power in range(5))
    variance = c0**2 * b0 + c1**2 * b2 + c2**2 * b4 + 2 * (c0 * c1 * b1 + c0 * c2 * b2 + c1 * c2 * b3)
    return fit, np.sqrt(np.maximum(variance, 0))


def _widest(fits: np.ndarray, deviations: np.ndarray) -> np.ndarray:
    """(frames, series) index of the widest window whose interval meets those of all narrower ones, on every axis.

    fits, deviations: (windows, frames, series, axes).
    """
    low = np.maximum.accumulate(fits - INTERVAL * deviations, axis=0)
    high = np.minimum.accumulate(fits + INTERVAL * deviations, axis=0)
    meet = np.logical_and.accumulate((low <= high + 1e-9).all(axis=-1), axis=0)
    return meet.sum(axis=0) - 1
