"""Taking a person out of a registration; city, category, state and days stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.files import service as files
from eventsys.registration.models import Delegate, Passport, PassportAccess
from eventsys.registration.service.passports import note_look

__all__ = ["erase_journey", "erase_passport", "erase_person", "erase_tables"]

_NOTHING = {
    "family_name": "", "given_name": "", "native_name": "", "native_language": "", "honorific": "", "email": "", "phone": "",
    "review_note": "", "sort_name": "", "order_en": "", "order_vi": "", "search_text": "", "photo_digest": None,
}  # fmt: skip
_JOURNEY = {
    "arrives_on": None, "departs_on": None, "flight": "", "hotel": "", "diet": "", "access_needs": "",
}  # fmt: skip


def erase_person(delegate: Delegate, *, now: datetime) -> None:
    """Everything that says who it was and what they told. The caller holds the row and has it audited."""
    for name, nothing in {**_NOTHING, **_JOURNEY}.items():
        setattr(delegate, name, nothing)
    delegate.office, delegate.organisation = Localized(), Localized()
    delegate.erased_at = now
    delegate.version += 1
    db.session.flush()


def erase_journey(delegate: Delegate) -> None:
    """Days, flights, hotel, diet and access needs."""
    for name, nothing in _JOURNEY.items():
        setattr(delegate, name, nothing)
    db.session.flush()


def erase_passport(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Unread: with another secret key it goes as well. Who looked at it stays on record, by number where the person did."""
    gone = db.session.execute(delete(Passport).where(Passport.delegate_id == delegate.id))
    if gone.rowcount:  # type: ignore[attr-defined]  # a DELETE's result has it
        note_look(delegate.id, by, "removed", now)
    own = update(PassportAccess).where(
        PassportAccess.delegate_id == delegate.id, PassportAccess.actor_kind == "link"
    )
    db.session.execute(own.values(actor_label="link"))
    db.session.flush()


def erase_tables(delegate: Delegate) -> int:
    """Tables of people of the same city that wait for an answer: nobody knows without reading them whose data they hold.
    One that a job is saving is left to it."""
    return files.drop_waiting(f"people/{delegate.delegation.public_id}")
