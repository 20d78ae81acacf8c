"""What all tables share: one metadata, names for constraints, and the column types that recur.

Times are Unix milliseconds, money is centi-credits, identifiers and JSON are text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = String(64)
Word = String(40)
Serial = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database counts up; SQLite counts only its own integer keys."""


def ident(name: str = "id", **options: Any) -> Column[str]:
    """An identifier, by default the row's own."""
    return Column(name, Id, primary_key=name == "id", nullable=False, **options)


def owner() -> Column[str]:
    """The user whom the row belongs to."""
    return Column("user_id", Id, ForeignKey("users.id"), nullable=False)


def word(name: str, *, nullable: bool = False) -> Column[str]:
    """One of a few short words."""
    return Column(name, Word, nullable=nullable)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """Text or JSON of any length."""
    return Column(name, Text, nullable=nullable)


def whole(name: str, *, nullable: bool = False, default: int | None = None) -> Column[int]:
    """A 64-bit integer: a time, an amount, a size, a count."""
    return Column(
        name, BigInteger, nullable=nullable, default=default, server_default=None if default is None else str(default)
    )


def moment(name: str, *, nullable: bool = False) -> Column[int]:
    """Unix milliseconds."""
    return whole(name, nullable=nullable)
