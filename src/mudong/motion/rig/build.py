"""`Rig`: a figure cut out of a picture, ready to be posed. Layers, meshes and factorised deformers in one value."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.rig.arap import Deformer, Turn
from mudong.motion.rig.bones import BONE_NODES, CHAINS, Bone, Chain, Part, bone_nodes
from mudong.motion.rig.hands import hidden_hand_tip, painted_hand, visible_hands
from mudong.motion.rig.labels import label_parts
from mudong.motion.rig.layers import Layer, build_layers
from mudong.motion.rig.mesh import Mesh, build_mesh

_CELLS_PER_HEIGHT = 38
"""Mesh cells along the figure's height: fine enough for an elbow, coarse enough for hundreds of vertices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiggedChain:
    """A chain with its mesh. `layers` index `Rig.layers`; vertices start at `offset` in `Rig.deform`'s result."""

    chain: Chain
    mesh: Mesh
    deformer: Deformer
    offset: int
    layers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BonePose:
    """A puppet's pose over time. turn: of all bones, (frames, bones); nodes: (frames, nodes, 2) target pixels."""

    turn: Turn
    nodes: np.ndarray

    def __len__(self) -> int:
        return len(self.nodes)

    def span(self, start: int, stop: int) -> BonePose:
        """Some of the frames."""
        keep = slice(start, stop)
        turn = Turn(angle=self.turn.angle[keep], along=self.turn.along[keep], across=self.turn.across[keep])
        return BonePose(turn=turn, nodes=self.nodes[keep])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """A figure ready to be posed. All in pixels of the picture at its scale.

    nodes: (nodes, 2) at rest. radii: (bones,) half thickness. height: of the figure. spacing: of its meshes' vertices.
    """

    nodes: np.ndarray
    radii: np.ndarray
    height: float
    spacing: float
    layers: tuple[Layer, ...]
    chains: tuple[RiggedChain, ...]
    num_vertices: int

    def deform(self, pose: BonePose) -> np.ndarray:
        """(frames, vertices, 2) float32: where every vertex of every mesh goes."""
        positions = np.empty((len(pose), self.num_vertices, 2), np.float32)
        for rigged in self.chains:
            bones = list(rigged.chain.bones)
            turn = Turn(
                angle=_relative(pose.turn.angle[:, bones]),
                along=pose.turn.along[:, bones],
                across=pose.turn.across[:, bones],
            )
            targets = pose.nodes[:, list(rigged.chain.handles)]
            span = slice(rigged.offset, rigged.offset + len(rigged.mesh.vertices))
            positions[:, span] = rigged.deformer(turn, targets)
        return positions

    def rest(self) -> BonePose:
        """The pose of the picture, one frame."""
        ones = np.ones((1, len(BONE_NODES)))
        return BonePose(turn=Turn(angle=ones * 0, along=ones, across=ones), nodes=self.nodes[None].copy())


def build_rig(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, *, skin_known: bool) -> Rig:
    """Cut a figure into layers and put them on meshes.

    colour: (H,W,3) uint8 RGB continued beyond the figure; alpha: (H,W) uint8; nodes: (nodes,2) pixels at rest.
    skin_known: the face was found by a detector, so hands can be told from cloth by its skin.
    """
    seen = visible_hands(colour, alpha, nodes, skin_known)
    hidden = [bone for bone, there in zip((Bone.HAND_L, Bone.HAND_R), seen, strict=True) if not there]
    nodes = nodes.copy()
    for bone in hidden:
        nodes[BONE_NODES[bone][1]] = hidden_hand_tip(nodes, bone)
    labels = label_parts(colour, alpha, nodes, frozenset(Part[bone.name] for bone in hidden))
    layers = build_layers(colour, alpha, labels, nodes)
    if skin_known:
        painted = (painted_hand(colour, alpha, nodes, bone) for bone in hidden)
        layers += tuple(layer for layer in painted if layer is not None)
    inside = np.nonzero((alpha > 127).any(axis=1))[0]
    height = float(np.ptp(inside)) if inside.size else float(alpha.shape[0])
    spacing = max(6.0, height / _CELLS_PER_HEIGHT)
    by_part = {layer.part: index for index, layer in enumerate(layers)}
    chains, offset = [], 0
    for chain in CHAINS:
        drawn = tuple(by_part[part] for part in chain.parts if part in by_part)
        if not drawn:
            continue
        coverage, corner = _coverage([layers[i] for i in drawn])
        mesh = build_mesh(coverage, corner, spacing, chain, nodes, labels.radii)
        deformer = Deformer(mesh, nodes[list(chain.handles)], _axes(chain, nodes))
        chains.append(RiggedChain(chain=chain, mesh=mesh, deformer=deformer, offset=offset, layers=drawn))
        offset += len(mesh.vertices)
    return Rig(
        nodes=nodes,
        radii=labels.radii,
        height=height,
        spacing=spacing,
        layers=layers,
        chains=tuple(chains),
        num_vertices=offset,
    )


def _coverage(layers: list[Layer]) -> tuple[np.ndarray, np.ndarray]:
    """Where any of the layers has pixels, (h, w) bool, and the x, y of its corner."""
    low = np.min([layer.origin for layer in layers], axis=0)
    high = np.max([np.add(layer.origin, layer.rgba.shape[1::-1]) for layer in layers], axis=0)
    covered = np.zeros((high - low)[::-1], bool)
    for layer in layers:
        (x, y), (h, w) = np.subtract(layer.origin, low), layer.rgba.shape[:2]
        covered[y : y + h, x : x + w] |= layer.rgba[..., 3] > 0
    return covered, low


def _axes(chain: Chain, nodes: np.ndarray) -> np.ndarray:
    pairs = bone_nodes()[list(chain.bones)]
    axes = nodes[pairs[:, 1]] - nodes[pairs[:, 0]]
    return axes / np.maximum(np.linalg.norm(axes, axis=1, keepdims=True), 1e-9)


def _relative(angle: np.ndarray) -> np.ndarray:
    """Angles of a chain, each within half a turn of the one before, so that blending never goes the long way."""
    out = angle.copy()
    for index in range(1, angle.shape[1]):
        step = angle[:, index] - out[:, index - 1]
        out[:, index] = out[:, index - 1] + (step + np.pi) % (2 * np.pi) - np.pi
    return out
