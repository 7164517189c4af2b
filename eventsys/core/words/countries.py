"""Countries and territories by their codes (ISO 3166-1 alpha-2) and CLDR's names, by Babel."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale

from eventsys.core.words.collation import by_words

__all__ = ["countries", "country_name"]

#: What CLDR names with two letters beside countries: unions, islands of others, tests, "unknown".
_NO_COUNTRIES: Final = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


@lru_cache
def countries(language: str) -> dict[str, str]:
    """Codes to names in ``language``, ordered by name."""
    names = Locale(language).territories
    pairs = [(c, n) for c, n in names.items() if re.fullmatch("[A-Z]{2}", c) and c not in _NO_COUNTRIES]
    return dict(by_words(pairs, lambda pair: pair[1], language))


def country_name(code: str, language: str) -> str:
    """In words; the code itself where the language has no name for it."""
    return countries(language).get(code, code)
