"""Motion capture in BVH files -> pose tracks. Any hierarchy, any channel order, any unit, any up axis."""

from mudong.motion.bvh.read import BvhMotion, read_bvh

__all__ = ["BvhMotion", "read_bvh"]
