"""`Network`: one `.tflite` file that turns a square picture into arrays. Knows nothing about what they mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter


class Network:
    """Runs one model on the CPU. One thread at a time may use it."""

    def __init__(self, path: Path, *, num_threads: int = 1) -> None:
        self._interpreter = Interpreter(model_path=str(path), num_threads=num_threads)
        self._interpreter.allocate_tensors()
        entry = self._interpreter.get_input_details()[0]
        self._input = entry["index"]
        self.side = int(entry["shape"][1])
        self._outputs = [(detail["index"], detail["shape"]) for detail in self._interpreter.get_output_details()]

    def __call__(self, square: np.ndarray, *, low: float = 0.0) -> list[np.ndarray]:
        """All outputs for a (side, side, 3) uint8 picture whose values are spread over `low`..1."""
        values = square.astype(np.float32)
        values *= (1 - low) / 255
        values += low
        self._interpreter.set_tensor(self._input, values[None])
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index)[0] for index, _ in self._outputs]
