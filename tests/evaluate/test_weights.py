import json
from pathlib import Path

import pytest
import torch

from mudong.evaluate import weights
from mudong.evaluate.attributes import BY_NAME, SEEN
from mudong.evaluate.network import Look, Move, NetConfig
from mudong.spec.errors import Unavailable

TINY = NetConfig(attributes=tuple(len(a.classes) for a in SEEN), actions=len(BY_NAME["action"].classes),
                 widths=(8, 8, 8), blocks=(1, 1, 1), moving=8)  # fmt: skip


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    path = tmp_path / "parser.safetensors"
    weights.save(Look(TINY), Move(TINY), TINY, path, note="tiny")
    return path


def test_what_is_saved_is_loaded_to_bfloat16(saved: Path):
    torch.manual_seed(0)
    wanted, (look, move) = Look(TINY), weights.load(saved)
    for key, value in look.state_dict().items():
        assert torch.equal(value, wanted.state_dict()[key].to(torch.bfloat16).to(value.dtype)), key
    assert not look.training
    assert not move.training
    assert json.loads(saved.with_suffix(".json").read_text())["note"] == "tiny"


def test_missing_torn_and_foreign_weights_are_one_clear_line(saved: Path, tmp_path: Path):
    card = json.loads(saved.with_suffix(".json").read_text())
    cases = {"missing": tmp_path / "no.safetensors"}
    for name in ("torn", "classes", "shape"):
        cases[name] = tmp_path / f"{name}.safetensors"
        cases[name].write_bytes(saved.read_bytes())
        cases[name].with_suffix(".json").write_text(json.dumps(card))
    cases["torn"].write_bytes(saved.read_bytes()[:-100])
    cases["classes"].with_suffix(".json").write_text(json.dumps({**card, "classes": {}}))
    cases["shape"].with_suffix(".json").write_text(json.dumps({**card, "net": {**card["net"], "widths": [8, 8, 16]}}))
    for path in cases.values():
        with pytest.raises(Unavailable) as caught:
            weights.load(path)
        assert caught.value.code == "unavailable.parser_weights"
        assert str(path) in caught.value.text("ko")
        assert "\n" not in caught.value.text("en")
