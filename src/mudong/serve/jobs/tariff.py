"""`Tariff`: what a job costs and how much of the machine its user may have. Without accounts: nothing, and all."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from mudong.serve.ledger.plans import Plan, Plans
from mudong.serve.ledger.prices import Price, PriceFacts, Prices
from mudong.serve.ledger.subscriptions import renew, term_of
from mudong.serve.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Plans and prices of one server."""

    plans: Plans
    prices: Prices

    @classmethod
    def of(cls, settings: Settings) -> Tariff:
        """As the operator set it."""
        prices = Prices.load(settings.prices_file) if settings.accounts else Prices.nothing()
        return cls(plans=Plans.load(settings.plans_file), prices=prices)

    def plan(self, connection: Connection, user_id: str, now_ms: int) -> Plan:
        """The user's plan at this moment."""
        return term_of(connection, self.plans, user_id, now_ms).plan

    def refresh(self, connection: Connection, user_id: str, now_ms: int) -> None:
        """Give the month's credits if they are due: asked before anything is held."""
        renew(connection, self.plans, user_id=user_id, now_ms=now_ms)

    def price(self, facts: PriceFacts) -> Price:
        """What it costs, line by line."""
        return self.prices.price(facts)
