"""Checkpoints: everything of a run in one safetensors file, written beside the training, found again to the bit.

Nothing is pickled. A file appears under its name when it is whole; a torn one can only be a `.part`.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.optim import Optimizer

from mudong.spec.errors import InvalidRequest

_STATE = "mudong.state"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stored:
    """What a checkpoint holds: tensors by name, and plain fields."""

    tensors: Mapping[str, Tensor]
    fields: Mapping[str, object]

    def under(self, prefix: str) -> dict[str, Tensor]:
        """The tensors of one part, named as that part names them."""
        start = prefix + "/"
        return {name.removeprefix(start): t for name, t in self.tensors.items() if name.startswith(start)}


def module_tensors(prefix: str, module: nn.Module) -> dict[str, Tensor]:
    """A module's parameters and buffers."""
    return {f"{prefix}/{name}": tensor for name, tensor in module.state_dict().items()}


def optimiser_tensors(prefix: str, optimiser: Optimizer) -> dict[str, Tensor]:
    """An optimiser's state, by the number of the parameter and the name of the state."""
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    return {
        f"{prefix}/{number}/{name}": value if isinstance(value, Tensor) else torch.tensor(value)
        for number, parameter in enumerate(parameters)
        for name, value in optimiser.state.get(parameter, {}).items()
    }


def restore_optimiser(tensors: Mapping[str, Tensor], optimiser: Optimizer) -> None:
    """Put back what `optimiser_tensors` took."""
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    for key, value in tensors.items():
        number, name = key.split("/")
        parameter = parameters[int(number)]
        place = value.clone() if value.ndim == 0 else value.to(parameter.device).clone()
        optimiser.state[parameter][name] = place


class CheckpointWriter:
    """Writes in a thread: `write` copies what it is given and returns; `wait` until the last one is on the disk."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._error: OSError | SafetensorError | None = None

    def write(self, path: Path, tensors: Mapping[str, Tensor], fields: Mapping[str, object]) -> None:
        """Begin a checkpoint; a former one is finished first. Raises what that one raised."""
        self.wait()
        copies = {name: tensor.detach().to("cpu", copy=True).contiguous() for name, tensor in tensors.items()}
        metadata = {_STATE: json.dumps(fields)}
        self._thread = threading.Thread(target=self._save, args=(path, copies, metadata))
        self._thread.start()

    def wait(self) -> None:
        """Until nothing is being written."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def _save(self, path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
        part = path.with_name(path.name + ".part")
        try:
            save_file(dict(tensors), part, metadata=metadata)
            os.replace(part, path)
        except (OSError, SafetensorError) as error:
            self._error = error


def read_checkpoint(path: Path) -> Stored:
    """What `CheckpointWriter` wrote. Raises `InvalidRequest` (`model.checkpoint`) for a file that is none or torn."""
    try:
        with safe_open(path, framework="pt") as file:
            fields = json.loads((file.metadata() or {})[_STATE])
            tensors: Sequence[str] = file.keys()
            return Stored(tensors={name: file.get_tensor(name) for name in tensors}, fields=fields)
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise InvalidRequest("model.checkpoint", path=str(path), detail=str(error) or type(error).__name__) from error
