"""`python -m recipes.tokenizer`: learn the built-in tokenizer's merges from the world's captions and instructions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from mudong.language.lexicon import LANGUAGES
from mudong.models.text.merges import learn_merges
from mudong.world.caption import captions, short_prompt
from mudong.world.sample import samples

NUM_SCENES = 6000
NUM_MERGES = 2304
_SEED = 70_000_000
"""Far from the seeds of training and evaluation."""


def texts(count: int) -> Iterator[str]:
    """Dense captions and short prompts of so many scenes, in every language."""
    for scene in samples(count, _SEED):
        yield from captions(scene).values()
        yield from (short_prompt(scene, language) for language in LANGUAGES)


def main() -> None:
    """Write `merges.json` beside the tokenizer."""
    merges = learn_merges(texts(NUM_SCENES), NUM_MERGES)
    path = Path(str(resources.files("mudong.models.text").joinpath("merges.json")))
    path.write_text(json.dumps(merges, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(merges)} merges: {path}")


if __name__ == "__main__":
    main()
