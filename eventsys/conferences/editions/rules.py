"""How an edition is numbered."""

from __future__ import annotations

from eventsys.core.words.grammar import ordinals_raised


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
