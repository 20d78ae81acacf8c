"""Outlines without a detector, for drawings, toys and animals: the mask, and a first guess of the joints in it."""

from mudong.motion.silhouette.guess import BUST_BORDER, border_share, figure_from_silhouette
from mudong.motion.silhouette.mask import silhouette
from mudong.motion.silhouette.quadruped import is_four_legged

__all__ = ["BUST_BORDER", "border_share", "figure_from_silhouette", "is_four_legged", "silhouette"]
