"""Naming many people at once, from a table: what would be refused or asked about, and doing it, all or none; a large
table by a job.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import gettext as _
from eventsys.files.models import Upload
from eventsys.jobs.models import Job
from eventsys.registration.answers import service as answers
from eventsys.registration.answers.rules import Value as AnswerValue
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.errors import NoSuchQuestion
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.fields.models import of_kind
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.links.service import send_own_link
from eventsys.registration.names import rules as names_rules
from eventsys.registration.naming.service import check_may_name, new_person, note_named
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.errors import QuotaFull, SecondHead
from eventsys.registration.people.models import Delegate, full_name
from eventsys.registration.people.service import check_open
from eventsys.registration.questions.service import note_answered
from eventsys.registration.sheets.errors import TableStopped
from eventsys.registration.sheets.service import ask_saving
from eventsys.registration.tables import rules

NAMING = "registration.name_people"
_DAYS = frozenset(of_kind(FieldKind.DAY))
#: What is said of a row that seems to be somebody who is there already.
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of a table. ``category`` is ``None`` where the row has none that can be read. ``names`` is how its names were
    told apart, where the table has them in one piece; ``answers`` are those to the organisers' own questions, by their keys."""

    row: int
    category: Category | None
    details: Mapping[str, Any]
    names: rules.NameRead | None = None
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        return full_name(
            str(self.details.get("family_name", "")),
            str(self.details.get("given_name", "")),
            self.details["name_order"],
        )

    @property
    def words(self) -> frozenset[str]:
        """What a name is known by, whatever its order, case and accents."""
        return names_rules.name_words(
            str(self.details.get("family_name", "")), str(self.details.get("given_name", ""))
        )

    @property
    def email(self) -> str:
        return str(self.details.get("email", ""))


