"""Letters about a text before the cities: values in, a message out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventsys.conferences.outbox import service as outbox
from eventsys.core.web.filters import moment
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told, and of which city; ``about`` is the delegation, or the head of it."""

    name: str
    address: str
    language: str
    city: Localized
    about: About
    honorific: str = ""


def notice(declaration: Declaration, state: State, to: Reader, url: str) -> Letter:
    """The text has come to ``state``: circulated, amendments open, or open for signature."""
    conference = declaration.conference
    with in_language(to.language):
        text = declaration.title.get_in(fallbacks(to.language, conference.languages))
        subject, sentences = _words(declaration, state, text)
        values = {
            **outbox.letter_values(conference, to.city, to.language),
            "salutation": outbox.salutation(to.name, to.honorific),
            "subject_words": subject,
            "sentences": sentences,
            "action_url": url,
            "action_label": _("Open your page"),
        }
    return Letter(
        kind="declarations/notice",
        to_address=to.address,
        to_name=to.name,
        language=to.language,
        values=values,
        conference_id=conference.id,
        reply_to=conference.contact_email,
        about=to.about,
    )


def _words(declaration: Declaration, state: State, text: str) -> tuple[Any, list[Any]]:
    """Subject and sentences, in the language in force."""
    if state == State.CIRCULATED:
        return _("Draft for your comments: %(text)s", text=text), [
            _("The draft of “%(text)s” is before the cities.", text=text),
            _("Please read it on your page, where you may comment on every paragraph."),
        ]
    if state == State.AMENDMENTS_OPEN:
        return _("Amendments are open: %(text)s", text=text), [
            _("Member cities may now propose amendments to “%(text)s”.", text=text),
            _("On your page, choose a paragraph and write the words you propose, with your reasons."),
        ]
    sentences = [_("“%(text)s” is sealed and open for signature.", text=text)]
    if declaration.sign_until is not None:
        until = moment(declaration.sign_until, declaration.conference.timezone)
        sentences.append(_("It may be signed until %(until)s.", until=until))
    sentences.append(_("The secretariat will ask your signatory to sign. The text stands on your page."))
    sentences.append(
        _(
            "Whoever signs for your city may also sign in a program of their own: the sealed document lies on the page of "
            "their registration, and is handed in there."
        )
    )
    return _("Open for signature: %(text)s", text=text), sentences
