"""Those who lack an answer are written to, each once; what home and the list of things to do are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.home.service import CheckItem
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing import service as writing
from eventsys.registration.asking import letters, queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.links.service import own_link
from eventsys.registration.people.models import Delegate

#: So many are written to at once; who remains is told, and written to by asking again.
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Lacking:
    """Who lacks the answer to a question: ``to_write``: who has not been written to about it; ``written``: who has;
    ``silent``: who has no address."""

    to_write: Sequence[Delegate]
    written: Sequence[Delegate]
    silent: Sequence[Delegate]

    @property
    def everybody(self) -> list[Delegate]:
        return [*self.to_write, *self.written, *self.silent]


def key_of(question: FormQuestion, delegate: Delegate) -> str:
    """Under which the letter is queued: one for each version of the question, whoever asks for it and however often."""
    return f"asked-late/{question.public_id.hex}/{question.version}/{delegate.public_id.hex}"


def lacking(question: FormQuestion, conference: Conference) -> Lacking:
    people = queries.lacking_people(conference, question)
    written = queries.written_already([key_of(question, one) for one in people])
    there = [one for one in people if one.email]
    return Lacking(
        [one for one in there if key_of(question, one) not in written],
        [one for one in there if key_of(question, one) in written],
        [one for one in people if not one.email],
    )


def write_to_them(question: FormQuestion, conference: Conference, *, by: Actor, now: datetime) -> int:
    """Those who lack the answer and have not been written to about it, at most :data:`AT_ONCE`: how many were now."""
    people = lacking(question, conference).to_write[:AT_ONCE]
    for person in people:
        url = own_link(person, by=by, now=now)
        writing.queue(letters.asked_late(person, question, url, key=key_of(question, person)))
    if people:
        audit.record(by, verb="form_question.asked_late", thing=question, after={"number": len(people)})
    db.session.flush()
    return len(people)


def checks(conference: Conference) -> list[CheckItem]:
    """What is asked afterwards and not answered by all."""
    asked = queries.due_questions(conference)
    if not asked:
        return []
    left = queries.people_who_lack(conference)
    return [
        CheckItem(
            _l("Collect what is asked afterwards"),
            not left,
            "registration.question_asked",
            {"public_id": asked[0].public_id},
            hint=_l("Not answered yet: %(number)s", number=left) if left else "",
        )
    ]
