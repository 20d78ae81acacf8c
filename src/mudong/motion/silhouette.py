"""stub"""
from mudong.motion.figure import Figure
import numpy as np
def silhouette(pixels: np.ndarray, alpha: np.ndarray | None = None) -> np.ndarray: raise NotImplementedError
def figure_from_silhouette(mask: np.ndarray) -> Figure: raise NotImplementedError
def is_four_legged(body: np.ndarray | Figure) -> bool: return False
