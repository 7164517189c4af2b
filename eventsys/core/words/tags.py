"""Languages by their tags (BCP 47), and which of them a country writes its own names in.

What CLDR does not say stands in the two tables here and nowhere else: in which national form Han characters are
set, and what the people of the cities speak and write. The rest (a country's languages, their names, which way their
lines run) is CLDR's, by Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import icu
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from eventsys.core.words.bcp47 import known_tags, language_and_script, locale_of, tag_of
from eventsys.core.words.languages import SUPPORTED, current

__all__ = [
    "HAN_TAGS",
    "OWN_SCRIPT",
    "RAGGED",
    "SPOKEN",
    "UNSPACED",
    "UPRIGHT",
    "han_form",
    "language_choices",
    "language_name",
    "language_names",
    "language_of",
    "language_of_name",
    "name_in",
    "own_language",
    "own_name",
    "tag_named",
    "text_direction",
]


class _Han(NamedTuple):
    form: str
    """The national form, by the letters with which font families are named: ``Noto Sans CJK JP``."""
    country: str = ""
    """Whose own names are in this language, where the country's first official one does not tell the form."""


#: Han characters have one code point and several national forms; a tag speaks for those that begin with it.
_HAN: Final = {
    "zh": _Han("SC"),
    "zh-Hans": _Han("SC", "CN"),
    "zh-CN": _Han("SC"),
    "zh-SG": _Han("SC"),
    "zh-Hant": _Han("TC", "TW"),
    "zh-TW": _Han("TC"),
    "zh-HK": _Han("HK", "HK"),
    "zh-MO": _Han("HK", "MO"),
    "zh-Hant-HK": _Han("HK"),
    "zh-Hant-MO": _Han("HK"),
    "ja": _Han("JP"),
    "ko": _Han("KR"),
}
_HAN_BY_COUNTRY: Final = {han.country: tag for tag, han in _HAN.items() if han.country}

HAN_TAGS: Final = tuple(sorted(_HAN, key=len))
"""Tags with a form of their own, the general before the special: a style sheet names them in this order."""

#: What is spoken in the cities, and by which tags a name in its own script is told: none where plain Latin letters do.
_TONGUES: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("ar",),
    "en": (),
    "fr": (),
    "hi": ("hi",),
    "id": (),
    "ja": ("ja",),
    "km": ("km",),
    "ko": ("ko",),
    "lo": ("lo",),
    "mn": ("mn",),
    "ms": (),
    "my": ("my",),
    "ru": ("ru",),
    "th": ("th",),
    "vi": ("vi",),
    "zh": ("zh-Hans", "zh-Hant"),
}
SPOKEN: Final = tuple(_TONGUES)
"""What sessions are held in, beside a conference's own languages."""
OWN_SCRIPT: Final = tuple(tag for tags in _TONGUES.values() for tag in tags)
"""What people write their own names in: the tag chooses the glyphs of badge and nameplate."""

#: Where CLDR's word for written Chinese is that of the spoken Mandarin, which is none of a text's.
_MANDARIN, _WRITTEN_CHINESE = ("vi", "ko", "my"), ("zh-Hans", "zh-Hant")
_FROM_THE_RIGHT: Final = ("ar", "fa", "he", "ur", "ps", "ckb", "ug", "yi", "dv", "sd")
_SYLLABIC: Final = ("th", "lo", "km", "my")
UNSPACED: Final = (*_SYLLABIC, "zh", "ja")
"""In these no space parts words."""
RAGGED: Final = (
    *UNSPACED,
    *("fi", "ga", "mt", "ms", "fil", "tr", "kk", "ky", "uz", "az", "hy", "ka"),  # no hyphen that we know does
    *_FROM_THE_RIGHT,  # WeasyPrint sets stretched lines beyond the margin
)
"""Lines in these are not stretched to one width."""
UPRIGHT: Final = (
    *("zh", "ja", "ko", "th", "lo", "km", "my", "hi", "ne", "mr", "bn", "ta", "te", "si"),
    *_FROM_THE_RIGHT,
)
"""Their scripts have no italics: they stand upright, with their figures."""

_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\U0001aff0-\U0001b16f\U000e0100-\U000e01ef]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


@lru_cache(maxsize=512)
def han_form(tag: str) -> str:
    """The national form of Han characters in a language, ``JP``, ``KR``, ``SC``, ``TC`` or ``HK``; "" where it has none.

    >>> han_form("zh-Hant-MO"), han_form("ZH-tw"), han_form("vi")
    ('HK', 'TC', '')
    """
    asked = f"{tag.lower()}-"
    return next((_HAN[one].form for one in reversed(HAN_TAGS) if asked.startswith(f"{one.lower()}-")), "")


@lru_cache(maxsize=512)
def language_of(country: str) -> str:
    """The language of a country's own names (BCP 47), for the right shapes of letters: ``JP`` → ``ja``."""
    found = get_official_languages(country) or ("",)
    return _HAN_BY_COUNTRY.get(country) or str(found[0]).replace("_", "-")


