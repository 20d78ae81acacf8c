"""A default name never falls on a file that is there."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mudong.cli.naming import default_clip, free_path


def test_the_clip_is_called_after_picture_and_dance(tmp_path: Path):
    image, motion = Path("/photos/child.heic"), Path("/clips/dance.mov")
    assert default_clip(image, motion, "keep", tmp_path) == tmp_path / "child-dance.mp4"
    assert default_clip(image, motion, "transparent", tmp_path).suffix == ".webm"


@given(st.integers(0, 12))
def test_names_that_are_taken_are_counted_on(taken: int):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "a-b.mp4"
        made = []
        for _ in range(taken + 1):
            path = free_path(wanted)
            assert not path.exists()
            path.touch()
            made.append(path.name)
        assert len(set(made)) == taken + 1
        assert made[:3] == ["a-b.mp4", "a-b-2.mp4", "a-b-3.mp4"][: taken + 1]
