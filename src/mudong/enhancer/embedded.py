"""The embedded thinker: lexicon, grammar and world knowledge. Deterministic, milliseconds, no network, no weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mudong.enhancer.brief import Binding, Brief, Note, Reason, ShotPlan
from mudong.enhancer.fact import Fact
from mudong.enhancer.know.rules import Inferred, infer, name, sentence
from mudong.enhancer.read.understand import Understanding, understand
from mudong.enhancer.tell.instruction import instruction
from mudong.enhancer.tell.naming import decision, kind_name
from mudong.enhancer.tell.notices import notices
from mudong.enhancer.tell.reasons import kept, reasons
from mudong.enhancer.tell.scene import film_caption, scenes_of
from mudong.spec.request import Request
from mudong.world.caption import dense_caption
from mudong.world.scene import Scene

_CHANGED = ("edit", "camera_angle")
_NO_SCENE = (*_CHANGED, "next_shot", "previous_shot", "camera_transfer")
_UNSHOWN = ("shots", "cannot", "keep")


class EmbeddedThinker:
    """Reads the prompt by rules. What it does not understand it leaves out and says so."""

    def think(self, request: Request) -> Brief:
        """What the request means. Never fails."""
        return brief_of(request, understand(request), {})


def brief_of(request: Request, meant: Understanding, whys: Mapping[str, str]) -> Brief:
    """The Brief of what is understood. whys: reasons that are known better than from the words, by atom."""
    inferred = infer(meant.facts, editing=meant.intent in _CHANGED)
    facts = (*meant.facts, *(each.fact for each in inferred))
    language = meant.language
    scenes = [] if meant.intent in _NO_SCENE else scenes_of(request, meant, facts)
    asked = instruction(meant, facts)
    return Brief(
        language=language,
        intent=meant.intent,
        thinker="embedded",
        bindings=_bindings(meant),
        facts=facts,
        changes=tuple(decision(fact, language) for fact in facts if fact.facet not in _UNSHOWN),
        keeps=tuple(decision(fact, language) for fact in kept(meant)),
        shots=_shots(meant, facts, scenes),
        caption=film_caption(scenes, "en"),
        caption_ko=film_caption(scenes, "ko"),
        instruction=asked["en"],
        instruction_ko=asked["ko"],
        reasoning=_reasoning(meant, inferred, whys),
        notices=tuple(Note(code=code, text=text) for code, text in notices(request, meant)),
    )


def _bindings(meant: Understanding) -> tuple[Binding, ...]:
    def text(role: str) -> str:
        return name("role", role, meant.language) or kind_name(role, meant.language)

    return tuple(Binding(handle=handle, role=role, text=text(role)) for handle, role in meant.roles.items())


def _shots(meant: Understanding, facts: Sequence[Fact], scenes: Sequence[Scene]) -> tuple[ShotPlan, ...]:
    plans = []
    for number in range(1, meant.shots + 1):
        own = tuple(decision(f, meant.language) for f in facts if f.shot in (0, number) and f.facet not in _UNSHOWN)
        scene = scenes[number - 1] if scenes else None
        plans.append(
            ShotPlan(
                number=number,
                plan=own,
                scene=scene,
                caption=dense_caption(scene, "en") if scene else "",
                caption_ko=dense_caption(scene, "ko") if scene else "",
            )
        )
    return tuple(plans)


def _reasoning(meant: Understanding, inferred: Sequence[Inferred], whys: Mapping[str, str]) -> tuple[Reason, ...]:
    language = meant.language
    found = [replace(each, why=whys.get(each.atom) or each.why) for each in reasons(meant)]
    found += [
        Reason(decision=decision(each.fact, language), why=each.why[language], atom=each.fact.atom, stated=False)
        for each in inferred
    ]
    for fact in kept(meant):
        why = (
            sentence("why", "said", language, said=fact.said)
            if fact.said
            else sentence("why", f"kept_{fact.value}", language)
        )
        found.append(Reason(decision=decision(fact, language), why=why, atom=fact.atom, stated=fact.stated))
    return tuple(found)
