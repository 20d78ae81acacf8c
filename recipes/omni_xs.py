"""`python -m recipes.omni_xs minutes=60`: the built-in model from nothing, or from where a former call stopped.

Any budget from ten minutes to days, on a CPU or a GPU (`device=cuda`), on several processes under `torchrun`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mudong.models.native import NativeConfig
from mudong.models.omni.sizes import SIZES
from mudong.models.text.encoder import TextConfig
from mudong.models.text.tokenizer import world_tokenizer
from mudong.spec.shape import VideoShape
from mudong.train.objectives.mix import Mix
from mudong.train.parallel import ranks
from mudong.train.recipe import FlowStage, Recipe, VaeStage, changed
from mudong.train.stages import run
from recipes.omni_domain import OMNI_XS

FRAMES = 21
"""1.75 seconds at 12 frames per second: six latent frames."""


def omni_xs() -> Recipe:
    """The standing recipe: VAE, then words and first frames, then references, movement and continuation."""
    return Recipe(
        name="omni-xs",
        folder=Path("runs/omni-xs"),
        minutes=60.0,
        model=NativeConfig(
            transformer=SIZES["xs"],
            text=TextConfig(num_tokens=world_tokenizer().num_tokens, width=SIZES["xs"].text_width),
            frames=FRAMES,
        ),
        domain=OMNI_XS,
        shapes=(
            VideoShape(frames=FRAMES, height=160, width=96),
            VideoShape(frames=FRAMES, height=128, width=128),
            VideoShape(frames=FRAMES, height=96, width=160),
        ),
        vae=VaeStage(share=0.3, batch=8),
        stages=(
            FlowStage(name="pretrain", share=0.5, batch=32, mix=Mix(first_frame=0.2)),
            FlowStage(
                name="continue", share=0.2, batch=32,
                mix=Mix(first_frame=0.2, reference=0.3, motion=0.4, tail=0.2, edit=0.25),
            ),
        ),
        edits=("recolour_cloth", "recolour_fur", "recolour_prop", "background", "weather", "light"),
        edit_clips=1024,
        prompts=(
            "a baby in a sky blue onesie is dancing in a nursery",
            "a golden retriever is kicking a ball on green grass in a park",
            "a woman is walking on a street in Paris",
            "비 오는 서울 거리에서 토끼가 춤추고 있다",
        ),
    )  # fmt: skip


def main() -> None:
    """Change the recipe as the command line says, and run it."""
    recipe = changed(omni_xs(), sys.argv[1:])
    with ranks() as (rank, num_ranks):
        run(recipe, lambda line: print(line, flush=True), rank=rank, num_ranks=num_ranks)


if __name__ == "__main__":
    main()
