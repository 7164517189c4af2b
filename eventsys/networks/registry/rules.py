"""Names, codes, countries and time zones of cities."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from itertools import count

from babel.core import get_global

from eventsys.core.words.collation import stored_key
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import SUPPORTED, fallbacks
from eventsys.core.words.text import Localized, folded, searchable
from eventsys.core.words.zones import zones
from eventsys.networks.registry.errors import BadCode, UnknownCountry, UnknownTimezone
from eventsys.networks.registry.models import City

#: Languages in whose order lists of cities are paged; in any other they stand in the English one.
_ORDERED = tuple(
    column.key.removeprefix("order_") for column in City.__table__.columns if column.key.startswith("order_")
)


def sort_name(name: Mapping[str, str]) -> str:
    """The English name folded, else any name there is; at most 200 signs."""
    return folded(name.get("en") or next(iter(name.values()), ""))[:200]


def derived(code: str, name: Mapping[str, str], native_name: str) -> dict[str, str]:
    """What lists of cities are sorted by, in each language that has a column, and searched in: column to value."""
    shown = Localized(name)
    keys = {f"order_{lang}": stored_key(lang, shown.get_in(fallbacks(lang))) for lang in _ORDERED}
    return {**keys, "sort_name": sort_name(name), "search_text": search_text(code, name, native_name)}


def search_text(code: str, name: Mapping[str, str], native_name: str) -> str:
    """All that a search looks through."""
    return searchable(code, *name.values(), native_name)


def checked_code(code: str, *, most: int) -> str:
    """The code in capitals: letters, digits and hyphens, ``most`` at most. Raises :class:`BadCode`."""
    shaped = code.strip().upper()
    if not re.fullmatch(rf"[A-Z0-9][A-Z0-9-]{{0,{most - 1}}}", shaped):
        raise BadCode(code=code, most=most)
    return shaped


def made_code(name: Mapping[str, str], country: str, taken: Container[str]) -> str:
    """A code for a city without one, none of ``taken``: three letters of its name, else its country and a number."""
    letters = re.sub("[^A-Z]", "", folded(name.get("en") or next(iter(name.values()), "")).upper())
    if len(letters) >= 3:
        for tail in letters[2:] or "X":
            if (code := letters[:2] + tail) not in taken:
                return code
    stem = letters[:3] if len(letters) >= 3 else country
    return next(code for number in count(1) if (code := f"{stem}{number}") not in taken)


_BRACKET = re.compile(r"^(.*?)\s*\((.*)\)$")
#: Names that forms, lists of the United Nations and sports use, beside those of CLDR. Folded; ``and`` as it stands there.
_ALSO = {
    "viet nam": "VN",
    "viet-nam": "VN",
    "burma": "MM",
    "birmanie": "MM",
    "mien dien": "MM",
    "union of myanmar": "MM",
    "republic of korea": "KR",
    "korea": "KR",
    "korea, republic of": "KR",
    "republique de coree": "KR",
    "rok": "KR",
    "dprk": "KP",
    "dpr korea": "KP",
    "democratic people's republic of korea": "KP",
    "lao pdr": "LA",
    "lao": "LA",
    "lao people's democratic republic": "LA",
    "brunei darussalam": "BN",
    "russian federation": "RU",
    "federation de russie": "RU",
    "chinese taipei": "TW",
    "taipei chinois": "TW",
    "dai bac trung hoa": "TW",
    "taiwan, china": "TW",
    "taiwan province of china": "TW",
    "province of taiwan": "TW",
    "republic of china": "TW",
    "people's republic of china": "CN",
    "p.r. china": "CN",
    "pr china": "CN",
    "prc": "CN",
    "mainland china": "CN",
    "hong kong": "HK",
    "hong kong, china": "HK",
    "hong kong sar": "HK",
    "hong-kong": "HK",
    "hongkong": "HK",
    "macao": "MO",
    "macau": "MO",
    "macao, china": "MO",
    "macao sar": "MO",
    "macau sar": "MO",
    "usa": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "etats-unis d'amerique": "US",
    "hoa ky": "US",
    "uk": "GB",
    "u.k.": "GB",
    "great britain": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "uae": "AE",
    "czech republic": "CZ",
    "republique tcheque": "CZ",
    "turkiye": "TR",
    "turkey": "TR",
    "iran (islamic republic of)": "IR",
    "islamic republic of iran": "IR",
    "syrian arab republic": "SY",
    "republique arabe syrienne": "SY",
    "united republic of tanzania": "TZ",
    "republic of moldova": "MD",
    "bolivia (plurinational state of)": "BO",
    "venezuela (bolivarian republic of)": "VE",
    "micronesia (federated states of)": "FM",
    "ivory coast": "CI",
    "cote d'ivoire": "CI",
    "cape verde": "CV",
    "cabo verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "east timor": "TL",
    "timor oriental": "TL",
    "democratic republic of the congo": "CD",
    "dr congo": "CD",
    "drc": "CD",
    "republic of the congo": "CG",
    "congo": "CG",
    "state of palestine": "PS",
    "palestine": "PS",
    "holy see": "VA",
    "the netherlands": "NL",
    "holland": "NL",
    "the philippines": "PH",
    "the gambia": "GM",
    "the bahamas": "BS",
    "kyrgyz republic": "KG",
    "slovak republic": "SK",
    "republic of singapore": "SG",
    "republic of the philippines": "PH",
    "kingdom of thailand": "TH",
    "republic of indonesia": "ID",
    "republic of the union of myanmar": "MM",
    "kingdom of cambodia": "KH",
    "socialist republic of viet nam": "VN",
    "mongolia": "MN",
}


def _plain_name(name: str) -> str:
    """Folded, with one kind of apostrophe and "and" in full."""
    return " ".join(folded(name).replace("\u2019", "'").replace("&", " and ").split())


@lru_cache
def country_by_name() -> dict[str, str]:
    """Names of countries, folded, to codes: CLDR's in every language of the house, each without and from its bracket
    ("Myanmar (Burma)"), the names of other lists, and the codes of three letters."""
    found: dict[str, str] = {}
    for lang in SUPPORTED:
        for code, name in countries(lang).items():
            bracket = _BRACKET.fullmatch(name)
            for form in (name, *(bracket.groups() if bracket else ())):
                found.setdefault(_plain_name(form), code)
    longer = get_global("territory_aliases")
    three = {
        old.casefold(): new[0]
        for old, new in longer.items()
        if re.fullmatch("[A-Z]{3}", old) and len(new) == 1
    }
    return {**three, **found, **_ALSO}


def checked_country(code: str) -> str:
    """The country's code (ISO 3166-1, two letters) in capitals. Raises :class:`UnknownCountry`."""
    shaped = code.strip().upper()
    if shaped not in countries("en"):
        raise UnknownCountry(country=code)
    return shaped


def country_named(text: str) -> str:
    """A code or a name in any language of the house, to the code. Raises :class:`UnknownCountry`."""
    shaped = text.strip().upper()
    known = shaped if shaped in countries("en") else country_by_name().get(_plain_name(text))
    return known or checked_country(text)


def checked_timezone(name: str) -> str:
    """``""`` when unknown is fine. Raises :class:`UnknownTimezone`."""
    shaped = name.strip()
    if shaped and shaped not in zones():
        raise UnknownTimezone(timezone=name)
    return shaped
