"""Names, codes, countries and time zones of cities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale

from eventsys.core.languages import SUPPORTED
from eventsys.core.text import folded
from eventsys.networks.errors import BadCode, UnknownCountry, UnknownTimezone

__all__ = [
    "checked_code",
    "checked_country",
    "checked_timezone",
    "countries",
    "country_by_name",
    "country_name",
    "country_named",
    "search_text",
    "sort_name",
    "zones",
]


def sort_name(name: Mapping[str, str]) -> str:
    """The English name folded, else any name there is; at most 200 signs."""
    return folded(name.get("en") or next(iter(name.values()), ""))[:200]


def search_text(code: str, name: Mapping[str, str], native_name: str) -> str:
    """All that a search looks through."""
    return " | ".join(dict.fromkeys(folded(part) for part in (code, *name.values(), native_name) if part))


def checked_code(code: str, *, most: int) -> str:
    """In capitals. Raises :class:`BadCode`."""
    shaped = code.strip().upper()
    if not re.fullmatch(rf"[A-Z0-9][A-Z0-9-]{{0,{most - 1}}}", shaped):
        raise BadCode(code=code, most=most)
    return shaped


@lru_cache
def countries(lang: str) -> dict[str, str]:
    """ISO 3166-1 alpha-2 to name in ``lang``, ordered by name."""
    names = Locale(lang).territories
    pairs = [(c, n) for c, n in names.items() if re.fullmatch("[A-Z]{2}", c) and c not in _NO_COUNTRIES]
    return dict(sorted(pairs, key=lambda pair: folded(pair[1])))


_NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


def country_name(code: str, lang: str) -> str:
    """In words of ``lang``; the code itself where the language has no name for it."""
    return countries(lang).get(code, code)


@lru_cache
def country_by_name() -> dict[str, str]:
    """Folded names in every language of the house, to codes."""
    found = {folded(name): code for lang in SUPPORTED for code, name in countries(lang).items()}
    return {
        **found,
        "viet nam": "VN",
        "burma": "MM",
        "republic of korea": "KR",
        "korea": "KR",
        "lao pdr": "LA",
        "brunei darussalam": "BN",
        "russian federation": "RU",
    }


def checked_country(code: str) -> str:
    """Raises :class:`UnknownCountry`."""
    shaped = code.strip().upper()
    if shaped not in countries("en"):
        raise UnknownCountry(country=code)
    return shaped


def country_named(text: str) -> str:
    """A code or a name in any language of the house, to the code. Raises :class:`UnknownCountry`."""
    known = country_by_name().get(folded(text))
    return known or checked_country(text)


@lru_cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


def checked_timezone(name: str) -> str:
    """``""`` when unknown is fine. Raises :class:`UnknownTimezone`."""
    shaped = name.strip()
    if shaped and shaped not in zones():
        raise UnknownTimezone(timezone=name)
    return shaped
