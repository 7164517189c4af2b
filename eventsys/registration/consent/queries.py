"""Versions of what people agree to, and who agreed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.registration.consent.models import Consent, ConsentText
from eventsys.registration.people.models import Delegate

_LATEST = (  # put together once: every own page asks for it
    select(ConsentText)
    .where(ConsentText.conference_id == bindparam("conference"))
    .order_by(ConsentText.number.desc())
    .limit(1)
    .execution_options(populate_existing=True)
)


def latest_text(conference: Conference) -> ConsentText | None:
    """``None`` while nobody has agreed to anything, and nothing was written."""
    return db.session.scalars(_LATEST, {"conference": conference.id}).one_or_none()


def text_versions(conference: Conference) -> Sequence[tuple[ConsentText, int]]:
    """All versions, the newest first, each with how many agreed to it."""
    agreed = func.count(Consent.id)
    every = select(ConsentText, agreed).outerjoin(Consent).where(ConsentText.conference_id == conference.id)
    every = every.group_by(ConsentText.id).order_by(ConsentText.number.desc())
    return [(text, number) for text, number in db.session.execute(every).all()]


def consents_of(delegate: Delegate) -> Sequence[Consent]:
    """In the order in which they were given."""
    own = select(Consent).where(Consent.delegate_id == delegate.id)
    return db.session.scalars(own.order_by(Consent.at, Consent.id)).all()
