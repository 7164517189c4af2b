"""Names: what may stand in them, and which part comes first. A name is no billboard: it stands in letters that go out in
the secretariat's name, to whom a stranger chose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eventsys.core.addresses import holds_address
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import clean, folded
from eventsys.pdf.shaping.coverage import sign_words, unprintable
from eventsys.registration.fields.models import BY_NAME, DETAILS, of_kind
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.names.errors import AddressInName, SignRefused, UnsafeName

#: The most characters of a delegate's fields, and of two that are not a delegate's.
NAME_LIMITS: Mapping[str, int] = {
    **{name: field.limit for name, field in DETAILS.items() if field.limit},
    "focal_name": 200,
    "passport_number": 40,
}
#: Fields that stand on badges and papers, and what they are called.
PRINTED: Mapping[str, Any] = {
    **{name: BY_NAME[name].question for name in of_kind(FieldKind.NAME, FieldKind.OFFICE)},
    "focal_name": _l("Focal point"),
}
_PRESENTATION = dict.fromkeys((0xFE0E, 0xFE0F))  # phones put them after ™ and ®, to choose a picture of it
_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean_name(text: str, limit: int) -> str:
    """NFC, without control characters and unpaired surrogates; inner white space is one space.

    Raises :class:`UnsafeName` for line breaks and for more than ``limit`` characters.
    """
    if _BREAKS.search(text.strip()):
        raise UnsafeName(limit=limit)
    cleaned = " ".join(clean(text).split())
    if len(cleaned) > limit:
        raise UnsafeName(limit=limit)
    return cleaned


def printed_name(text: str, key: str) -> str:
    """As :func:`clean_name`, of a field that stands on badges and papers (see :data:`PRINTED`).

    Raises :class:`SignRefused` too, for emoji and for what no font draws, and :class:`AddressInName`.
    """
    limit = NAME_LIMITS[key]
    cleaned = clean_name(text, limit).translate(_PRESENTATION)
    refuse_addresses(cleaned, key, str(PRINTED[key]))
    for sign in unprintable(cleaned):
        raise SignRefused(limit=limit, key=key, field=str(PRINTED[key]), sign=sign_words(sign))
    return cleaned


def sort_name(family: str, given: str) -> str:
    return folded(f"{family} {given}")[:260]


#: Where the family name is said and written first: China with Hong Kong, Macao and Taiwan, Viet Nam, Cambodia, Korea,
#: Hungary, and Japan, which writes its names so in Latin letters too since 2020.
_FAMILY_FIRST = frozenset({"CN", "HK", "MO", "TW", "VN", "KH", "KR", "KP", "JP", "HU"})


def name_order_in(country: str) -> str:
    """``family`` or ``given``: which name comes first where nobody has said it. ``country`` is ISO 3166-1 alpha-2."""
    return "family" if country in _FAMILY_FIRST else "given"


def name_words(family: str, given: str) -> frozenset[str]:
    """Two people with the same words may be one, whatever the order, the case and the accents."""
    return frozenset(folded(f"{family} {given}").replace("-", " ").split())


_NAMES = frozenset({*of_kind(FieldKind.NAME), "focal_name"})


def refuse_addresses(text: str, key: str, field: str) -> None:
    """Raises :class:`AddressInName` for web and mail addresses in what is called a name, an office or an organisation."""
    if holds_address(text, domains=key in _NAMES):
        raise AddressInName(key=key, field=field)
