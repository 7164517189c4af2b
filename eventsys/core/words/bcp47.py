"""Languages of texts: any tag of BCP 47 that CLDR has words for, right to left too.

The language of a *page* is one of those the house speaks (:data:`eventsys.core.words.languages.SUPPORTED`); a
conference, a title, a declaration may be in any of these. CLDR (through Babel) gives each one's name, its days, its
lists and its direction; ICU its alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import icu
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.localedata import locale_identifiers

__all__ = [
    "UnknownTag",
    "is_tag",
    "known_tags",
    "language_and_script",
    "locale_of",
    "may_be",
    "meant",
    "nearest",
    "tag_among",
    "tag_of",
    "tags_of",
    "three_letters",
]

#: Characters of a tag: what the columns of languages hold. Language, script and region of two letters fit.
_LONGEST = 10


class UnknownTag(ValueError):
    """``text`` is no tag of a language that CLDR knows."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@lru_cache(maxsize=1024)
def tag_of(text: str) -> str:
    """The canonical tag of what was typed or sent; raises :class:`UnknownTag`.

    >>> tag_of("RU"), tag_of("zh_hant"), tag_of("sr-latn"), tag_of("zh-TW")
    ('ru', 'zh-Hant', 'sr-Latn', 'zh-Hant')
    """
    plain = text.strip().replace("_", "-")
    if not plain or len(plain) > _LONGEST:
        raise UnknownTag(text)
    try:
        found = Locale.parse(plain, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise UnknownTag(text) from None
    if (
        found.variant
        or found.modifier
        or found.language in ("root", "und")
        or found.language != plain.split("-")[0].lower()
    ):
        raise UnknownTag(text)
    return _with_script(found)


def _with_script(found: Locale) -> str:
    """Chinese says in which characters: ``zh-TW`` is ``zh-Hant``, ``zh-HK`` ``zh-Hant-HK``, ``zh`` ``zh-Hans``."""
    if found.language != "zh":
        return str(found).replace("_", "-")
    likely = get_global("likely_subtags")
    asked = "_".join(filter(None, (found.language, found.script or found.territory)))
    language, script, usual = likely.get(asked, likely["zh"]).split("_")
    region = found.territory
    return "-".join((language, script, region) if region not in (None, usual) else (language, script))


def tag_among(text: str, tags: Iterable[str]) -> str:
    """The one of ``tags`` that a program means by ``text``, be it of a region of it; "" for none.

    >>> tag_among("en-US", ["fr", "en"]), tag_among("zh_TW", ["zh-Hant"]), tag_among("sr-Latn", ["sr"])
    ('en', 'zh-Hant', '')
    """
    try:
        asked = Locale.parse(text.strip().replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return ""
    found = _with_script(asked)
    region = f"-{asked.territory}"
    wider = found.removesuffix(region) if found.endswith(region) else found
    return next((tag for tag in (found, wider) if tag in set(tags)), "")


@lru_cache(maxsize=4096)
def nearest(tag: str, tags: tuple[str, ...]) -> str:
    """The one of ``tags`` that who reads ``tag`` reads: itself; else what CLDR reads instead of it; else one of the same
    language in the same script, whatever the region; "" for none.

    >>> nearest("zh-HK", ("zh-Hans", "zh-Hant")), nearest("pt-BR", ("es", "pt-PT")), nearest("nb", ("no",))
    ('zh-Hant', 'pt-PT', 'no')
    >>> nearest("sr-Latn", ("sr",)), nearest("sr-Cyrl", ("sr",)), nearest("zh-Hant-MO", ("zh-Hant", "zh-Hant-HK"))
    ('', 'sr', 'zh-Hant-HK')
    """
    written = language_and_script(tag)
    of_it = [one for one in tags if language_and_script(one) == written]
    return next((one for one in _instead(tag) if one in tags), next(iter(of_it), ""))


@lru_cache(maxsize=1024)
def language_and_script(tag: str) -> tuple[str, str]:
    """The language, and the script that it is written in unless told otherwise (CLDR's likely subtags); what is no tag is
    read by itself alone."""
    try:
        found = icu.Locale.forLanguageTag(tag)
    except icu.ICUError:
        return tag, ""
    if not found.getLanguage():
        return tag, ""
    found.addLikelySubtags()
    return found.getLanguage(), found.getScript()


@lru_cache(maxsize=1024)
def _instead(tag: str) -> tuple[str, ...]:
    """The tag and what CLDR reads where it has nothing for it, nearest first: ``zh-Hant-MO``, ``zh-Hant-HK``, ``zh-Hant``."""
    chain, parents = [tag], get_global("parent_exceptions")
    while True:
        now = chain[-1].replace("-", "_")
        above = parents.get(now) or now.rpartition("_")[0]
        if (
            not above
            or above == "root"
            or language_and_script(above.replace("_", "-"))[1] != language_and_script(tag)[1]
        ):
            return tuple(chain)
        chain.append(above.replace("_", "-"))


def is_tag(text: str) -> bool:
    """Whether it is the canonical tag of a language."""
    try:
        return tag_of(text) == text
    except UnknownTag:
        return False


def tags_of(texts: Iterable[str]) -> list[str]:
    """Canonical tags, each once, in order; raises :class:`UnknownTag` for the first that is none."""
    return list(dict.fromkeys(map(tag_of, texts)))


@lru_cache(maxsize=1024)
def locale_of(tag: str) -> Locale:
    """What CLDR knows of a language: names, days, numbers, lists. ``tag`` as :func:`tag_of` gives it."""
    return Locale.parse(tag, sep="-")


def three_letters(tag: str) -> str:
    """The same language by its ISO 639-2 or -3 code, script and region as they are.

    >>> three_letters("fr"), three_letters("zh-Hant"), three_letters("fil")
    ('fra', 'zho-Hant', 'fil')
    """
    plain, dash, rest = tag.partition("-")
    return f"{icu.Locale(plain).getISO3Language() or plain}{dash}{rest}"


def meant(said: str) -> str:
    """The tag of the language that a file says it is in, by a tag or a code of three letters; "" where it says none.

    >>> meant("fra"), meant("zho-Hant"), meant("en_GB"), meant("und")
    ('fr', 'zh-Hant', 'en-GB', '')
    """
    try:
        found = icu.Locale.forLanguageTag(said.replace("_", "-"))
    except icu.ICUError:
        return ""
    return str(found.toLanguageTag()) if found.getLanguage() not in ("", "mul") else ""


def may_be(said: str, tag: str) -> bool:
    """Whether what a file says of its language (as :func:`meant` takes it) may mean that of ``tag``.

    >>> may_be("fra", "fr"), may_be("en-GB", "en"), may_be("zho", "zh-Hant"), may_be("zh-Hans", "zh-Hant"), may_be("", "vi")
    (True, True, True, False, True)
    """
    one, other = icu.Locale.forLanguageTag(meant(said) or tag), icu.Locale.forLanguageTag(tag)
    scripts = {one.getScript(), other.getScript()} - {""}
    return bool(one.getLanguage() == other.getLanguage()) and len(scripts) < 2


@lru_cache(maxsize=1)
def known_tags() -> tuple[str, ...]:
    """All languages a text may be added in, without those of one region only."""
    found = (tag.replace("_", "-") for tag in locale_identifiers())
    plain = (tag for tag in found if tag != "root" and Locale.parse(tag, sep="-").territory is None)
    return tuple(sorted({tag_of(tag) for tag in plain if not Locale.parse(tag, sep="-").variant}))
