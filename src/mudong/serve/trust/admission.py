"""`Admission`: the policy step before anything is held. A refusal is written down, without the prompt, and raised."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from mudong.serve.accounts.principal import Principal
from mudong.serve.clock import Clock
from mudong.serve.database.connect import Database
from mudong.serve.trust.audit import record
from mudong.serve.trust.policy import Denial, Policy
from mudong.spec.conditions import Element
from mudong.spec.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """The policy of one server, and where its refusals are written down."""

    policy: Policy
    database: Database
    clock: Clock

    def admit(self, request: Request, principal: Principal) -> None:
        """Let the request pass, or raise `PolicyRefused`.

        The negative prompt is no wish: what stands there is what the client does not want to see.
        """
        names = " ".join(condition.name for condition in request.conditions if isinstance(condition, Element))
        # Names also together with the prompt: what is refused as a whole cannot be split over two fields.
        self.admit_texts({"prompt": request.prompt, "element": f"{request.prompt} {names}" if names else ""}, principal)

    def admit_texts(self, texts: Mapping[str, str], principal: Principal) -> None:
        """The same for any texts by the names of their fields: an element's name and description, a remix."""
        for field, text in texts.items():
            if text.strip() and (denial := self.policy.check_prompt(text)) is not None:
                self._write_down(denial, field, text, principal)
                raise denial.error(field)

    def _write_down(self, denial: Denial, field: str, text: str, principal: Principal) -> None:
        # A transaction of its own: nothing else comes of a refused request.
        with self.database.transaction() as connection:
            record(
                connection, "policy.refused", actor=principal.key_id, user_id=principal.user_id,
                subject=denial.reason, now_ms=self.clock.now_ms(),
                detail={"field": field, "text_sha256": hashlib.sha256(text.encode()).hexdigest()},
            )  # fmt: skip
