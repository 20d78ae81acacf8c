"""The parser's weights on the disk: a safetensors file in bfloat16 and, beside it, its configuration as JSON.

Knows nothing about frames.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from mudong.evaluate.attributes import ATTRIBUTES
from mudong.evaluate.network import Look, Move, NetConfig
from mudong.spec.errors import Unavailable

DEFAULT = Path(__file__).with_name("parser.safetensors")
"""The weights of the package; `python -m recipes.parser` trains them."""


def save(look: Look, move: Move, config: NetConfig, path: Path, **card: object) -> None:
    """Both nets to `path`, the configuration, the classes and `card` (how they were trained) to `path` as .json."""
    tensors = {f"{name}.{key}": _stored(value) for name, net in (("look", look), ("move", move))
               for key, value in net.state_dict().items()}  # fmt: skip
    save_file(tensors, path)
    classes = {attribute.name: attribute.classes for attribute in ATTRIBUTES}
    text = json.dumps({"net": asdict(config), "classes": classes, **card}, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


def load(path: Path = DEFAULT) -> tuple[Look, Move]:
    """Both nets in float32, ready to read. Raises `Unavailable` where anything is missing, torn or of other classes."""
    try:
        card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        classes = {attribute.name: list(attribute.classes) for attribute in ATTRIBUTES}
        if card["classes"] != classes:
            raise ValueError("trained for other classes")
        config = _config(card["net"])
        tensors = load_file(path)
        look, move = Look(config), Move(config)
        for name, net in (("look", look), ("move", move)):
            net.load_state_dict(_of(tensors, f"{name}."))
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, SafetensorError) as error:
        detail = str(error).strip().splitlines() or [type(error).__name__]
        raise Unavailable("unavailable.parser_weights", path=path, detail=detail[0]) from error
    return look.eval(), move.eval()


def _config(plain: dict[str, Any]) -> NetConfig:
    (fine, middle, coarse), (first, second, third) = plain["widths"], plain["blocks"]
    return NetConfig(attributes=tuple(plain["attributes"]), actions=plain["actions"], widths=(fine, middle, coarse),
                     blocks=(first, second, third), moving=plain["moving"])  # fmt: skip


def _stored(value: Tensor) -> Tensor:
    return value.to(torch.bfloat16).contiguous() if value.is_floating_point() else value


def _of(tensors: dict[str, Tensor], start: str) -> dict[str, Tensor]:
    return {key.removeprefix(start): value.float() if value.is_floating_point() else value
            for key, value in tensors.items() if key.startswith(start)}  # fmt: skip