#: Scripts of languages that are written in several.
_WITH_HAN: Final = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
}


@lru_cache(maxsize=1024)
def own_language(name: str, country: str) -> str:
    """In which language a place of ``country`` (ISO 3166-1 alpha-2) is called ``name``: the one official language in whose
    script it is written, English aside where there is another; "" where it may be several, as of Geneva.

    >>> own_language("Hà Nội", "VN"), own_language("香港", "HK"), own_language("Genève", "CH"), own_language("दिल्ली", "IN")
    ('vi', 'zh-HK', '', 'hi')
    """
    signs = {icu.Script.getScript(sign).getShortName() for sign in name if sign.isalpha()}
    official = [one.replace("_", "-") for one in get_official_languages(country)]
    fits = [
        one
        for one in official
        if signs <= _WITH_HAN.get(language_and_script(one)[1], {language_and_script(one)[1]})
    ]
    fits = [one for one in fits if one != "en"] or fits
    # one language may be there twice, as Chinese of Taiwan is
    kept = [one for one in fits if one.split("-")[0] == "zh"] or fits
    if len(kept) != 1:
        return ""
    return language_of(country) if kept[0] == official[0] else kept[0]


def language_of_name(name: str, told: str, country: str) -> str:
    """In which language's shapes a name in its own script is set: as it was ``told``, else by what only one
    language writes, else as in the ``country`` it comes from.

    >>> language_of_name("さくら", "", "FR"), language_of_name("陳", "", "HK"), language_of_name("陳", "ja", "HK")
    ('ja', 'zh-HK', 'ja')
    """
    if told:
        return told
    if _KANA.search(name):
        return "ja"
    return "ko" if _HANGUL.search(name) else language_of(country)


def language_name(tag: str, language: str | None = None) -> str:
    """What a language is called in ``language`` (the page's by default): ``tiếng Nhật``; the tag itself where CLDR does
    not know it.

    >>> language_name("zh-Hant", "en"), language_name("ja", "fr")
    ('Traditional Chinese', 'japonais')
    """
    return str(locale_of(language or current()).languages.get(tag.replace("-", "_"), tag))


@lru_cache(maxsize=8192)
def name_in(tag: str, language: str) -> str:
    """A language in the words of another, as inside a sentence.

    >>> name_in("ru", "fr"), name_in("zh-Hant", "en"), name_in("en", "vi"), name_in("zh-Hant", "vi")
    ('russe', 'Traditional Chinese', 'tiếng Anh', 'tiếng Trung (Phồn thể)')
    """
    name = _named(tag, language)
    # "Tiếng Anh" begins small inside a sentence
    return name[:1].lower() + name[1:] if language == "vi" else name


def _named(tag: str, language: str) -> str:
    spoken = Locale.parse(language, sep="-")
    if language in _MANDARIN and tag in _WRITTEN_CHINESE:
        return f"{spoken.languages['zh']} ({spoken.scripts[tag.removeprefix('zh-')]})"
    whole = spoken.languages.get(tag.replace("-", "_"))
    return str(whole or Locale.parse(tag, sep="-").get_display_name(spoken) or tag)


@lru_cache(maxsize=512)
def own_name(tag: str) -> str:
    """What a language calls itself, standing alone: ``Tiếng Việt``; the tag itself where CLDR does not know it.

    >>> own_name("fr"), own_name("zh-Hant"), own_name("xx")
    ('Français', '繁體中文', 'xx')
    """
    try:
        name = name_in(tag, tag)
    except (ValueError, UnknownLocaleError):
        return tag
    return name[:1].upper() + name[1:]


def language_choices(tags: Iterable[str] = SUPPORTED) -> list[tuple[str, str]]:
    """Of a form: each language by its own name; those that the house speaks, unless others are told."""
    return [(tag, own_name(tag)) for tag in tags]


@lru_cache(maxsize=512)
def text_direction(tag: str) -> str:
    """``rtl`` or ``ltr``: which way a line runs in a language; ``ltr`` where CLDR does not know it."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"


@lru_cache(maxsize=1024)
def tag_named(text: str) -> str:
    """The tag of a language that was given by its tag or by its name: in its own words, in English or in a language of
    the house's pages. Raises :class:`UnknownTag`.

    >>> tag_named("русский"), tag_named("Traditional Chinese"), tag_named("tiếng Nga"), tag_named("ru")
    ('ru', 'zh-Hant', 'ru', 'ru')
    """
    found = language_names().get(" ".join(text.casefold().split()))
    return found or tag_of(text)


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """What languages are called in their own words, in English and in the house's languages, small, to their tags."""
    named: dict[str, str] = {}
    for inside in (*reversed(SUPPORTED), None):  # what is said later goes before
        for tag in known_tags():
            named[(own_name(tag) if inside is None else name_in(tag, inside)).casefold()] = tag
    return named
