"""The exhaustive search is exact; refining never makes a find worse and never leaves the sources."""

import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.patches import patch_features
from mudong.motion.inpaint.search import carried, refine, search_all


def level(seed=0, side=48):
    pixels = np.random.default_rng(seed).integers(0, 256, (side, side, 3)).astype(np.uint8)
    hole = np.zeros((side, side), bool)
    hole[20:28, 18:30] = True
    return Level.of(pixels, hole, side), pixels


def test_the_best_source_is_found():
    here, pixels = level()
    positions, cost = search_all(here, pixels.astype(np.float32), 0)
    features = patch_features(pixels.astype(np.float32))
    for query in here.queries[::17]:
        distance = ((features[here.sources] - features[query]) ** 2).sum(1)
        assert np.isclose(cost[query], distance.min(), rtol=1e-3, atol=1)
        assert positions[query] == here.sources[distance.argmin()]


def test_refining_betters_and_stays_in_the_sources():
    here, pixels = level()
    image = pixels.astype(np.float32)
    rng = np.random.default_rng(1)
    start = here.itself()
    start[here.queries] = rng.choice(here.sources, len(here.queries))
    features = patch_features(image)
    before = ((features[here.queries] - features[start[here.queries]]) ** 2).sum(1)
    positions, cost = refine(here, image, start, 0)
    assert (cost[here.queries] <= before + 1e-2).all()
    assert cost[here.queries].mean() < 0.9 * before.mean()
    assert here.source.ravel()[positions[here.queries]].all()


def test_positions_carried_to_a_finer_level_point_the_same_way():
    pixels = np.random.default_rng(2).integers(0, 256, (96, 96, 3)).astype(np.uint8)
    hole = np.zeros((96, 96), bool)
    hole[40:56, 36:60] = True
    coarse, fine = Level.of(pixels, hole, 48), Level.of(pixels, hole, 96)
    positions = coarse.itself()
    positions[coarse.queries] += 15
    found = carried(positions, coarse, fine)
    _, across = fine.offsets(found)
    assert (across[hole] == 30).mean() > 0.8
    assert fine.source.ravel()[found[fine.queries]].all()
