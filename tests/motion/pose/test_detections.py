"""Anchors, decoding and suppression of a single-shot detector."""

import numpy as np
import pytest

from mudong.motion.pose.detections import Detection, anchor_centers, decode, iou, sigmoid, suppress


def test_anchors_of_the_body_detector():
    anchors = anchor_centers(224, (8, 16, 32, 32, 32))
    assert anchors.shape == (2254, 2)
    assert anchors[0] == pytest.approx([0.5 / 28, 0.5 / 28])
    assert (anchors[0] == anchors[1]).all(), "two per cell"
    assert anchors[2] == pytest.approx([1.5 / 28, 0.5 / 28]), "x runs first"
    assert anchors[-1] == pytest.approx([6.5 / 7, 6.5 / 7])
    assert (anchors[-6:] == anchors[-1]).all(), "three layers share a cell"


def test_decoding_adds_the_anchor():
    anchors = anchor_centers(224, (32,))
    raw = np.zeros((len(anchors), 8))
    raw[10] = [22.4, 0, 44.8, 89.6, 11.2, 22.4, 0, -22.4]
    logits = np.full((len(anchors), 1), -500.0)
    logits[10] = 3.0
    (found,) = decode(raw, logits, anchors, 224, least=0.5)
    x, y = anchors[10]
    assert found.box == pytest.approx([x + 0.1 - 0.1, y - 0.2, x + 0.1 + 0.1, y + 0.2])
    assert found.points == pytest.approx(np.array([[x + 0.05, y + 0.1], [x, y - 0.1]]))
    assert found.score == pytest.approx(0.9526, abs=1e-4)


def at(x, score, size=0.2):
    box = np.array([x, 0.1, x + size, 0.1 + size])
    return Detection(box=box, points=np.array([[x, 0.1]]), score=score)


def test_suppression_keeps_one_per_object_and_averages_by_score():
    merged = suppress([at(0.10, 0.9), at(0.12, 0.3), at(0.6, 0.8)])
    assert [d.score for d in merged] == [0.9, 0.8]
    assert merged[0].box[0] == pytest.approx(0.105)
    assert merged[0].points[0, 0] == pytest.approx(0.105)
    assert merged[1].box[0] == pytest.approx(0.6)


def test_suppression_of_degenerate_boxes_ends():
    assert len(suppress([at(0.1, 0.9, 0.0), at(0.1, 0.8, 0.0)])) == 2


def test_overlap():
    assert iou(np.array([0, 0, 2, 2]), np.array([1, 0, 3, 2])) == pytest.approx(1 / 3)
    assert iou(np.array([0, 0, 1, 1]), np.array([2, 2, 3, 3])) == 0


def test_sigmoid_never_overflows():
    with np.errstate(all="raise"):
        assert sigmoid(np.array([-1e9, 0, 1e9], np.float32)) == pytest.approx([0, 0.5, 1])
