"""Letters about a text before the cities: values in, a message out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventsys.core.web.filters import moment
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.letters import about_document
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


@dataclass(frozen=True, slots=True)
class NoticeReader:
    """Somebody who is told, and of which city; ``about`` is the delegation, or the head of it."""

    name: str
    address: str
    language: str
    city: Localized
    about: About
    honorific: str = ""


def notice(declaration: Declaration, state: State, to: NoticeReader, url: str) -> Letter:
    """The text has come to ``state``: circulated, amendments open, or open for signature."""

    def words(text: str) -> tuple[Any, list[Any], Any]:
        return *_words(declaration, state, text), _("Open your page")

    return about_document(declaration, to, url, words, city=to.city, about=to.about, honorific=to.honorific)


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
