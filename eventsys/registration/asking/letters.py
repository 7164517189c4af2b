"""What is written to somebody who has handed in and is asked for one thing more."""

from __future__ import annotations

from dataclasses import replace

from eventsys.core.web.filters import day
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing.service import Letter
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.links.letters import to_delegate
from eventsys.registration.people.models import Delegate


def asked_late(delegate: Delegate, question: FormQuestion, url: str, *, key: str) -> Letter:
    """One question, with its day where it has one; with ``key``, once."""
    order = fallbacks(delegate.language, delegate.conference.languages)
    with in_language(delegate.language):
        due = day(question.due_on) if question.due_on else ""
    said = {"question": question.label.get_in(order), "due": due, "action_url": url}
    letter = to_delegate(delegate, "asked_late", said, label=_l("Answer"))
    return replace(letter, key=key)
