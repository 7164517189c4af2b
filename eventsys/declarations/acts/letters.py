"""Letters about a document: values in, a message out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from eventsys.conferences.outbox import service as outbox
from eventsys.core.words.isolates import isolated
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


class Addressee(Protocol):
    """Whom it goes to, in which language."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def language(self) -> str: ...


def about_document(
    declaration: Declaration,
    to: Addressee,
    url: str,
    words: Callable[[str], tuple[Any, list[Any], Any]],
    *,
    city: Localized,
    about: About,
    honorific: str = "",
    key: str | None = None,
) -> Letter:
    """``words`` gets the title and gives subject, sentences and what the way to ``url`` is called, all in the reader's
    language; ``city`` is the one the reader belongs to."""
    conference = declaration.conference
    with outbox.writing_to(conference, to.language, "declarations") as writing:
        title = declaration.title.get_in(fallbacks(writing.language, conference.languages))
        subject, sentences, label = words(isolated(title, writing.language))
        values = {
            **outbox.letter_values(conference, city, writing.language),
            "salutation": outbox.salutation(to.name, honorific),
            "subject_words": subject,
            "sentences": sentences,
            "action_url": url,
            "action_label": label,
        }
    return Letter(
        kind="declarations/notice",
        to_address=to.address,
        to_name=to.name,
        language=writing.language,
        words=writing.words,
        values=values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=about,
        key=key,
    )
