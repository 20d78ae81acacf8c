"""A cache may lose things, never change them and never fail."""

import numpy as np
import pytest

from mudong.motion.cache import content_key, load_arrays, store_arrays, user_cache


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MUDONG_CACHE", str(tmp_path / "cache"))


ARRAYS = {"xy": np.arange(12.0).reshape(3, 4), "name": np.array("dance")}


def test_what_was_stored_comes_back():
    store_arrays("area", "key", ARRAYS)
    again = load_arrays("area", "key")
    assert again is not None
    assert all(np.array_equal(again[name], array) for name, array in ARRAYS.items())
    assert [path.name for path in (user_cache() / "area").iterdir()] == ["key.npz"], "no part file stays"


def test_nothing_stored_is_none():
    assert load_arrays("area", "other") is None


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04broken", b"\x93NUMPY", b"text"])
def test_a_damaged_file_is_none(damage):
    store_arrays("area", "key", ARRAYS)
    (user_cache() / "area" / "key.npz").write_bytes(damage)
    assert load_arrays("area", "key") is None


def test_half_a_file_is_none():
    store_arrays("area", "key", ARRAYS)
    path = user_cache() / "area" / "key.npz"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert load_arrays("area", "key") is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("MUDONG_CACHE", str(tmp_path / "file"))
    store_arrays("area", "key", ARRAYS)
    assert load_arrays("area", "key") is None


def test_the_key_depends_on_content_and_on_nothing_but_it_and_the_salt(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"same")
    two.write_bytes(b"same")
    assert content_key(one, 1, None) == content_key(two, 1, None)
    assert content_key(one, 1, None) != content_key(one, 2, None)
    two.write_bytes(b"other")
    assert content_key(one, 1, None) != content_key(two, 1, None)
