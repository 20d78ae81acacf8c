"""Alpha matting in a narrow band: how much of each pixel at the edge is figure.

Third step of the cut-out. The matting Laplacian of Levin, Lischinski and Weiss (2008, eq. 12) says that alpha is
locally a linear function of colour; the known pixels around the band and a weak pull to the probability fix the rest.
Knows nothing about people.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import cg

_EPSILON = 1e-6
"""Regularises the colour covariance of a window; colours are in 0..1 and float64: beside flat ink on flat paper, this
is less than float32 can hold."""
_WINDOW = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
_REACH = 2
_SPAN = 2 * _REACH + 1


def matte(
    pixels: np.ndarray, trimap: np.ndarray, guess: np.ndarray, pull: np.ndarray, iterations: int = 60
) -> np.ndarray:
    """Alpha, (H, W) float32 0..1.

    pixels: (H, W, 3) uint8. trimap: (H, W) uint8, 0 background, 255 figure, else the band to solve. guess: (H, W)
    float32, where alpha is expected. pull: (H, W) float32 >= 0, how strongly (1 is as strong as all neighbours).
    """
    pad = _REACH
    image = np.pad(pixels, ((pad, pad), (pad, pad), (0, 0)), mode="edge") / 255.0
    known_alpha = np.pad((trimap == 255).astype(np.float32), pad, mode="edge")
    band = np.pad((trimap != 0) & (trimap != 255), pad)
    if not band.any():
        return known_alpha[pad:-pad, pad:-pad]
    rows = np.flatnonzero(band)
    affinity = _affinities(image, band, rows)
    start = np.pad(guess, pad, mode="edge").ravel()[rows].astype(np.float64)
    weight = np.pad(pull, pad, mode="edge").ravel()[rows].astype(np.float64)
    solved = _solve(affinity, rows, band, known_alpha, start, weight, iterations)
    alpha = known_alpha.ravel().copy()
    alpha[rows] = np.clip(solved, 0, 1)
    return alpha.reshape(band.shape)[pad:-pad, pad:-pad]


def _affinities(image: np.ndarray, band: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(band pixels, 25) float32: affinity of each band pixel with its 5 x 5 neighbours, itself excluded."""
    width = image.shape[1]
    touches = band.copy()
    for dy, dx in _WINDOW:
        touches |= np.roll(band, (dy, dx), (0, 1))
    rim = _REACH + 1  # windows lie wholly in the picture: what is beyond its border is not background
    touches[:rim], touches[-rim:], touches[:, :rim], touches[:, -rim:] = False, False, False, False
    centres = np.flatnonzero(touches)
    colours = image.reshape(-1, 3)
    members = np.stack([centres + dy * width + dx for dy, dx in _WINDOW])
    apart = colours[members] - colours[members].mean(0)
    covariance = np.einsum("knc,knd->ncd", apart, apart) / 9
    inverse = np.linalg.inv(covariance + _EPSILON / 9 * np.eye(3))
    bent = np.einsum("ncd,knd->knc", inverse, apart)
    row_of = np.full(band.size, -1, np.int64)
    row_of[rows] = np.arange(len(rows))
    found = np.zeros((len(rows), _SPAN * _SPAN), np.float32)
    for i, (yi, xi) in enumerate(_WINDOW):
        row = row_of[members[i]]
        own = row >= 0
        row = row[own]
        for j, (yj, xj) in enumerate(_WINDOW):
            if i != j:
                column = (yj - yi + _REACH) * _SPAN + (xj - xi + _REACH)
                found[row, column] += (1 + np.einsum("nc,nc->n", apart[i][own], bent[j][own])) / 9
    return found


def _solve(
    affinity: np.ndarray, rows: np.ndarray, band: np.ndarray, known: np.ndarray, start: np.ndarray,
    weight: np.ndarray, iterations: int,
) -> np.ndarray:  # fmt: skip
    """Minimises the Laplacian's quadratic form with the known pixels held; conjugate gradients from `start`."""
    width = band.shape[1]
    steps = np.array([dy * width + dx for dy in range(-_REACH, _REACH + 1) for dx in range(-_REACH, _REACH + 1)])
    neighbours = rows[:, None] + steps
    inside = band.ravel()[neighbours]
    total = affinity.sum(1).astype(np.float64)
    right = (affinity * known.ravel()[neighbours] * ~inside).sum(1) + weight * start
    row_of = np.zeros(band.size, np.int32)
    row_of[rows] = np.arange(len(rows))
    pointers = np.concatenate([[0], np.cumsum(inside.sum(1))])
    links = csr_matrix((affinity[inside].astype(np.float64), row_of[neighbours[inside]], pointers), (len(rows),) * 2)
    diagonal = total + weight + 1e-6
    system = diags(diagonal) - links
    solved, _ = cg(system, right, x0=start, rtol=1e-4, maxiter=iterations, M=diags(1 / diagonal))
    return solved
