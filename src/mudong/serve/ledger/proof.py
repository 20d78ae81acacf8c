"""What proving the books gives: every place where they are wrong, and how much there is."""

from __future__ import annotations

import json
from dataclasses import dataclass

from mudong.serve.ledger.amounts import credits_of
from mudong.spec.messages import message


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One place where the books are wrong: which rule, about what, what stands there and what should."""

    rule: str
    subject: str
    found: object = ""
    expected: object = ""

    def text(self, language: str | None = None) -> str:
        """The violation in words (`serve.violation_<rule>`)."""
        return message(
            f"serve.violation_{self.rule}", language, subject=self.subject, found=self.found, expected=self.expected
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The violations, none when all is right, and the sums as the transfers give them."""

    violations: tuple[Violation, ...]
    transfers: int
    issued_cc: int
    held_cc: int
    revenue_cc: int
    expired_cc: int

    def text(self, language: str | None = None) -> str:
        """One line for people."""
        if self.violations:
            return message("serve.ledger_wrong", language, count=len(self.violations))
        return message(
            "serve.ledger_right", language, transfers=self.transfers, issued=credits_of(self.issued_cc),
            held=credits_of(self.held_cc), revenue=credits_of(self.revenue_cc), expired=credits_of(self.expired_cc),
        )  # fmt: skip

    def to_json(self) -> str:
        """The same for programs; amounts in centi-credits."""
        violations = [
            {"rule": v.rule, "subject": v.subject, "found": str(v.found), "expected": str(v.expected), "text": v.text()}
            for v in self.violations
        ]
        sums = {name: getattr(self, name) for name in ("transfers", "issued_cc", "held_cc", "revenue_cc", "expired_cc")}
        return json.dumps({"right": not self.violations, **sums, "violations": violations}, ensure_ascii=False)
