"""Lists of participants: rows as they were taken, and what differs between two lists. Never writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row as SqlRow
from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.jobs.models import Job
from eventsys.papers.participants.models import ListedPerson, ListPrint, ParticipantList
from eventsys.registration.people.models import Delegate

_AT_ONCE = 500

# --- lists ---------------------------------------------------------------------------------------------------


def hold_conference(conference: Conference) -> None:
    """Until the transaction ends no other list of the conference is asked for or numbered."""
    held = select(Conference.id).where(Conference.id == conference.id).with_for_update(key_share=True)
    db.session.execute(held)


def lists(conference: Conference) -> Sequence[ParticipantList]:
    """The newest first."""
    found = select(ParticipantList).where(ParticipantList.conference_id == conference.id)
    return db.session.scalars(found.order_by(ParticipantList.id.desc())).all()


def list_in(slug: str, list_id: UUID) -> ParticipantList:
    """The list of this conference's page. Raises :class:`NotFound`, also for another conference's."""
    found = db.session.scalars(
        select(ParticipantList)
        .join(Conference, Conference.id == ParticipantList.conference_id)
        .where(Conference.slug == slug, ParticipantList.public_id == list_id)
        .options(joinedload(ParticipantList.conference))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def edition_before(listed: ParticipantList) -> ParticipantList | None:
    """The last final list that was asked for before this one."""
    return db.session.scalars(
        select(ParticipantList)
        .where(
            ParticipantList.conference_id == listed.conference_id,
            ParticipantList.number.is_not(None),
            ParticipantList.id < listed.id,
        )
        .order_by(ParticipantList.id.desc())
        .limit(1)
    ).one_or_none()


def last_number(conference_id: int) -> int:
    """Of the last edition; 0 before the first."""
    asked = select(func.max(ParticipantList.number)).where(ParticipantList.conference_id == conference_id)
    return db.session.scalar(asked) or 0


def provisional(conference_id: int) -> Sequence[ParticipantList]:
    """Those that are not final, the newest first."""
    found = select(ParticipantList).where(
        ParticipantList.conference_id == conference_id, ParticipantList.final.is_(False)
    )
    return db.session.scalars(found.order_by(ParticipantList.id.desc())).all()


# --- what was printed ----------------------------------------------------------------------------------------


def _prints() -> Select[ListPrint]:
    return select(ListPrint).options(
        joinedload(ListPrint.job), joinedload(ListPrint.listed).joinedload(ParticipantList.conference)
    )


def prints_of(listed: ParticipantList) -> Sequence[ListPrint]:
    """The newest first."""
    found = _prints().where(ListPrint.list_id == listed.id)
    return db.session.scalars(found.order_by(ListPrint.id.desc())).all()


def print_by_wish(listed: ParticipantList, wish: str) -> ListPrint | None:
    found = _prints().where(ListPrint.list_id == listed.id, ListPrint.wish == wish)
    return db.session.scalars(found).one_or_none()


def print_in(slug: str, print_id: UUID) -> ListPrint:
    """The file of an address of this conference. Raises :class:`NotFound`."""
    found = db.session.scalars(
        _prints()
        .join(Conference, Conference.id == ListPrint.conference_id)
        .where(Conference.slug == slug, ListPrint.public_id == print_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def print_of_job(number: int) -> ListPrint | None:
    return db.session.scalars(_prints().where(ListPrint.id == number)).one_or_none()


def prints_with_files(conference: Conference) -> Sequence[ListPrint]:
    found = _prints().where(ListPrint.conference_id == conference.id, ListPrint.digest.is_not(None))
    return db.session.scalars(found.order_by(ListPrint.id)).all()


def is_one_being_made(conference: Conference) -> bool:
    """Whether a job is at work on a list of the conference, or waits to be."""
    asked = (
        select(ListPrint.id)
        .join(Job, Job.id == ListPrint.job_id)
        .where(ListPrint.conference_id == conference.id, Job.finished_at.is_(None))
    )
    return db.session.scalar(select(asked.exists())) or False


# --- rows ----------------------------------------------------------------------------------------------------


def rows_for_order(listed: ParticipantList) -> Iterator[SqlRow[Any]]:
    """Of each row what its place depends on: id, delegation, category, ``said``."""
    asked = select(
        ListedPerson.id, ListedPerson.delegation_id, ListedPerson.category_id, ListedPerson.said
    ).where(ListedPerson.list_id == listed.id)
    yield from db.session.execute(asked.order_by(ListedPerson.id), execution_options={"yield_per": _AT_ONCE})


def rows_at(ids: Sequence[int]) -> list[SqlRow[Any]]:
    """Some rows, in the order of ``ids``."""
    asked = select(
        ListedPerson.id, ListedPerson.delegation_id, ListedPerson.category_id, ListedPerson.said
    ).where(ListedPerson.id.in_(ids))
    found = {row.id: row for row in db.session.execute(asked.order_by(ListedPerson.id))}
    return [found[number] for number in ids if number in found]


def rows_of(delegate: Delegate) -> Sequence[ListedPerson]:
    """What lists say of one person, the oldest first."""
    found = select(ListedPerson).where(ListedPerson.delegate_id == delegate.id)
    return db.session.scalars(found.options(joinedload(ListedPerson.listed)).order_by(ListedPerson.id)).all()


def some_rows(conference: Conference, after: int, most: int) -> Sequence[ListedPerson]:
    """Rows of every list of the conference, from behind the one numbered ``after``."""
    found = (
        select(ListedPerson)
        .join(ParticipantList, ParticipantList.id == ListedPerson.list_id)
        .where(ParticipantList.conference_id == conference.id, ListedPerson.id > after)
    )
    return db.session.scalars(found.order_by(ListedPerson.id).limit(most)).all()


def lists_with(delegate: Delegate) -> Sequence[int]:
    """Ids of the lists in which the person stands."""
    asked = select(ListedPerson.list_id).where(ListedPerson.delegate_id == delegate.id)
    return db.session.scalars(asked.order_by(ListedPerson.list_id)).all()


# --- what differs --------------------------------------------------------------------------------------------

_THEN, _SINCE = aliased(ListedPerson), aliased(ListedPerson)


@dataclass(frozen=True, slots=True)
class Difference:
    """How many joined, left and are told otherwise since ``before``."""

    before: ParticipantList
    joined: int
    left: int
    changed: int

    @property
    def none(self) -> bool:
        return not (self.joined or self.left or self.changed)


def _only_in(listed: ParticipantList, other: ParticipantList) -> Select[Any]:
    """Rows of a list whose person does not stand in the other."""
    there = select(_SINCE.id).where(_SINCE.list_id == other.id, _SINCE.delegate_id == _THEN.delegate_id)
    return select(_THEN.delegation_id, _THEN.category_id, _THEN.said).where(
        _THEN.list_id == listed.id, ~there.exists()
    )


def _in_both(before: ParticipantList, after: ParticipantList) -> Select[Any]:
    """People who stand in both lists and are told otherwise."""
    return (
        select(
            _THEN.delegation_id.label("delegation_before"),
            _THEN.category_id.label("category_before"),
            _THEN.said.label("said_before"),
            _SINCE.delegation_id,
            _SINCE.category_id,
            _SINCE.said,
        )
        .join(_SINCE, _SINCE.delegate_id == _THEN.delegate_id)
        .where(_THEN.list_id == before.id, _SINCE.list_id == after.id, _THEN.mark != _SINCE.mark)
    )


def _counted(asked: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0


def difference(before: ParticipantList, after: ParticipantList) -> Difference:
    """In numbers."""
    return Difference(
        before,
        _counted(_only_in(after, before)),
        _counted(_only_in(before, after)),
        _counted(_in_both(before, after)),
    )


def only_in(
    listed: ParticipantList, other: ParticipantList, most: int | None = None
) -> Iterator[SqlRow[Any]]:
    """Rows of people who stand in ``listed`` alone: delegation, category, ``said``."""
    asked = _only_in(listed, other).order_by(_THEN.id).limit(most)
    yield from db.session.execute(asked, execution_options={"yield_per": _AT_ONCE})


def in_both(
    before: ParticipantList, after: ParticipantList, most: int | None = None
) -> Iterator[SqlRow[Any]]:
    """Rows of people who are told otherwise: what was said before, and what is now."""
    asked = _in_both(before, after).order_by(_THEN.id).limit(most)
    yield from db.session.execute(asked, execution_options={"yield_per": _AT_ONCE})
