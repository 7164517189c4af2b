"""The shape of what is typed about an edition and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, DateTimeLocalField, EmailField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.conferences.errors import (
    AccentTooPale,
    BadColour,
    DatesReversed,
    LanguageUnknown,
    TextMissing,
    ZoneMissing,
    ZoneQuestion,
)
from eventsys.conferences.forms.cities import city_choices
from eventsys.conferences.models import TRAVEL_WORDS, Conference, MilestoneKind, TravelAsked
from eventsys.conferences.rules.dates import KEEPS_WORDS
from eventsys.core.choices import RadioField, SelectField, SelectMultipleField
from eventsys.core.errors import NoSuchTime, Refusal
from eventsys.core.forms import (
    AsksFarDays,
    Form,
    LocalizedField,
    VersionField,
    body_field,
    mail_field,
    put_refusal,
)
from eventsys.core.grammar import ARTICLES
from eventsys.core.languages import OWN_NAMES, SUPPORTED
from eventsys.core.text import Localized
from eventsys.core.zones import zone_choices
from eventsys.networks.errors import UnknownTimezone
from eventsys.networks.models import City
from eventsys.pdf.coverage import printable

__all__ = [
    "REFUSED_FIELDS",
    "CategoryForm",
    "ConferenceForm",
    "MilestonesForm",
    "NewConferenceForm",
    "OrganiserForm",
    "QuotaForm",
    "RoomForm",
    "ZoneForm",
    "lines_of",
    "place_refusal",
    "themes_of",
]


def place_refusal(form: Form, refusal: Refusal, **fields: tuple[type[Refusal], ...]) -> None:
    """Put a refusal beside the field it is about; above the form when it is about none of ``fields``."""
    name = next((name for name, kinds in fields.items() if isinstance(refusal, kinds)), None)
    if name is None:
        form.form_errors.append(str(refusal))
        return
    field = form[name]
    put_refusal(next(iter(field.form)) if hasattr(field, "form") else field, refusal)


def themes_of(text: Mapping[str, str]) -> list[Localized]:
    """One theme a line; the first lines of all languages are the first theme, and so on."""
    columns = {
        lang: [line.strip() for line in value.splitlines() if line.strip()] for lang, value in text.items()
    }
    return [Localized(dict(zip(columns, row, strict=True))) for row in zip_longest(*columns.values())]


def lines_of(themes: Iterable[Mapping[str, str]]) -> Localized:
    """Themes as :func:`themes_of` takes them."""
    rows = list(themes)
    return Localized({lang: "\n".join(row.get(lang, "") for row in rows) for lang in SUPPORTED})


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
    languages = SelectMultipleField(
        _l("Languages"),
        [InputRequired(_l("Choose at least one language."))],
        choices=[(code, OWN_NAMES[code]) for code in SUPPORTED],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
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


class NewConferenceForm(ConferenceForm):
    edition = IntegerField(
        _l("Number of the edition"),
        [
            InputRequired(_l("Give the number of the edition.")),
            NumberRange(1, 999, _l("Give a number from 1 to 999.")),
        ],
    )
    slug = StringField(
        _l("Address"),
        [Optional(), Length(max=60)],
        description=_l("The last part of the public address. Empty: network and number."),
    )
    copy_last = BooleanField(
        _l("Copy from the last edition"),
        description=_l(
            "Organisers, rooms, categories, quotas, names of cities, and milestones moved to the new dates."
        ),
    )


class OrganiserForm(Form):
    role = LocalizedField(
        _l("Wording of the role"),
        checks=[body_field],
        description=_l("As it stands before the name: “organised by”, “in coordination with”."),
    )
    name = LocalizedField(_l("Its name"), required=True, checks=[printable, body_field])
    logo = FileField(_l("Logo"), description=_l("PNG, JPEG or WebP."))
    drop_logo = BooleanField(_l("Remove the present logo"))


class RoomForm(Form):
    name = LocalizedField(_l("Its name"), required=True, max_length=120, checks=[body_field])
    capacity = IntegerField(
        _l("People it holds"),
        [
            InputRequired(_l("Give the number of people.")),
            NumberRange(max=100_000, message=_l("That is more than we can believe.")),
        ],
    )


class CategoryForm(Form):
    name = LocalizedField(
        _l("Word on the badge"), required=True, max_length=60, checks=[printable, body_field]
    )
    colour = StringField(
        _l("Colour"),
        [InputRequired(_l("Choose a colour.")), Length(max=7)],
        default="#1d4f8c",
        render_kw={"type": "color"},
        description=_l(
            "The badge says the category by colour and by word, so that a grey copier does no harm."
        ),
    )
    is_head = BooleanField(
        _l("Head of delegation"), description=_l("At most one such person in each delegation.")
    )
    photo_needed = BooleanField(_l("A photo is needed"), default=True)
    travel_asked = SelectField(
        _l("Days of arrival and departure are asked"),
        choices=[(str(asked), word) for asked, word in TRAVEL_WORDS.items()],
        default=str(TravelAsked.GUESTS),
    )
    consent_needed = BooleanField(_l("Consent to the use of the data is needed"), default=True)


class ZoneForm(Form):
    letters = StringField(
        _l("Letters"),
        [InputRequired(_l("Give one or two letters.")), Length(max=2)],
        description=_l("One or two, from A to Z: they stand on the badge."),
    )
    name = LocalizedField(_l("Its name"), required=True, max_length=80, checks=[body_field])
    colour = StringField(
        _l("Colour"),
        [InputRequired(_l("Choose a colour.")), Length(max=7)],
        default="#1d4f8c",
        render_kw={"type": "color"},
    )
    categories = SelectMultipleField(
        _l("Open to"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )


class QuotaForm(Form):
    category = SelectField(_l("Category"), default="")
    city = SelectField(_l("City"), default="")
    places = IntegerField(
        _l("Places"),
        [
            InputRequired(_l("Give the number of places.")),
            NumberRange(max=100_000, message=_l("That is more than we can believe.")),
        ],
    )


class MilestonesForm(AsksFarDays):
    """One moment for each kind, on the conference's own clock."""


for _kind in MilestoneKind:
    setattr(MilestonesForm, _kind.value, DateTimeLocalField("", [Optional()], format="%Y-%m-%dT%H:%M"))


def label_milestones(form: MilestonesForm) -> None:
    """Labels in the language of the page."""
    for kind in MilestoneKind:
        form[kind.value].label.text = kind.word


def any_word() -> str:
    return str(_("Any"))
