"""The shape of what is typed about an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, EmailField, StringField
from wtforms.validators import InputRequired, Length, Optional

from eventsys.conferences.colours.errors import AccentTooPale, BadColour
from eventsys.conferences.dates.errors import ZoneMissing, ZoneQuestion
from eventsys.conferences.dates.rules import KEEPS_WORDS
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.editions.forms import city_choices
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts.errors import DatesReversed, LanguageUnknown
from eventsys.core.errors import NoSuchTime, Refusal
from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form, VersionField, body_field, mail_field
from eventsys.core.web.localized import LanguagesField, LocalizedField
from eventsys.core.words.grammar import ARTICLES
from eventsys.core.words.text import Localized
from eventsys.core.words.zones import zone_choices
from eventsys.networks.registry.errors import UnknownTimezone
from eventsys.networks.registry.models import City
from eventsys.pdf.shaping.coverage import printable


def themes_of(text: Mapping[str, str]) -> list[Localized]:
    """One theme a line; the first lines of all languages are the first theme, and so on."""
    columns = {
        lang: [line.strip() for line in value.splitlines() if line.strip()] for lang, value in text.items()
    }
    return [Localized(dict(zip(columns, row, strict=True))) for row in zip_longest(*columns.values())]


def lines_of(themes: Iterable[Mapping[str, str]]) -> Localized:
    """Themes as :func:`themes_of` takes them."""
    rows = list(themes)
    languages = dict.fromkeys(lang for row in rows for lang in row)
    return Localized({lang: "\n".join(row.get(lang, "") for row in rows) for lang in languages})


#: Of an article's field: the words of the title tell.
_BY_TITLE = "by-title"


def _articles(language: str) -> list[tuple[str, str]]:
    named = [(article or "none", article or str(_("none"))) for article in ARTICLES[language]]
    return [(_BY_TITLE, str(_("as the words of the title tell"))), *named]


class ConferenceForm(Form):
    title = LocalizedField(
        _l("Title of the conference"),
        long=True,
        required=True,
        checks=[printable, body_field],
        description=_l("In full, as on the invitation. It begins without its article."),
    )
    article_en = SelectField(_l("Article in English"), choices=lambda: _articles("en"), default=_BY_TITLE)
    article_fr = SelectField(_l("Article in French"), choices=lambda: _articles("fr"), default=_BY_TITLE)
    summary = LocalizedField(_l("In a few sentences"), long=True, max_length=2000)
    host_city = SelectField(_l("Host city"), [InputRequired(_l("Choose the host city."))])
    starts = DateField(_l("First day"), [InputRequired(_l("Give the first day."))])
    ends = DateField(_l("Last day"), [InputRequired(_l("Give the last day."))])
    timezone = SelectField(_l("Time zone"))
    zone_keeps = RadioField(
        _l("The time zone changes. What stays of the times already set?"),
        [Optional()],
        choices=[(str(kept), word) for kept, word in KEEPS_WORDS.items()],
        validate_choice=False,
    )
    languages = LanguagesField(_l("Languages"), [InputRequired(_l("Choose at least one language."))])
    themes = LocalizedField(
        _l("Themes"),
        long=True,
        max_length=2000,
        description=_l("One on each line, in the same order in every language."),
    )
    venue = LocalizedField(_l("Venue"), max_length=200)
    address = LocalizedField(_l("Address"), long=True, max_length=500)
    contact_email = EmailField(
        _l("E-mail of the secretariat"),
        [Optional(), mail_field],
        description=_l("Delegates’ answers go here."),
    )
    accent = StringField(
        _l("Colour"),
        [Optional(), Length(max=7)],
        description=_l(
            "Of buttons and links, such as #8c1d2f; it must be readable. Empty keeps the house’s own."
        ),
    )
    version = VersionField()

    @classmethod
    def of(cls, conference: Conference) -> ConferenceForm:
        """Filled with what is stored, or with what was sent."""
        form = cls(data=stored(conference))
        form.timezone.choices = zone_choices(conference.starts, conference.timezone)
        return form

    def offer_cities(self, cities: Sequence[City], conference: Conference | None = None) -> None:
        """To choose the host among, as ``conference`` calls them."""
        self.host_city.choices = city_choices(cities, _("Choose a city"), conference=conference)


def stored(conference: Conference) -> dict[str, Any]:
    """A conference as the form's values."""
    return {
        "title": conference.title,
        **{f"article_{lang}": conference.articles.get(lang, _BY_TITLE) or "none" for lang in ARTICLES},
        "summary": conference.summary,
        "host_city": conference.host_city.code,
        "starts": conference.starts,
        "ends": conference.ends,
        "timezone": conference.timezone,
        "languages": list(conference.languages),
        "themes": lines_of(conference.themes),
        "venue": conference.venue,
        "address": conference.address,
        "contact_email": conference.contact_email,
        "accent": conference.accent,
        "version": conference.version,
    }


def facts_of(form: ConferenceForm) -> dict[str, Any]:
    """What was typed, without the host city (the route looks it up)."""
    return {
        "title": {lang: " ".join(text.split()) for lang, text in form.title.localized.items()},
        "articles": {
            lang: "" if form[f"article_{lang}"].data == "none" else form[f"article_{lang}"].data
            for lang in ARTICLES
            if form[f"article_{lang}"].data != _BY_TITLE
        },
        "summary": form.summary.localized,
        "starts": form.starts.data,
        "ends": form.ends.data,
        "timezone": form.timezone.data or "",
        "zone_keeps": (form.zone_keeps.data or "") if form.zone_keeps else "",
        "languages": form.languages.data or [],
        "themes": themes_of(form.themes.localized),
        "venue": form.venue.localized,
        "address": form.address.localized,
        "contact_email": form.contact_email.data or "",
        "accent": form.accent.data or "",
    }


#: Beside which field each refusal of the facts stands.
REFUSED_FIELDS: dict[str, tuple[type[Refusal], ...]] = {
    "title": (TextMissing,),
    "ends": (DatesReversed,),
    "timezone": (UnknownTimezone, ZoneMissing),
    "zone_keeps": (ZoneQuestion, NoSuchTime),
    "languages": (LanguageUnknown,),
    "accent": (AccentTooPale, BadColour),
}
