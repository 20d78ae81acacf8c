"""The models come out of a wheel of the pinned hash, whole, or not at all and with a remedy."""

import hashlib
import zipfile

import pytest

from mudong.motion import weights
from mudong.spec.errors import Unavailable


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MUDONG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def make_wheel(path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, member in weights.POSE_MODELS.items():
            archive.writestr(member, f"model {name}")
        archive.writestr("mediapipe/__init__.py", "raise SystemExit")
    return path


def test_models_are_taken_out_of_a_wheel_and_found_again(cache, tmp_path, monkeypatch):
    wheel = make_wheel(tmp_path / "a.whl")
    monkeypatch.setattr(weights, "WHEEL_SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert weights.pose_models() is None
    folder = weights.ensure_pose_models(wheel)
    assert sorted(p.name for p in folder.iterdir()) == sorted(weights.POSE_MODELS)
    assert weights.pose_models() == folder == weights.ensure_pose_models()
    assert [p.name for p in cache.iterdir()] == [folder.name], "nothing else is left behind"


def test_another_wheel_is_refused(cache, tmp_path):
    with pytest.raises(Unavailable) as caught:
        weights.ensure_pose_models(make_wheel(tmp_path / "a.whl"))
    assert caught.value.code == "unavailable.pose_models_hash"
    assert weights.pose_models() is None


def test_without_a_network_the_remedy_is_told(cache, monkeypatch, capsys):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert weights.main([]) == Unavailable.exit_code
    said = capsys.readouterr().err
    assert "python -m mudong.motion.weights WHEEL_FILE" in said
    assert "Traceback" not in said
    assert weights.pose_models() is None
