from pathlib import Path

import cv2

from mudong.train import curves


def test_rows_come_back_and_a_torn_line_is_left_out(tmp_path: Path):
    path = tmp_path / "curves.jsonl"
    rows = [{"samples": 10.0 * i, "loss": 1 / (i + 1)} for i in range(5)]
    for row in rows:
        curves.append(path, row)
    path.write_text(path.read_text() + '{"samples": 50', encoding="utf-8")
    assert curves.read(path) == rows
    curves.forget(path, after=20)
    assert curves.read(path) == rows[:3]
    assert curves.read(tmp_path / "none.jsonl") == []


def test_a_spark_line_rises_with_its_numbers():
    assert curves.spark([0, 1, 2, 3]) == "".join(sorted(curves.spark([3, 1, 0, 2])))
    assert curves.spark([5, 5]) == "▁▁"
    assert curves.spark([float("nan")]) == ""
    assert len(curves.spark(range(1000), width=20)) == 20


def test_the_picture_has_a_panel_for_every_number(tmp_path: Path):
    rows = [{"samples": i, "loss": 1 / (i + 1), "psnr": 20 + i} for i in range(9)] + [{"samples": 9, "extra": 1.0}]
    curves.draw(rows, tmp_path / "curves.png")
    picture = cv2.imread(str(tmp_path / "curves.png"))
    assert picture.shape == (520, 840, 3)
    assert (picture < 250).any(axis=(1, 2)).mean() > 0.5
    assert [path.name for path in tmp_path.iterdir()] == ["curves.png"]
