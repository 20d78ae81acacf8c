"""Who is followed: the one who is largest for longest, through crossings and absences."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scripted import Person, Scripted

from mudong.motion.pose.video import track_video


def tracked(script, **options):
    estimator = Scripted(script)
    return track_video(estimator.frames(), estimator, **options), estimator


def hips(track):
    return track.xy[:, 0, 0]


def test_one_person_is_followed_all_the_way():
    track, estimator = tracked([[Person(200 + 4 * i, 240)] for i in range(40)])
    assert track.found.all()
    assert hips(track) == pytest.approx(200 + 4 * np.arange(40))
    assert (track.people == 1).all()
    assert np.isfinite(track.boxes).all()
    assert estimator.reads < 40 + 20, "one reading a frame, and a few to settle"


def test_a_still_body_keeps_its_region():
    estimator = Scripted([[Person(300 + 0.5 * (i % 3), 240)] for i in range(30)])
    regions = set()
    read = estimator.read

    def watched(pixels, region, **options):
        regions.add((region.x, region.y, region.size))
        return read(pixels, region, **options)

    estimator.read = watched
    track_video(estimator.frames(), estimator)
    assert len(regions) <= 4, "only settling moves the region"


def test_the_largest_for_longest_wins_though_another_came_first():
    script = [[Person(100, 240, 0.8)] for _ in range(6)]
    script += [[Person(100, 240, 0.8), Person(450, 240, 1.3)] for _ in range(40)]
    track, _ = tracked(script)
    assert hips(track)[20:] == pytest.approx(450)
    assert not track.found[:5].any()
    assert track.people[-1] == 2


def test_a_short_visitor_in_front_does_not_take_over():
    script = [[Person(200, 240)] for _ in range(60)]
    for i in range(20, 30):
        script[i] = [Person(200, 240), Person(480, 260, 1.8)]
    track, _ = tracked(script)
    assert hips(track) == pytest.approx(200)


def test_two_who_cross_keep_who_they_are():
    script = [[Person(120 + 8 * i, 250, 1.2), Person(520 - 8 * i, 230, 0.9)] for i in range(50)]
    track, _ = tracked(script)
    seen = track.found
    away = np.abs(hips(track) - (120 + 8 * np.arange(50)))
    assert seen.mean() > 0.8
    assert (away[seen] < 40).mean() > 0.9


def test_who_leaves_and_comes_back_is_the_same():
    script = [[Person(300, 240)] if not 15 <= i < 22 else [] for i in range(50)]
    track, _ = tracked(script)
    assert track.found.sum() == 43
    assert not track.found[15:22].any()
    assert np.isnan(track.boxes[15:22]).all()
    assert (track.confidence[15:22] == 0).all()


def test_small_people_are_counted_not_followed():
    script = [[Person(200, 240, 1.5), Person(450, 300, 0.5), Person(520, 300, 0.5)] for _ in range(20)]
    track, estimator = tracked(script)
    assert (track.people[1:] == 3).all()
    assert hips(track) == pytest.approx(200)
    assert estimator.reads < 20 + 15


def test_nobody_is_a_track_without_anybody():
    track, _ = tracked([[] for _ in range(5)])
    assert not track.found.any()
    assert (track.people == 0).all()
    assert track.face is None


def test_no_frame_is_an_error():
    with pytest.raises(ValueError, match="frame"):
        tracked([])


class Watcher:
    def __init__(self):
        self.seen = []

    def see(self, time_s, pixels, box, people):
        self.seen.append((time_s, int(pixels[0, 0, 0]), None if box is None else box.tolist(), people))

    def measures(self):
        raise AssertionError


def test_the_observer_sees_every_frame_in_order_with_the_box():
    watcher, times = Watcher(), []
    script = [[Person(300, 240)] if i != 3 else [] for i in range(8)]
    track, _ = tracked(script, observer=watcher, progress=times.append)
    assert [entry[1] for entry in watcher.seen] == list(range(8))
    assert [entry[0] for entry in watcher.seen] == times
    assert [entry[2] is None for entry in watcher.seen] == [i == 3 for i in range(8)]
    assert watcher.seen[0][2] == pytest.approx(track.boxes[0].tolist())


def test_an_error_in_the_observer_comes_out():
    class Broken(Watcher):
        def see(self, time_s, pixels, box, people):
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        tracked([[Person(300, 240)]] * 4, observer=Broken())
