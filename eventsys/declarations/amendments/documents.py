"""What working papers have in common, and where an amendment stands in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from markupsafe import Markup

from eventsys.core.web.filters import daterange, day, marked
from eventsys.core.words.languages import current, fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.signs import code_points
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.documents import place_words
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.amendments.models import (
    Amendment,
    AmendmentKind,
)
from eventsys.pdf.layout.blanks import MARK, render_marked
from eventsys.pdf.layout.render import Rendered
from eventsys.pdf.shaping.fonts import font_css


def proposer(amendment: Amendment) -> Markup:
    """The city that moved it, as :func:`marked`."""
    order = fallbacks(languages=amendment.delegation.conference.languages)
    return marked(amendment.delegation.city_name, order)


def laid_out(html: Callable[[str], str]) -> Rendered:
    """A working paper, tagged for screen readers (PDF/UA-1). ``html`` makes its page around a sentence that tells which
    signs no font here draws; they are marked."""
    how: dict[str, Any] = {"variant": "pdf/ua-1"}
    found = render_marked(html(""), **how)
    if not found.missing:
        return found
    signs = list_words([code_points(sign) for sign in sorted(found.missing)])
    told = _("No font here can draw %(signs)s; %(mark)s stands in their place.", signs=signs, mark=MARK)
    return render_marked(html(told), **how)


def paper_values(declaration: Declaration, title: Markup, now: datetime) -> dict[str, Any]:
    """What every paper says of its conference, in the language in force; what another language says is marked."""
    conference, order = declaration.conference, fallbacks(languages=declaration.conference.languages)
    place = [marked(text, order) for text in (conference.venue, conference.host_name)]
    local = conference.day_of(now)
    return {
        "lang": current(),
        "fonts": font_css(serif=True),
        "title": title,
        "conference_title": marked(conference.title, order),
        "place": Markup(", ").join(filter(None, place)),
        "dates": daterange(conference.starts, conference.ends),
        "issued": day(local),
        "emphasis": acts_rules.emphasis,
    }


def place_of(amendment: Amendment) -> str:
    """Where it stands now, or stood when its paragraph was there."""
    found = amendment.paragraph
    part = ParagraphKind(found.part if found else amendment.part)
    number = found.position if found else amendment.at
    if number == 0:
        return str(
            _("Beginning of the points") if part == ParagraphKind.POINT else _("Beginning of the preamble")
        )
    where = place_words(part, number)
    return str(_("after: %(place)s", place=where)) if amendment.kind == AmendmentKind.INSERT else where
