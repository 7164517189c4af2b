"""What people say about themselves, saved section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.policy import can_review
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.answers import service as answers
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.answers.rules import Value
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.credentials.service import check_approvable
from eventsys.registration.fields.models import TERMED
from eventsys.registration.links.service import follow_address
from eventsys.registration.people import models as people_models
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.errors import CategoryUnknown
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import RegistrationVerb
from eventsys.registration.people.service import check_open, cleaned, lock_free_place, plain, put
from eventsys.registration.questions import queries, rules
from eventsys.registration.questions.errors import NotEditable, RegistrationEditedMeanwhile
from eventsys.registration.scans.documents import ReadDocument


def edit(
    delegate: Delegate,
    details: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    category: Category | None = None,
) -> None:
    """Save what was typed. People themselves edit a draft or a returned registration, staff any that is open.

    Raises :class:`RegistrationEditedMeanwhile` when ``version`` is not the one on record, :class:`NotEditable`, and what
    :func:`name_delegate` raises; who is approved becomes head as :func:`check_approvable` lets.
    """
    people_queries.locked_delegate(delegate)
    _check_editable(delegate, by=by, now=now)
    if version is not None and version != delegate.version:
        raise RegistrationEditedMeanwhile
    values = cleaned(details)
    before = {key: plain(getattr(delegate, key)) for key in values}
    put(delegate, values)
    delegate.version += 1
    changed = {key: plain(value) for key, value in values.items() if before[key] != plain(value)}
    if category is not None and category.id != delegate.category_id:
        before["category"], changed["category"] = delegate.category.code, category.code
        _change_category(delegate, category)
    told = {key: value for key, value in changed.items() if key not in TERMED}
    termed = {"changed": sorted(changed.keys() & TERMED)} if changed.keys() & TERMED else {}
    audit.record(
        by,
        verb="delegate.edited",
        thing=delegate,
        before={key: before[key] for key in told},
        after={**told, **termed},
    )
    db.session.flush()
    if "category" in changed:
        answers.follow_choices(delegate, now=now)
    if "email" in changed:
        follow_address(delegate, by=by, now=now)


def _check_editable(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    if can_review(by, delegate):
        if RegistrationVerb.WITHDRAW not in people_rules.possible(delegate.state):
            raise NotEditable(state=people_models.STATE_WORDS[delegate.state])
        return
    if delegate.state not in people_rules.EDITABLE:
        raise NotEditable(state=people_models.STATE_WORDS[delegate.state])
    check_may_fill(delegate, by=by, now=now)


def check_may_fill(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """What was sent back, and who was named by staff, may be completed after the close. Raises as :func:`check_open`."""
    if not rules.is_open_to(delegate, window_open=False):
        check_open(delegate.delegation, by=by, now=now)


def _change_category(delegate: Delegate, category: Category) -> None:
    if category.conference_id != delegate.conference_id:
        raise CategoryUnknown
    if delegate.is_approved and category.is_head and not delegate.is_head:
        check_approvable(delegate, is_head=True)
    if delegate.holds_place:
        delegate.holds_place, delegate.is_head = False, False
        db.session.flush()
        lock_free_place(delegate.delegation, category, delegate.conference)
        delegate.holds_place = True
    delegate.category_id, delegate.category, delegate.is_head = category.id, category, category.is_head


def answer(
    delegate: Delegate,
    said: Mapping[FormQuestion, Value],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> list[FormQuestion]:
    """Save answers to the organisers' own questions; those whose answer is another now. The trail says which were answered,
    never what.

    Raises as :func:`edit`, and :class:`NotAsked`.
    """
    _hold(delegate, by=by, now=now, version=version)
    return _told(delegate, answers.put_answers(delegate, said, now=now), by=by)


def answer_with_document(
    delegate: Delegate,
    question: FormQuestion,
    document: ReadDocument,
    name: str,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """Keep a document that was asked for; at once, whatever else the form lacked. Raises as :func:`answer`, and NoSpace,
    StoreUnreachable."""
    _hold(delegate, by=by, now=now, version=version)
    answers.keep_document(delegate, question, document, name, now=now)
    _told(delegate, [question], by=by)


def _told(delegate: Delegate, changed: list[FormQuestion], *, by: Actor) -> list[FormQuestion]:
    """A new version of the registration, and which questions were answered on the trail; the same questions."""
    if changed:
        delegate.version += 1
        note_answered(delegate, changed, by=by)
        db.session.flush()
    return changed


def _hold(delegate: Delegate, *, by: Actor, now: datetime, version: int | None) -> None:
    people_queries.locked_delegate(delegate)
    _check_editable(delegate, by=by, now=now)
    if version is not None and version != delegate.version:
        raise RegistrationEditedMeanwhile


def answer_late(
    delegate: Delegate,
    said: Mapping[FormQuestion, Value],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> list[FormQuestion]:
    """Save answers that were lacking when, or were asked after, the registration was handed in; those whose answer is another
    now. Raises :class:`NotEditable` for who has not handed in or does not come, :class:`NotAsked` for what is not lacking,
    :class:`RegistrationEditedMeanwhile`."""
    _hold_late(delegate, said, version=version)
    return _told(delegate, answers.put_answers(delegate, said, now=now), by=by)


def answer_late_with_document(
    delegate: Delegate,
    question: FormQuestion,
    document: ReadDocument,
    name: str,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> None:
    """The same of a document that was lacking. Raises as :func:`answer_late`, and NoSpace, StoreUnreachable."""
    _hold_late(delegate, (question,), version=version)
    answers.keep_document(delegate, question, document, name, now=now)
    _told(delegate, [question], by=by)


def _hold_late(delegate: Delegate, asked: Iterable[FormQuestion], *, version: int | None) -> None:
    people_queries.locked_delegate(delegate)
    if not delegate.is_coming:
        raise NotEditable(state=people_models.STATE_WORDS[delegate.state])
    if version is not None and version != delegate.version:
        raise RegistrationEditedMeanwhile
    open_ones = {question.id for question in queries.late_form(delegate)}
    for question in asked:
        if question.id not in open_ones:
            raise NotAsked(label=str(question.label))


def note_answered(delegate: Delegate, questions: Sequence[FormQuestion], *, by: Actor) -> None:
    """In the audit trail: which questions, never the answers, which go before the trail does."""
    labels = [dict(question.label) for question in questions]
    audit.record(by, verb="delegate.answered", thing=delegate, after={"questions": labels})


def set_photo(delegate: Delegate, digest: str | None, *, by: Actor, now: datetime) -> None:
    """Keep the digest of a stored photo; at once, whatever else the form lacked. Raises :class:`NotEditable`."""
    people_queries.locked_delegate(delegate)
    _check_editable(delegate, by=by, now=now)
    before, delegate.photo_digest = delegate.photo_digest, digest
    delegate.version += 1
    audit.record(
        by, verb="delegate.photo_set", thing=delegate, before={"photo": before}, after={"photo": digest}
    )
    db.session.flush()
