"""Who belongs to a network, since when and until when."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core.db import Model, enumerated
from eventsys.core.words.dates import ImpreciseDate, ImpreciseDateType
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.networks.registry.models import City, Network


class MembershipStatus(StrEnum):
    MEMBER = "member"
    CANDIDATE = "candidate"
    OBSERVER = "observer"
    PARTNER = "partner"
    FORMER = "former"

    @property
    def word(self) -> str:
        """For people, in the language in force."""
        return str(_STATUS_WORDS[self.value])


_STATUS_WORDS = {
    "member": _l("member"),
    "candidate": _l("candidate"),
    "observer": _l("observer"),
    "partner": _l("partner"),
    "former": _l("former member"),
}


class Membership(Model):
    """One stretch of a city's standing in a network; history is several rows, of which one is not ``closed``.

    ``until`` of a closed stretch may be unknown: Beijing has left, the reports do not say when.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("network_id", "city_id", "status", "since"),
        Index(
            "uq_membership_open",
            "network_id",
            "city_id",
            unique=True,
            sqlite_where=text("NOT closed"),
            postgresql_where=text("NOT closed"),
        ),
        CheckConstraint("closed OR until IS NULL", name="open_has_no_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network.id"))
    city_id: Mapped[int] = mapped_column(ForeignKey("city.id"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(enumerated(MembershipStatus, 20))
    since: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    until: Mapped[ImpreciseDate | None] = mapped_column(ImpreciseDateType)
    closed: Mapped[bool] = mapped_column(default=False)

    city: Mapped[City] = relationship()
    network: Mapped[Network] = relationship()
