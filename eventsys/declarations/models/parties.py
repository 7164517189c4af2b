"""Between whom an agreement is made."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model
from eventsys.core.ids import uuid7
from eventsys.core.text import Localized, LocalizedText
from eventsys.registration.delegations.models import Delegation

__all__ = ["Party"]


class Party(Model):
    """A city that an agreement binds. ``name``: how the texts call it ("the People's Committee of Hanoi"); ``moments`` and
    ``behind`` as of a paragraph."""

    __tablename__ = "agreement_party"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    moments: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict)
    behind: Mapped[list[str]] = mapped_column(JSON, default=list)

    delegation: Mapped[Delegation] = relationship()
