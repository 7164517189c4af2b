"""What every letter of a conference says, in its reader's language. It changes nothing: a service, as later wings' letters
ask it, and the logo is read from the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.web.filters import daterange, ondays
from eventsys.core.wings import Offers
from eventsys.core.words.grammar import city_forms
from eventsys.core.words.isolates import isolated
from eventsys.core.words.languages import SUPPORTED, current, fallbacks, house_language, in_language, speaking
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.files import images
from eventsys.files import service as files
from eventsys.mail.writing.service import Attachment

_LOGO = "logo"

#: Later rooms that know what letters of a wing say at a conference in a language that the house does not speak: message to
#: text, nothing where some of it is said by nobody.
LETTER_WORDS: Offers[Callable[[Conference, str, str], Mapping[str, str]]] = Offers()


@dataclass(frozen=True, slots=True)
class Writing:
    """How somebody is written to: the language of the whole letter, and its words where the house does not speak it."""

    language: str
    words: Mapping[str, str]


@contextmanager
def writing_to(conference: Conference, language: str, wing: str) -> Iterator[Writing]:
    """How letters of a ``wing`` are written to somebody whose language is ``language``, which is spoken inside the block.

    A letter is in one language: in the reader's where the house speaks it or organisers have said all of it, else in the
    first of the conference's that the house speaks.
    """
    words = _written(conference, language, wing)
    spoken = language if words else house_language(language, conference.languages)
    with speaking({spoken: words} if words else {}), in_language(spoken):
        yield Writing(spoken, words)


def written_languages(conference: Conference, wing: str) -> list[str]:
    """The conference's languages in which all that a ``wing`` says can be said, with those of the house."""
    more = (tag for tag in conference.languages if tag in SUPPORTED or _written(conference, tag, wing))
    return list(dict.fromkeys((*more, *SUPPORTED)))


def _written(conference: Conference, language: str, wing: str) -> Mapping[str, str]:
    if language in SUPPORTED:
        return {}
    return next(filter(None, (given(conference, language, wing) for given in LETTER_WORDS)), {})


def letter_values(
    conference: Conference, city: Localized, language: str, *, of_city: bool = True
) -> dict[str, Any]:
    """What every letter says of the conference and the city, in the reader's language (call it inside
    ``in_language``). ``forms`` are the nouns as sentences need them: title, host, city. Of a body that is no
    city its bare name stands where a city's would be "the City of …"."""
    order = fallbacks(language, conference.languages)
    organisers = organisers_queries.organisers(conference)
    host, name = conference.host_name.get_in(order), city.get_in(order)
    whole = {
        **conference.title_forms(language),
        **city_forms(host, language, "host"),
        **city_forms(name, language),
    }
    if not of_city:
        whole["the_city"] = name
    forms = {noun: isolated(words, language) for noun, words in whole.items()}
    between = ", " if language in SUPPORTED else " · "  # not every language has this comma
    return {
        "forms": forms,
        "title": forms["title"],
        "sender_name": organisers[0].name.get_in(order) if organisers else forms["title"],
        "letterhead": f"{forms['title']} · {forms['host']}{between}{daterange(conference.starts, conference.ends)}",
        "when": ondays(conference.starts, conference.ends),
        "contact": conference.contact_email,
        "accent": conference.accent,
    }


_HEAVIEST = 60_000
"""Bytes of a logo in a letter; a heavier one (a photograph, mostly) is left out."""


def letterhead(conference: Conference, language: str) -> tuple[dict[str, Any], tuple[Attachment, ...]]:
    """The logo of the first organiser that has one, as values and the attachment of a letter; nothing without."""
    for organiser in organisers_queries.organisers(conference):
        if organiser.logo_digest:
            png, width = images.letterhead(files.read(organiser.logo_digest))
            if len(png) > _HEAVIEST:
                break
            whose = organiser.name.get_in(fallbacks(language, conference.languages))
            shown = {"cid": _LOGO, "width": width, "alt": whose}
            return {"logo": shown}, (Attachment("logo.png", "image/png", png, cid=_LOGO),)
    return {}, ()


def salutation(name: str, honorific: str = "") -> str:
    """In the language in force; a focal point may be an office without a name."""
    if not name:
        return str(_("Dear Sir or Madam,"))
    name = isolated(name, current())
    if honorific:
        return str(_("Dear %(honorific)s %(name)s,", honorific=honorific, name=name))
    return str(_("Dear %(name)s,", name=name))
