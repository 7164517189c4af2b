"""What every letter of a conference says, in its reader's language. It changes nothing: a service, as later wings' letters
ask it, and the logo is read from the files.
"""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.web.filters import daterange, ondays
from eventsys.core.words.grammar import city_forms
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.files import images
from eventsys.files import service as files
from eventsys.mail.writing.service import Attachment

_LOGO = "logo"


def letter_values(conference: Conference, city: Localized, language: str) -> dict[str, Any]:
    """What every letter says of the conference and the city, in the reader's language (call it inside
    ``in_language``). ``forms`` are the nouns as sentences need them: title, host, city."""
    order = fallbacks(language, conference.languages)
    organisers = organisers_queries.organisers(conference)
    host, name = conference.host_name.get_in(order), city.get_in(order)
    forms = {
        **conference.title_forms(language),
        **city_forms(host, language, "host"),
        **city_forms(name, language),
    }
    return {
        "forms": forms,
        "title": forms["title"],
        "sender_name": organisers[0].name.get_in(order) if organisers else forms["title"],
        "letterhead": f"{forms['title']} · {host}, {daterange(conference.starts, conference.ends)}",
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
    if honorific:
        return str(_("Dear %(honorific)s %(name)s,", honorific=honorific, name=name))
    return str(_("Dear %(name)s,", name=name))