@dataclass(frozen=True, slots=True)
class Twin:
    """``row`` seems to be ``other``: somebody named before, or of ``other_row``. ``same_mail``: it is, for certain;
    ``another``: somebody said that these are two people."""

    row: int
    name: str
    other: str
    other_row: int | None
    same_mail: bool
    another: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a row, or with row 0 the table as a whole, cannot be named."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class PeopleCheck:
    """``people`` would be named; ``twins`` are those among them and beside them that were asked about."""

    people: tuple[PersonRow, ...]
    twins: tuple[Twin, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def silent(self) -> tuple[PersonRow, ...]:
        """Those who get no letter: there is no address to write to."""
        return tuple(person for person in self.people if not person.email)

    @property
    def unsplit(self) -> tuple[PersonRow, ...]:
        """Those of whom nobody has said yet which part of the name is which."""
        return tuple(person for person in self.people if person.names is not None and person.names.open)


def check_people(
    delegation: Delegation, people: Sequence[PersonRow], said: Mapping[int, str], *, by: Actor, now: datetime
) -> PeopleCheck:
    """Writes nothing; a constant number of queries. ``said``: row to :data:`ANOTHER` for those of whom somebody said
    that they are other people than those who have their name."""
    refused = list(_refused_at_all(delegation, by, now))
    everybody = people_queries.delegates_of(delegation)
    known: dict[frozenset[str], tuple[str, int | None, str]] = {}
    for delegate in everybody:
        if delegate.state in people_rules.SHOWN_STATES:
            words = names_rules.name_words(delegate.family_name, delegate.given_name)
            known.setdefault(words, (delegate.full_name, None, delegate.email))
    twins: list[Twin] = []
    named: list[PersonRow] = []
    for person in people:
        words = person.words
        if words and words in known:
            other, row, email = known[words]
            same_mail = bool(email) and email.lower() == person.email.lower()
            another = said.get(person.row) == ANOTHER and not same_mail
            twins.append(Twin(person.row, person.full_name, other, row, same_mail, another))
            if not another:
                continue
        named.append(person)
        known.setdefault(words, (person.full_name, person.row, person.email))
    present = [delegate for delegate in everybody if delegate.holds_place]
    refused += _without_place(delegation, named, present)
    return PeopleCheck(tuple(named), tuple(twins), tuple(refused))


def _refused_at_all(delegation: Delegation, by: Actor, now: datetime) -> Iterable[Refused]:
    try:
        check_open(delegation, by=by, now=now)
        check_may_name(delegation, by)
    except Refusal as refusal:
        yield Refused(0, "", str(refusal))


def _without_place(
    delegation: Delegation, people: Sequence[PersonRow], present: Sequence[Delegate]
) -> Iterable[Refused]:
    """Rows for which no place is left, or which would be a second head."""
    taken: dict[int, int] = {}
    for delegate in present:
        taken[delegate.category_id] = taken.get(delegate.category_id, 0) + 1
    head = next((d.full_name for d in present if d.is_head), "")
    quotas = categories_queries.quotas(delegation.conference)
    for person in people:
        category = person.category
        if category is None:
            continue
        if category.is_head and head:
            yield Refused(person.row, "category", str(SecondHead(name=head)))
            continue
        full = next(
            (
                bound
                for bound in people_rules.places_left(quotas, delegation, taken)
                if bound.full and bound.category_id in (None, category.id)
            ),
            None,
        )
        if full:
            scope = str(category.name) if full.category_id else str(delegation.city_name)
            yield Refused(person.row, "category", str(QuotaFull(scope=scope, places=full.places)))
            continue
        taken[category.id] = taken.get(category.id, 0) + 1
        head = person.full_name if category.is_head else head


def name_people(
    delegation: Delegation,
    people: Sequence[PersonRow],
    said: Mapping[int, str],
    *,
    by: Actor,
    now: datetime,
    send_links: bool = False,
) -> PeopleCheck:
    """Name them, or nobody: then ``refused`` says why. The delegation is held meanwhile, so that places are counted
    once however many tables come in."""
    delegations_queries.locked_delegation(delegation.id)
    check = check_people(delegation, people, said, by=by, now=now)
    missing = [
        Refused(p.row, "category", _("The category is missing.")) for p in check.people if p.category is None
    ]
    missing += [
        Refused(p.row, "full_name", str(_("Say which part is the family name."))) for p in check.unsplit
    ]
    asked = _questions(delegation, check.people)
    missing += [
        Refused(p.row, key, str(NoSuchQuestion()))
        for p in check.people
        for key in p.answers
        if key not in asked
    ]
    if check.refused or missing:
        return PeopleCheck(check.people, check.twins, (*check.refused, *missing))
    named = [
        new_person(delegation, person.category, person.details, now=now)
        for person in check.people
        if person.category is not None
    ]
    db.session.add_all(named)
    db.session.flush()
    for delegate, person in zip(named, check.people, strict=True):
        note_named(delegate, by=by)
        if said_of := {asked[key]: value for key, value in person.answers.items()}:
            note_answered(delegate, answers.add_answers(delegate, said_of, now=now), by=by)
        if send_links and delegate.email:
            send_own_link(delegate, by=by, now=now)
    return check


def _questions(delegation: Delegation, people: Sequence[PersonRow]) -> dict[str, FormQuestion]:
    """What the organisers ask now, by key; nothing where nobody has answered any of it."""
    if not any(person.answers for person in people):
        return {}
    return {one.key: one for one in composer_queries.questions(delegation.conference_id)}


# --- a large one, by a job -------------------------------------------------------------------------------------


def ask_naming(
    delegation: Delegation, upload: Upload, check: PeopleCheck, *, by: Actor, send_links: bool
) -> Job:
    """Let a job name the people of ``check``, which nothing was found against. Asked twice, it is one job."""
    others = {twin.row for twin in check.twins if twin.another}
    rows = [_plain(person, another=person.row in others) for person in check.people]
    about = {"delegation": str(delegation.public_id), "send_links": send_links}
    return ask_saving(NAMING, upload, rows, about, conference=delegation.conference, by=by)


def _plain(person: PersonRow, *, another: bool) -> dict[str, Any]:
    details = {
        key: value.isoformat() if key in _DAYS and value else value for key, value in person.details.items()
    }
    code = person.category.code if person.category else ""
    return {
        "row": person.row,
        "category": code,
        "details": details,
        "another": another,
        "answers": dict(person.answers),
    }


def name_rows(
    delegation: Delegation,
    rows: Sequence[Mapping[str, Any]],
    *,
    saved: int,
    by: Actor,
    now: datetime,
    send_links: bool,
) -> None:
    """The next people of a large table. Raises :class:`TableStopped` when others were quicker; then the caller names none
    of ``rows``."""
    categories = {one.code: one for one in categories_queries.categories(delegation.conference)}
    people = [
        PersonRow(row["row"], categories.get(row["category"]), _details(row), answers=row.get("answers", {}))
        for row in rows
    ]
    said = {row["row"]: ANOTHER for row in rows if row["another"]}
    check = name_people(delegation, people, said, by=by, now=now, send_links=send_links)
    if check.refused:
        first = check.refused[0]
        raise TableStopped(row=first.row or rows[0]["row"], why=first.text, saved=saved)
    for twin in check.twins:
        if not twin.another:
            why = _("%(name)s is named already.", name=twin.other)
            raise TableStopped(row=twin.row, why=why, saved=saved)


def _details(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: date.fromisoformat(value) if key in _DAYS and value else value
        for key, value in row["details"].items()
    }
