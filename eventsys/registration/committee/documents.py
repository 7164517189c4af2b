"""The committee's report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from eventsys.conferences.editions.models import Conference
from eventsys.core.render import render
from eventsys.core.web.filters import daterange, day, marked
from eventsys.core.words.languages import current, fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.signs import code_points
from eventsys.pdf.layout.blanks import MARK, render_marked
from eventsys.pdf.layout.render import Rendered
from eventsys.pdf.shaping.fonts import font_css
from eventsys.registration.committee.models import CredentialCommittee
from eventsys.registration.credentials import rules
from eventsys.registration.credentials.models import CREDENTIAL_WORDS, FORM_WORDS
from eventsys.registration.credentials.rules import STANDING_WORDS, CityCredentials, CityStanding


def report(
    conference: Conference,
    cities: Sequence[CityCredentials],
    committee: CredentialCommittee | None,
    *,
    now: datetime,
) -> Rendered:
    """The committee's report on the credentials of the cities that come, in the language in force: a working paper,
    tagged for screen readers (PDF/UA-1). Signs that no font here draws are marked."""
    order = fallbacks(languages=conference.languages)
    coming = [one for one in cities if one.delegation.expected]
    counted = rules.counted(coming)
    on = committee.met_on if committee and committee.met_on else conference.day_of(now)
    values = {
        **_head(conference, now),
        "on": day(on),
        "members": committee.members if committee else [],
        "counts": [(str(STANDING_WORDS[standing]), number) for standing, number in counted.items()],
        "total": len(coming),
        "accepted": counted[CityStanding.IN_FORM] + counted[CityStanding.ASSURANCE],
        "provisional": sum(one.is_provisional for one in coming),
        "groups": [
            (str(STANDING_WORDS[standing]), [_row(one, order) for one in coming if one.standing == standing])
            for standing in CityStanding
            if counted[standing]
        ],
    }
    return _laid_out(values)


def _head(conference: Conference, now: datetime) -> dict[str, Any]:
    order = fallbacks(languages=conference.languages)
    place = [marked(text, order) for text in (conference.venue, conference.host_name)]
    return {
        "lang": current(),
        "fonts": font_css(serif=True),
        "title": _("Report on credentials"),
        "conference_title": marked(conference.title, order),
        "place": Markup(", ").join(filter(None, place)),
        "dates": daterange(conference.starts, conference.ends),
        "issued": day(conference.day_of(now)),
    }


def _row(one: CityCredentials, order: Sequence[str]) -> dict[str, Any]:
    letter = one.letter
    head = letter.head if letter else None
    return {
        "city": marked(one.delegation.city_name, order),
        "state": str(CREDENTIAL_WORDS[one.state]),
        "form": str(FORM_WORDS[letter.form]) if letter else "",
        "dated": _day(letter.dated_on) if letter else "",
        "signed_by": letter.signed_by if letter else "",
        "head": head.name if head else "",
        "provisional": _(
            "Let in provisionally since %(day)s",
            day=_day(one.delegation.conference.day_of(one.leave.given_at)),
        )
        if one.leave and one.is_provisional
        else "",
    }


def _day(found: date | None) -> str:
    return day(found) if found else ""


def _laid_out(values: dict[str, Any]) -> Rendered:
    how: dict[str, Any] = {"variant": "pdf/ua-1"}
    found = render_marked(render("registration/pdf/credentials.html", **values, lacking=""), **how)
    if not found.missing:
        return found
    signs = list_words([code_points(sign) for sign in sorted(found.missing)])
    told = _("No font here can draw %(signs)s; %(mark)s stands in their place.", signs=signs, mark=MARK)
    return render_marked(render("registration/pdf/credentials.html", **values, lacking=told), **how)
