"""Answers are kept, changed, taken back and deleted. The caller holds the person's row, records it and commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.wings import Offers
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.registration.answers import queries
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.answers.rules import Value, document_name, in_words, whom
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import concerns
from eventsys.registration.people.models import Delegate
from eventsys.registration.scans.documents import ReadDocument


class AnswerFollower(Protocol):
    """Does what follows when somebody's choices became others; the person's row is held."""

    def __call__(self, delegate: Delegate, *, now: datetime) -> None: ...


ANSWER_FOLLOWERS: Offers[AnswerFollower] = Offers()


def follow_choices(delegate: Delegate, *, now: datetime) -> None:
    """To be called when somebody chose anew, or is asked other questions."""
    for follow in ANSWER_FOLLOWERS:
        follow(delegate, now=now)


def put_answers(
    delegate: Delegate, said: Mapping[FormQuestion, Value], *, now: datetime
) -> list[FormQuestion]:
    """Keep these, as ``answers.rules`` reads them, and take back those that are ``None``; the questions whose answer is
    another now. Raises :class:`NotAsked` for a question that does not stand on the person's form."""
    form = {question.id for question in queries.form_of(delegate)}
    known = {answer.question_id: answer for answer in queries.answers_of(delegate)}
    changed = []
    for question, value in said.items():
        before = known.get(question.id)
        if value == (before.value if before else None):
            continue
        if question.id not in form:
            raise NotAsked(label=str(question.label))
        changed.append(question)
        if value is None:
            db.session.delete(known[question.id])
        elif before is None:
            db.session.add(_new(delegate, question, value, now))
        else:
            before.value, before.version, before.answered_at = value, question.version, now
    db.session.flush()
    if any(question.chooses for question in changed):
        follow_choices(delegate, now=now)
    return changed


def keep_document(
    delegate: Delegate, question: FormQuestion, document: ReadDocument, name: str, *, now: datetime
) -> None:
    """The document that answers this question; a former one is nobody's any more. Raises :class:`NotAsked`, NoSpace,
    StoreUnreachable."""
    put_answers(delegate, {question: document_name(name)}, now=now)
    answer = queries.answer_to(delegate, question)
    answer.digest = files.store(document.shown, media_type="application/pdf").digest
    answer.version, answer.answered_at = question.version, now
    db.session.flush()


def add_answers(
    delegate: Delegate, said: Mapping[FormQuestion, Value], *, now: datetime
) -> list[FormQuestion]:
    """Of somebody who was just named. Raises :class:`NotAsked`."""
    for question in said:
        if not concerns(question, whom(delegate)):
            raise NotAsked(label=str(question.label))
    db.session.add_all(_new(delegate, question, value, now) for question, value in said.items())
    db.session.flush()
    if any(question.chooses for question in said):
        follow_choices(delegate, now=now)
    return list(said)


def _new(delegate: Delegate, question: FormQuestion, value: Value, now: datetime) -> FormAnswer:
    return FormAnswer(
        delegate_id=delegate.id,
        question_id=question.id,
        value=value,
        version=question.version,
        answered_at=now,
    )


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer for the copy of somebody's data, in the language in force."""

    question: Localized
    answer: str
    answered_at: datetime


def told_answers(delegate: Delegate) -> list[ToldAnswer]:
    """All of one person, to what is asked no longer, too."""
    order = fallbacks(languages=delegate.conference.languages)
    return [
        ToldAnswer(one.question.label, in_words(one.question, one.value, order), one.answered_at)
        for one in queries.answers_of(delegate)
    ]


def erase_answers(delegate: Delegate, *, now: datetime) -> list[str]:
    """All of one person; the digests of documents that are not needed any more."""
    digests = queries.documents_among(FormAnswer.delegate_id == delegate.id)
    db.session.execute(delete(FormAnswer).where(FormAnswer.delegate_id == delegate.id))
    db.session.flush()
    follow_choices(delegate, now=now)
    return digests


def erase_answers_at(conference: Conference) -> tuple[int, list[str]]:
    """All of a conference; of how many people they were, and the digests of documents that are not needed any more."""
    count = queries.people_with_answers(conference)
    digests = queries.documents_among(queries.is_of(conference))
    db.session.execute(delete(FormAnswer).where(queries.is_of(conference)))
    db.session.flush()
    return count, digests
