"""Validators and choices that several forms share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import phonenumbers
from babel import Locale
from wtforms import Field, ValidationError

from eventsys.conferences.editions.models import Conference
from eventsys.core.addresses import BadAddress, mail_address
from eventsys.core.collation import by_words
from eventsys.core.languages import OWN_NAMES, SUPPORTED, current
from eventsys.core.languages import gettext as _
from eventsys.networks.models import City
from eventsys.registration.errors import UnsafeName
from eventsys.registration.rules import NAME_LIMITS, PRINTED, clean_name, is_near, printed_name

__all__ = [
    "LANGUAGE_CHOICES",
    "SCRIPTS",
    "check_days",
    "check_email",
    "countries",
    "international",
    "names_of",
    "native_languages",
    "one_line",
    "telephone",
]

LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in SUPPORTED]
#: Languages people write their own names in: the tag chooses the glyphs of badge and nameplate.
SCRIPTS = ("ar", "my", "zh-Hans", "zh-Hant", "hi", "ja", "km", "ko", "lo", "mn", "ru", "th", "vi")


def one_line(key: str) -> Callable[[Any, Field], None]:
    """A name or a short text: one line, not too long; what is printed can be drawn."""

    def check(form: Any, field: Field) -> None:
        try:
            if key in PRINTED:
                printed_name(field.data or "", key)
            else:
                clean_name(field.data or "", NAME_LIMITS[key])
        except UnsafeName as refusal:
            raise ValidationError(str(refusal)) from refusal

    return check


def check_days(
    starts: date, ends: date, *, arrives_on: date | None = None, departs_on: date | None = None
) -> None:
    """Whether these days fit a conference from ``starts`` to ``ends``. Raises :class:`ValidationError`."""
    if arrives_on and departs_on and departs_on < arrives_on:
        raise ValidationError(_("The departure is before the arrival."))
    if not all(is_near(day, starts, ends) for day in (arrives_on, departs_on) if day):
        raise ValidationError(
            _("This day is far from the days of the conference. Please check the year and the month.")
        )


def check_email(text: str) -> str:
    """The address as it is kept. Raises :class:`ValueError`."""
    try:
        return mail_address(text)
    except BadAddress as refusal:
        raise ValueError(str(refusal)) from refusal


def international(number: str, region: str) -> str | None:
    """``+84 24 3825 3536``; ``region`` is the country of numbers without a code. ``None`` when it is no number."""
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def telephone(form: Any, field: Field) -> None:
    """Put the number into its international form; ``form.region`` is the country of the delegation's city."""
    if not field.data:
        return
    number = international(field.data, getattr(form, "region", ""))
    if number is None:
        raise ValidationError(_("This is not a telephone number. Begin with + and the code of the country."))
    field.data = number


def names_of(conference: Conference, city: City) -> list[str]:
    """What a table may call a city: every name that it has at the conference or in the registry, and its code."""
    names = (*conference.city_name(city).values(), *city.name.values(), city.native_name, city.code)
    return [name for name in names if name]


def native_languages() -> list[tuple[str, str]]:
    """Choices in their own words, with the page's word beside."""
    here = Locale.parse(current())
    choices = []
    for tag in SCRIPTS:
        locale = Locale.parse(tag, sep="-")
        choices.append((tag, f"{locale.get_display_name()} · {locale.get_display_name(here)}"))
    return [("", "—"), *by_words(choices, lambda pair: pair[1].partition(" · ")[2])]


def countries() -> list[tuple[str, str]]:
    """ISO codes of countries and their names in the page's language, sorted by name."""
    names = Locale.parse(current()).territories
    found = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    ]
    return [("", "—"), *by_words(found, lambda pair: pair[1])]
