"""Validators and readers that forms and tables share."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from babel import Locale
from wtforms import Field, ValidationError

from eventsys.core.addresses import BadAddress, mail_address
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import folded
from eventsys.registration.names.errors import UnsafeName
from eventsys.registration.names.rules import NAME_LIMITS, PRINTED, clean_name, printed_name


def one_line(key: str) -> Callable[[Any, Field], None]:
    """A name or a short text: one line, not too long; what is printed can be drawn."""

    def check(_form: Any, field: Field) -> None:
        try:
            if key in PRINTED:
                printed_name(field.data or "", key)
            else:
                clean_name(field.data or "", NAME_LIMITS[key])
        except UnsafeName as refusal:
            raise ValidationError(str(refusal)) from refusal

    return check


def check_email(text: str) -> str:
    """The address as it is kept. Raises :class:`ValueError`."""
    try:
        return mail_address(text)
    except BadAddress as refusal:
        raise ValueError(str(refusal)) from refusal


@lru_cache
def _languages(codes: tuple[str, ...]) -> dict[str, str]:
    """Folded codes and names of languages, in their own words and in those of the house, to codes."""
    found: dict[str, str] = {}
    for code in codes:
        locale = Locale.parse(code, sep="-")
        names = [locale.get_display_name(here) for here in SUPPORTED]
        names += [locale.languages.get(locale.language), locale.get_display_name(), own_name(code)]
        found |= {folded(str(name)): code for name in [code, *filter(None, names)]}
    return found


def language_named(text: str, codes: tuple[str, ...]) -> str:
    """One of ``codes``, from itself or from the language's name. Raises :class:`ValueError`."""
    found = _languages(codes).get(folded(text))
    if found is None:
        raise ValueError(_("Write one of: %(codes)s.", codes=", ".join(codes)))
    return found
