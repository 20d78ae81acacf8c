"""The HDR roll-off against the standards' own numbers."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.media.worker.tonemap import ToneMap

PQ_CODES = {0.0: 0.0, 1.0: 0.1499, 10.0: 0.3019, 100.0: 0.5081, 203.0: 0.5807, 1000.0: 0.7518, 10_000.0: 1.0}
"""Nits and the signal of SMPTE ST 2084 (BT.2408, table 1 and annex)."""


def shown(transfer: str, signal: float | np.ndarray) -> np.ndarray:
    coded = np.round(np.broadcast_to(np.asarray(signal)[..., None], (*np.shape(signal), 3)) * 65535).astype(np.uint16)
    return ToneMap(transfer).apply(coded.reshape(1, -1, 3))[0]


@pytest.mark.parametrize("transfer", ["pq", "hlg"])
def test_greys_stay_neutral_and_in_order(transfer: str) -> None:
    out = shown(transfer, np.linspace(0, 1, 500)).astype(int)
    assert np.ptp(out, axis=1).max() <= 1
    assert (np.diff(out[:, 1]) >= 0).all()
    assert out[0, 0] == 0
    assert out[-1, 0] == 255


@pytest.mark.parametrize("nits", [1.0, 10.0])
def test_below_the_knee_light_is_kept(nits: float) -> None:
    expected = 255 * (nits / 203) ** (1 / 2.2)
    assert shown("pq", PQ_CODES[nits])[0, 1] == pytest.approx(expected, abs=2)


def test_both_transfers_agree_on_paper_white() -> None:
    """BT.2408: 203 nits are 58 % PQ and 75 % HLG."""
    assert abs(int(shown("pq", 0.5807)[0, 1]) - int(shown("hlg", 0.75)[0, 1])) <= 4


def test_highlights_above_paper_white_stay_apart() -> None:
    levels = [int(shown("pq", PQ_CODES[n])[0, 1]) for n in (100.0, 203.0, 1000.0)]
    assert levels[0] + 15 < levels[1] < levels[2] - 15
    assert levels[2] == 255


def test_strips_are_seamless() -> None:
    random = np.random.default_rng(0).integers(0, 65536, (70, 5, 3), dtype=np.uint16)
    whole = ToneMap("hlg").apply(random)
    assert all(np.array_equal(whole[i : i + 1], ToneMap("hlg").apply(random[i : i + 1])) for i in range(70))
