"""Whose a thing is: the one named right before it, the one whom its clause is about, or whoever comes next."""

from __future__ import annotations

import re

from mudong.enhancer.read.draft import BODIES, LIVING, Draft
from mudong.enhancer.read.marks import MODIFIERS, THINGS


def owner(draft: Draft, at: int) -> str:
    """Whose a thing is: the one named right before it, the one whom its clause is about, or whoever comes next."""
    before = next((t for t in reversed(draft.tokens[:at]) if t.area not in MODIFIERS and t.area != "part"), None)
    forward = _follows(draft, at)
    if forward:
        return ""
    if before is not None and before.area in LIVING and draft.cast.last:
        return draft.cast.last
    if draft.cast.group:
        return draft.cast.group[-1]
    if draft.cast.last:
        return draft.cast.last
    later = any(t.area in BODIES | {"handle"} for t in draft.tokens[at + 1 :])
    return "" if later and not draft.editing else draft.cast.lead()


def _follows(draft: Draft, at: int) -> bool:
    """`코트를 입은 여자`, `穿红裙的女人`: a verb of wearing or holding, and right behind it somebody."""
    for each in range(at + 1, min(at + 6, len(draft.tokens))):
        token = draft.tokens[each]
        if token.clause != draft.tokens[at].clause:
            return False
        if token.area in BODIES | {"handle", "lead"}:
            if draft.language == "ko":
                between = draft.tokens[at + 1 : each]
                verb = next((t for t in reversed(between) if t.area == "op"), None)
                adnominal = verb is not None and re.search(
                    r"(?:은|는|ㄴ|든|쓴|맨|낀|멘|쥔|찬|인|걸친|두른|입은)$", verb.said + verb.tail
                )
                return bool(adnominal)
            return draft.language == "zh" and "的" in token.gap
        if token.area not in MODIFIERS | THINGS | {"op"}:
            return False
    return False
