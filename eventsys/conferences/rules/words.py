"""How an edition is numbered and addressed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from eventsys.conferences.errors import BadSlug
from eventsys.core.grammar import ordinals_raised

__all__ = ["checked_slug", "code_for", "edition_words", "ordinal", "slug_for"]


def ordinal(n: int, lang: str) -> str:
    """``12th``, ``12ᵉ`` (feminine: ``1ʳᵉ``, as *réunion* and *édition* are), ``lần thứ 12``."""
    if lang == "fr":
        return ordinals_raised("1re" if n == 1 else f"{n}e", lang)
    if lang == "vi":
        return "lần thứ nhất" if n == 1 else f"lần thứ {n}"
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{({1: 'st', 2: 'nd', 3: 'rd'}).get(n % 10, 'th')}"


def edition_words(n: int, lang: str) -> str:
    """``12th edition``, ``12ᵉ édition``, ``kỳ họp lần thứ 12``."""
    return {"fr": f"{ordinal(n, 'fr')} édition", "vi": f"kỳ họp {ordinal(n, 'vi')}"}.get(
        lang, f"{ordinal(n, 'en')} edition"
    )


def slug_for(network_code: str, edition: int) -> str:
    """The address an edition gets by default: ``anmc21-12``."""
    return f"{re.sub(r'[^a-z0-9]+', '-', network_code.lower()).strip('-')}-{edition}"


def code_for(name: Mapping[str, str]) -> str:
    """A category's code from its English word, else from any: ``head-of-delegation``."""
    text = name.get("en") or next(iter(name.values()), "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", plain.casefold().replace("đ", "d")).strip("-")


def checked_slug(slug: str) -> str:
    """Raises :class:`BadSlug`."""
    shaped = slug.strip().lower()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])", shaped):
        raise BadSlug
    return shaped
