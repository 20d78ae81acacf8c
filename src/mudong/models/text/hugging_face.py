"""Any text encoder of the Hugging Face kind behind the protocol: a fast tokenizer and a model with hidden states.

Handles are found by where they stand in the prompt: every token that overlaps `@image_1` carries its index.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, final

import torch

from mudong.models.text.encoder import Prompt, TextFeatures
from mudong.sequence.handle import MOST, NO_HANDLE, handle_index
from mudong.spec.errors import Unavailable
from mudong.spec.handles import find_handles


@final
class HuggingFaceText:
    """`HuggingFaceText.load(folder)`, or any tokenizer and encoder called alike. Prompts are read one by one."""

    def __init__(self, tokenizer: Any, model: Any, *, most_tokens: int = 512) -> None:
        self._tokenizer, self._model, self._most = tokenizer, model, most_tokens

    @classmethod
    def load(cls, folder: Path) -> HuggingFaceText:
        """From weights on this machine. Raises `Unavailable` (`unavailable.transformers`) without the extra."""
        try:
            from transformers import AutoModel, AutoTokenizer  # pyright: ignore[reportMissingImports]
        except ImportError as error:
            raise Unavailable("unavailable.transformers") from error
        model = AutoModel.from_pretrained(folder)
        return cls(
            AutoTokenizer.from_pretrained(folder), model.get_encoder() if model.config.is_encoder_decoder else model
        )

    @property
    def width(self) -> int:
        """Numbers of a token's features."""
        return int(self._model.config.hidden_size)

    @torch.no_grad()
    def read(self, prompts: Sequence[Prompt]) -> list[TextFeatures]:
        """The last hidden states of each prompt."""
        return [self._read(prompt) for prompt in prompts]

    def _read(self, prompt: Prompt) -> TextFeatures:
        read = self._tokenizer(prompt.text, return_offsets_mapping=True, return_tensors="pt")
        device = next(self._model.parameters()).device
        spans = read.pop("offset_mapping")[0].tolist()
        inputs = {name: tensor[:, : self._most].to(device) for name, tensor in read.items()}
        features = self._model(**inputs).last_hidden_state[0]
        named = _handles(prompt)
        handles = tuple(
            next((index for start, end, index in named if a < end and start < b), NO_HANDLE) for a, b in spans
        )
        return TextFeatures(features=features, handles=handles[: self._most], cut=len(spans) > self._most)


def _handles(prompt: Prompt) -> list[tuple[int, int, int]]:
    """(start, end, index) of every handle that the model tells apart."""
    found = []
    for handle in find_handles(prompt.text, prompt.elements):
        number = handle.index
        if handle.name in prompt.elements:
            number = prompt.elements.index(handle.name) + 1
        if number is not None and number <= MOST[handle.kind]:
            found.append((handle.start, handle.end, handle_index(handle.kind, number)))
    return found
