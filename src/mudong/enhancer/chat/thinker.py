"""`ChatThinker`: asks a model for facts, never for a whole Brief: they are checked word by word, the rest is made here.

So an answer that lies can at worst ask for something else that the world has; it cannot name what no engine knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from mudong.enhancer.brief import Brief
from mudong.enhancer.chat.answer import Answer, read_answer, schema
from mudong.enhancer.chat.pictures import picture_parts
from mudong.enhancer.chat.post import post
from mudong.enhancer.embedded import brief_of
from mudong.enhancer.read.understand import Understanding, understand
from mudong.enhancer.thinker import ThinkerFailed
from mudong.spec.request import Request

DEFAULT_TIME_LIMIT_S = 20.0
_TASK = (
    "You read what a user asks of a video model that knows a cartoon world, and answer with facts in JSON, nothing "
    "else. Use only words of the schema. subject: the kind of a character or thing, a handle, `lead`, `all`, or empty "
    "for the whole picture. State what the user asks for or plainly implies, not more. `why`: one short sentence "
    "each, in the user's language. Intent, handles and what must stay are settled already. What a reading "
    "by rules found:\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatThinker:
    """url: the server's base, as in `http://127.0.0.1:8080/v1`. time_limit_s: of the whole exchange, whatever it does.
    key: sent as a bearer token if there is one. pictures: whether pictures and key frames go along."""

    url: str
    model: str
    key: str = ""
    time_limit_s: float = DEFAULT_TIME_LIMIT_S
    pictures: bool = True

    def think(self, request: Request) -> Brief:
        """What the request means. Raises `ThinkerFailed` within the time limit."""
        meant = understand(request)
        content = post(
            f"{self.url.rstrip('/')}/chat/completions", lambda: self._body(request, meant), self.key, self.time_limit_s
        )
        try:
            answer = read_answer(content)
        except ValueError as error:
            raise ThinkerFailed("enhancer.chat_garbage", model=self.model, detail=str(error)[:200]) from error
        return replace(brief_of(request, _with(meant, answer), _whys(answer)), thinker=self.model)

    def _body(self, request: Request, meant: Understanding) -> dict[str, object]:
        known = {
            "language": meant.language,
            "intent": meant.intent,
            "handles": dict(meant.roles),
            "facts": [f.atom for f in meant.facts],
        }
        parts: list[dict[str, object]] = [{"type": "text", "text": request.prompt}]
        if self.pictures:
            parts += picture_parts(request)
        return {
            "model": self.model,
            "messages": [
                {"role": "system", "content": _TASK + json.dumps(known, ensure_ascii=False)},
                {"role": "user", "content": parts},
            ],
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "facts", "strict": True, "schema": schema()},
            },
        }


def _with(meant: Understanding, answer: Answer) -> Understanding:
    """The answer's facts; what has to stay, cannot be done or is counted in numbers stays as the rules have it."""
    settled = [
        fact
        for fact in meant.facts
        if fact.facet in ("keep", "cannot", "shots", "time", "duration", "aspect", "loop", "angle")
    ]
    said = {fact.atom: fact.said for fact in meant.facts}
    facts = [replace(fact, said=said.get(fact.atom, "")) for fact, _ in answer.facts]
    return replace(meant, facts=tuple(dict.fromkeys([*facts, *settled])))


def _whys(answer: Answer) -> dict[str, str]:
    return {fact.atom: why for fact, why in answer.facts}
