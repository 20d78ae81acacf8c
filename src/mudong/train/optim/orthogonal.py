"""The nearest matrix with singular values of about one, by a Newton-Schulz iteration on the small Gram matrix.

Iterating `X <- p(X X') X` touches the long side in every step; all those `p` commute, so their product is formed on the
short side alone and the long side is multiplied twice in all.
"""

from __future__ import annotations

import torch
from torch import Tensor

QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of Jordan et al. 2024: singular values of 0..1 become 0.7..1.2 in five steps."""


def orthogonal(matrices: Tensor, steps: int = 5) -> Tensor:
    """(n, rows, columns) -> the same shape, in float32."""
    x = matrices.float()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.mT
    x = x / (torch.linalg.matrix_norm(x, keepdim=True) + 1e-7)
    a, b, c = QUINTIC
    gram = x @ x.mT
    eye = torch.eye(gram.shape[-1], device=x.device)
    product = eye.expand_as(gram)
    for step in range(steps):
        factor = a * eye + b * gram + c * (gram @ gram)
        product = factor @ product
        if step < steps - 1:
            gram = factor @ gram @ factor
            gram = (gram + gram.mT) / 2
    x = product @ x
    return x.mT if tall else x
