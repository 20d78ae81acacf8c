import pytest

from mudong.models import memory
from mudong.models.memory import free_bytes, require
from mudong.models.omni.cost import cost
from mudong.models.omni.sizes import SIZES
from mudong.sequence.grid import TokenGrid
from mudong.sequence.layout import lay_out
from mudong.spec.errors import Unavailable


def test_what_does_not_fit_is_refused_with_both_figures():
    needed = cost(SIZES["l"], lay_out([], TokenGrid(frames=6, height=8, width=8))).memory_bytes
    with pytest.raises(Unavailable, match=r"29\.4 GB .* 16\.0 GB"):
        require(needed, 16 * 10**9)
    require(needed, None)
    require(needed, 10**12)


def test_this_machine_tells_what_is_free():
    free = free_bytes()
    assert free is not None
    assert 10**8 < free < 10**14


def test_a_system_without_meminfo_is_asked_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "none")
    other = free_bytes()
    assert other is None or other > 0
