"""`read_cast`: one pass over the tokens, from left to right, that says who does what, wears what, stands where.

Each area of words has its reader. What concerns the whole picture is read in `setting`.
"""

from __future__ import annotations

from collections.abc import Callable

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, Draft
from mudong.enhancer.read.looks import Looks
from mudong.enhancer.read.people import People
from mudong.enhancer.read.standing import Standing
from mudong.enhancer.read.things import Things
from mudong.enhancer.read.verbs import Verbs

_Read = Callable[[int, Token], None]


def read_cast(draft: Draft) -> list[Fact]:
    """All facts about who and what, in the order of the prompt."""
    looks = Looks(draft)
    people, things = People(draft, looks), Things(draft, looks)
    readers = _readers(looks, people, things, Verbs(draft), Standing(draft))
    clause = 0
    for at, token in enumerate(draft.tokens):
        if token.clause != clause:
            looks.flush()
            clause = token.clause
        if token.area in readers and not draft.excluded(at):
            readers[token.area](at, token)
    looks.flush()
    draft.settle(draft.cast.lead() if draft.editing else (draft.cast.last or draft.cast.lead()))
    things.tell()
    things.tell_exchanges()
    return people.who() + draft.facts


def _readers(looks: Looks, people: People, things: Things, verbs: Verbs, standing: Standing) -> dict[str, _Read]:
    """Area -> what reads its words."""
    return {
        **dict.fromkeys(BODIES, people.body), "handle": people.handle, "lead": people.lead,
        **dict.fromkeys(("colour", "pattern", "number"), looks.modifier), "hair_style": looks.hair, "part": looks.part,
        **dict.fromkeys(("prop", "cloth", "thing", "unknown_thing"), things.thing),
        **dict.fromkeys(("action", "unknown_action"), verbs.action), "expression": verbs.expression,
        **dict.fromkeys(("view", "stance"), verbs.pose), "effect": verbs.effect, "material": verbs.material,
        "speed": verbs.speed, "direction": verbs.direction, "op": verbs.op, "position": standing.position,
        "relation": standing.relation,
    }  # fmt: skip
