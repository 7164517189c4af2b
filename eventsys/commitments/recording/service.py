"""What cities promised goes into the register, from a text or from what somebody said, and is mended there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from eventsys.commitments.life.models import CommitmentStep
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record import rules as record_rules
from eventsys.commitments.record.models import Commitment, CommitmentState, Source
from eventsys.commitments.recording.errors import (
    CommitmentChanged,
    NotAgreed,
    NotItsPoint,
    OwnPartner,
    SpeakerMissing,
    WhatMissing,
)
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized, searchable
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.networks.registry.models import City


@dataclass(frozen=True, slots=True)
class Terms:
    """What ``owner`` promises, with or to ``partners``; how one will see that it was done; by when."""

    owner: City
    what: Localized
    partners: Iterable[City] = ()
    indicator: Localized = field(default_factory=Localized)
    due: ImpreciseDate | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who made a pledge that stands in no text, when and where, and in which words as far as they are known."""

    by: Localized
    on: ImpreciseDate | None = None
    where: Localized = field(default_factory=Localized)
    words: Localized = field(default_factory=Localized)


def _title(declaration: Declaration) -> str:
    return declaration.title.get_in(fallbacks(languages=declaration.conference.languages))


def check_agreed(declaration: Declaration) -> None:
    """Raises :class:`NotAgreed` while its words can still change."""
    if declaration.adopted_at is None:
        raise NotAgreed(title=_title(declaration))


def record_commitment(
    declaration: Declaration,
    terms: Terms,
    *,
    by: Actor,
    now: datetime,
    point: Paragraph | None = None,
    public_id: UUID | None = None,
) -> Commitment:
    """From an adopted text: from one of its points, or from the text as a whole.

    ``public_id`` comes from the form: the same form sent twice records once.
    Raises :class:`NotAgreed`, :class:`NotItsPoint`, :class:`WhatMissing`, :class:`OwnPartner`.
    """
    check_agreed(declaration)
    points = [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT]
    if point is not None and point not in points:
        raise NotItsPoint(title=_title(declaration))
    made = Commitment(
        source=Source.INSTRUMENT,
        declaration=declaration,
        point=point,
        point_number=points.index(point) + 1 if point is not None else None,
    )
    return _record(made, declaration.conference, terms, by=by, now=now, public_id=public_id)


def record_pledge(
    conference: Conference,
    terms: Terms,
    said: Said,
    *,
    by: Actor,
    now: datetime,
    public_id: UUID | None = None,
) -> Commitment:
    """A promise without an instrument. ``public_id`` as in :func:`record_commitment`.

    Raises :class:`SpeakerMissing`, :class:`WhatMissing`, :class:`OwnPartner`.
    """
    made = Commitment(source=Source.STATEMENT)
    _put_said(made, said)
    return _record(made, conference, terms, by=by, now=now, public_id=public_id)


def _put_said(commitment: Commitment, said: Said) -> None:
    if not said.by:
        raise SpeakerMissing
    commitment.said_by, commitment.said_on = said.by, said.on
    commitment.said_where, commitment.said_words = said.where or None, said.words or None


def _put_terms(commitment: Commitment, terms: Terms) -> None:
    partners = list({city.id: city for city in terms.partners}.values())
    if not terms.what:
        raise WhatMissing
    if terms.owner in partners:
        raise OwnPartner(city=commitment.conference.city_name(terms.owner).get_in(fallbacks()))
    commitment.owner, commitment.owner_id, commitment.partners = terms.owner, terms.owner.id, partners
    commitment.what, commitment.indicator, commitment.due = terms.what, terms.indicator, terms.due
    commitment.due_ends = terms.due.last_day() if terms.due else None


def _finish(commitment: Commitment) -> None:
    texts = (
        commitment.what,
        commitment.indicator,
        commitment.said_by,
        commitment.said_where,
        commitment.said_words,
    )
    commitment.search_text = searchable(*(word for text in texts if text for word in text.values()))


def told(commitment: Commitment) -> dict[str, Any]:
    """The commitment's terms as plain values, for the audit trail and for comparing."""
    return {
        "source": str(commitment.source),
        "text": commitment.declaration.public_id.hex if commitment.declaration else None,
        "point": commitment.point_number,
        "owner": commitment.owner.code,
        "partners": sorted(city.code for city in commitment.partners),
        "what": dict(commitment.what),
        "indicator": dict(commitment.indicator),
        "due": str(commitment.due) if commitment.due else None,
        "said_by": dict(commitment.said_by) if commitment.said_by else None,
        "said_on": str(commitment.said_on) if commitment.said_on else None,
        "said_where": dict(commitment.said_where) if commitment.said_where else None,
        "said_words": dict(commitment.said_words) if commitment.said_words else None,
    }


def _record(
    made: Commitment,
    conference: Conference,
    terms: Terms,
    *,
    by: Actor,
    now: datetime,
    public_id: UUID | None,
) -> Commitment:
    with db.session.no_autoflush:
        made.conference, made.conference_id, made.state = conference, conference.id, CommitmentState.RECORDED
        _put_terms(made, terms)
        made.recorded_at, made.recorded_by = now, by.label[:200]
        _finish(made)
        if (known := _sent_before(made, public_id)) is not None:
            return known
    if public_id is not None and record_queries.find_commitment(public_id) is None:
        made.public_id = public_id
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the form came twice at once, and the other one was first
        if (known := _sent_before(made, public_id)) is not None:
            return known
        made.public_id = uuid7()
        db.session.add(made)
        db.session.flush()
    db.session.add(CommitmentStep(commitment_id=made.id, state=made.state, at=now, by=made.recorded_by))
    audit.record(by, verb="commitment.recorded", thing=made, after=told(made))
    db.session.flush()
    return made


def _sent_before(made: Commitment, public_id: UUID | None) -> Commitment | None:
    """What the same form has recorded; a form that was changed in between records something else."""
    known = record_queries.find_commitment(public_id) if public_id is not None else None
    same = known is not None and known.conference_id == made.conference_id and told(known) == told(made)
    return known if same else None


def edit(
    commitment: Commitment, terms: Terms, said: Said | None = None, *, by: Actor, version: int | None = None
) -> None:
    """Mend what the register says until it is over. ``said`` is a pledge's; the text and its point stay.

    ``version`` is the one that the editor saw.
    Raises :class:`CommitmentEnded`, :class:`CommitmentChanged`, :class:`WhatMissing`, :class:`OwnPartner`,
    :class:`SpeakerMissing`.
    """
    record_queries.locked(commitment)
    record_rules.check_editable(commitment.state)
    if version is not None and version != commitment.version:
        raise CommitmentChanged
    before = told(commitment)
    with db.session.no_autoflush:
        _put_terms(commitment, terms)
        if said is not None and commitment.source == Source.STATEMENT:
            _put_said(commitment, said)
        _finish(commitment)
    after = told(commitment)
    if after == before:
        return
    commitment.version += 1
    audit.record(by, verb="commitment.edited", thing=commitment, before=before, after=after)
    db.session.flush()
