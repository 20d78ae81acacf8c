"""HDR (PQ or HLG, BT.2020) to what an ordinary screen shows (BT.709), as a roll-off of the highlights.

The curve is the EETF of ITU-R BT.2390 on the largest channel, from a 1000-nit master to a 203-nit white (BT.2408), so
hues stay. Works on strips that fit the processor's cache. Knows arrays only.
"""

from __future__ import annotations

import numpy as np

TRANSFERS = {16: "pq", 18: "hlg"}
"""Transfer characteristic (ITU-T H.273) -> name."""

_MASTER_NITS = 1000.0
_WHITE_NITS = 203.0
_STRIP_ROWS = 32
_STEPS = 4096
_BT2020_LUMA = np.array([0.2627, 0.6780, 0.0593], np.float32)
_BT2020_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)
# SMPTE ST 2084
_M1, _M2, _C1, _C2, _C3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
# ARIB STD-B67
_A, _B, _C = 0.17883277, 0.28466892, 0.55991073
_HLG_GAMMA = 1.2


class ToneMap:
    """The conversion for one transfer function. `apply` keeps no state."""

    def __init__(self, transfer: str) -> None:
        self.transfer = transfer
        signal = np.linspace(0, 1, 65536)
        if transfer == "pq":
            self._linear = (_pq_to_nits(signal) / _MASTER_NITS).astype(np.float32)
        else:
            self._linear = _hlg_to_scene(signal).astype(np.float32)
        steps = np.linspace(0, 1, _STEPS)  # tables are indexed by the square root: finer in the dark
        level = np.maximum(steps**2, 1e-7)
        self._gain = (_rolled_off(level * _MASTER_NITS) / _WHITE_NITS / level).astype(np.float32)
        self._display = np.round(255 * steps ** (2 / 2.2)).astype(np.uint8)
        self._ootf = (level ** (_HLG_GAMMA - 1)).astype(np.float32)

    def apply(self, rgb48: np.ndarray) -> np.ndarray:
        """(height, width, 3) uint16 as coded -> (height, width, 3) uint8 for an ordinary screen."""
        out = np.empty(rgb48.shape, np.uint8)
        for top in range(0, rgb48.shape[0], _STRIP_ROWS):
            out[top : top + _STRIP_ROWS] = self._strip(rgb48[top : top + _STRIP_ROWS])
        return out

    def _strip(self, coded: np.ndarray) -> np.ndarray:
        light = self._linear.take(coded).reshape(-1, 3)  # take is twice as fast as indexing
        if self.transfer == "hlg":
            light *= self._ootf.take(_index(light @ _BT2020_LUMA))[:, None]
        largest = np.maximum(np.maximum(light[:, 0], light[:, 1]), light[:, 2])
        light *= self._gain.take(_index(largest))[:, None]
        return self._display.take(_index(light @ _BT2020_TO_BT709.T)).reshape(coded.shape)


def _index(level: np.ndarray) -> np.ndarray:
    return (np.sqrt(np.clip(level, 0, 1)) * (_STEPS - 1) + 0.5).astype(np.int32)


def _pq_to_nits(signal: np.ndarray) -> np.ndarray:
    power = signal ** (1 / _M2)
    return 10000 * (np.maximum(power - _C1, 0) / (_C2 - _C3 * power)) ** (1 / _M1)


def _nits_to_pq(nits: np.ndarray | float) -> np.ndarray:
    power = (np.asarray(nits) / 10000) ** _M1
    return ((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2


def _hlg_to_scene(signal: np.ndarray) -> np.ndarray:
    return np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - _C) / _A) + _B) / 12)


def _rolled_off(nits: np.ndarray) -> np.ndarray:
    """BT.2390-10, 5.4.1: linear up to a knee, then a Hermite spline to the target's white."""
    master, white = _nits_to_pq(_MASTER_NITS), _nits_to_pq(_WHITE_NITS)
    most = white / master
    knee = 1.5 * most - 0.5
    level = np.minimum(_nits_to_pq(nits) / master, 1.0)
    t = np.clip((level - knee) / (1 - knee), 0, 1)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (-2 * t**3 + 3 * t**2) * most
    return _pq_to_nits(np.where(level < knee, level, spline) * master)
