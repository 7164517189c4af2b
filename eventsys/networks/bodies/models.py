"""Bodies of a network that are not cities.

They stand in a table of their own, not among the cities: whatever lists cities, counts members or reads standings cannot meet
one by accident. They belong to a network, so that a body that comes every time is written down once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, enumerated
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_language
from eventsys.core.words.text import Localized, LocalizedText
from eventsys.networks.registry.models import Network


class BodyKind(StrEnum):
    """What a body is. No word of it is one of a city's standing: a delegation's ``standing`` holds either."""

    ORGANISATION = "organisation"
    AUTHORITY = "authority"
    UNIVERSITY = "university"
    ASSOCIATION = "association"
    COMPANY = "company"
    NEWSROOM = "newsroom"
    HOST_STAFF = "host_staff"
    INTERPRETERS = "interpreters"
    SECURITY = "security"
    INDIVIDUALS = "individuals"
    """No body properly: people who registered by themselves, under one name at an edition (*Press*)."""

    @property
    def is_at_home(self) -> bool:
        """Its people work where the conference is: nobody asks for their journey."""
        return self in (BodyKind.HOST_STAFF, BodyKind.SECURITY)


KIND_WORDS: Mapping[str, Any] = {
    BodyKind.ORGANISATION: _l("International organisation"),
    BodyKind.AUTHORITY: _l("Ministry or public authority"),
    BodyKind.UNIVERSITY: _l("University or institute"),
    BodyKind.ASSOCIATION: _l("Association"),
    BodyKind.COMPANY: _l("Company"),
    BodyKind.NEWSROOM: _l("Newsroom"),
    BodyKind.HOST_STAFF: _l("Staff of the host"),
    BodyKind.INTERPRETERS: _l("Interpreters"),
    BodyKind.SECURITY: _l("Security"),
    BodyKind.INDIVIDUALS: _l("Individuals"),
}


class Body(Model):
    """A body of a network. ``code`` is in small letters, where those of cities are in capitals, so that one address or one
    column of a table can name either; ``country`` (ISO 3166-1 alpha-2) may be empty, as of the United Nations; ``parent``
    is what it is part of; ``search_text`` is every name and the code, folded."""

    __tablename__ = "body"
    __table_args__ = (
        UniqueConstraint("network_id", "code"),
        CheckConstraint("parent_id <> id", name="not_its_own_part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[BodyKind] = mapped_column(enumerated(BodyKind, 20))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    native_name: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    search_text: Mapped[str] = mapped_column(Text, default="")

    network: Mapped[Network] = relationship()
    parent: Mapped[Body | None] = relationship(remote_side=lambda: Body.id)

    @property
    def own_name(self) -> Localized:
        """As of a city: its name in its own script, as a name in its own language."""
        language = own_language(self.native_name, self.country) if self.country else ""
        return Localized({language: self.native_name} if language and self.native_name else {})
