from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from recipes.omni_domain import OMNI_XS

from mudong.language.lexicon import LANGUAGES
from mudong.spec.shape import VideoShape
from mudong.train.data.library import Library
from mudong.train.data.shards import CLIPS_PER_SHARD, Shard, ShardPlan, make_shards
from mudong.world.sample import is_held_out
from mudong.world.scene import Scene

SHAPES = (VideoShape(frames=5, height=48, width=32), VideoShape(frames=5, height=32, width=32))
PLAN = ShardPlan(domain=OMNI_XS, shapes=SHAPES, fps=12.0, count=CLIPS_PER_SHARD + 1, seed=3)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    make_shards(PLAN, cache, workers=1)
    return cache


def test_clips_come_back_whole(cache: Path):
    library = Library(make_shards(PLAN, cache, workers=1))
    assert len(library) == 2 * CLIPS_PER_SHARD
    for index, shape in ((0, SHAPES[0]), (CLIPS_PER_SHARD, SHAPES[1])):
        clip = library[index]
        assert clip.frames.shape == (5, shape.height, shape.width, 3)
        assert clip.characters.shape == (5, shape.height, shape.width)
        assert clip.joints.shape == (5, OMNI_XS.most_cast, 21, 2)
        assert clip.visible.any()
        assert len(clip.words) == 2 * len(LANGUAGES)
        assert clip.frames.std() > 5


def test_edits_come_with_their_source_and_instruction(tmp_path: Path):
    plan = replace(PLAN, count=1, shapes=SHAPES[1:], edits=("weather", "recolour_cloth"))
    (path,) = make_shards(plan, tmp_path, workers=1)
    clips = [Shard(path).clip(index) for index in range(CLIPS_PER_SHARD)]
    for clip in clips:
        assert clip.source is not None
        assert clip.source.shape == clip.frames.shape
        assert (clip.source != clip.frames).any()
        assert len(clip.words) == len(LANGUAGES)
    assert len({clip.words for clip in clips}) > 4


def test_every_scene_belongs_to_the_domain(cache: Path):
    for clip in Library(make_shards(PLAN, cache, workers=1)):
        scene = Scene.from_json(clip.scene)
        assert OMNI_XS.admits(scene)
        assert not is_held_out(scene)


def test_masks_lie_on_the_frames_they_belong_to(cache: Path):
    joints_inside = []
    for clip in Library(make_shards(PLAN, cache, workers=1)):
        x, y = clip.joints[2, 0][clip.visible[2, 0]].astype(int).T
        joints_inside.append(clip.characters[2][y, x].mean())
    assert np.mean(joints_inside) > 0.9


def test_what_is_there_is_kept_and_torn_shards_are_made_again(cache: Path):
    paths = make_shards(PLAN, cache, workers=1)
    stamp = (paths[0] / "frames.npy").stat().st_mtime_ns
    (paths[0].parent / "00009.1.part").mkdir()
    assert make_shards(replace(PLAN, count=2), cache, workers=1) == paths[:1]
    assert (paths[0] / "frames.npy").stat().st_mtime_ns == stamp
    assert PLAN.folder(cache) != replace(PLAN, held_out=True).folder(cache)
    assert PLAN.folder(cache) != replace(PLAN, fps=24.0).folder(cache)


def test_a_domain_without_anybody_is_refused():
    with pytest.raises(ValueError, match="species"):
        replace(OMNI_XS, species=())
