"""The forms a name takes inside a sentence: « d’Oulan-Bator », « au Caire », « à la 12ᵉ réunion plénière ».

A sentence is one message; it asks for a noun by the form it needs, ``%(of_city)s``, and each language's
translation may ask for another form of the same noun (``%(at_title)s`` for ``%(the_title)s``): whoever fills
it in hands over all of them (:func:`city_forms`, :func:`title_forms`). ``script/translations`` knows the
prefixes in :data:`FORMS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from eventsys.core.words.text import folded

__all__ = [
    "ARTICLES",
    "FORMS",
    "article_of",
    "at",
    "city_forms",
    "clock_of",
    "of",
    "ordinals_raised",
    "set_off",
    "the_city",
    "title_forms",
]

#: What may stand before a noun's name in a place to fill: with its article, of it, at (in, to) it.
FORMS: Final = ("the_", "of_", "at_")

#: The articles a title may take, by language; "" is none. A language that is not here has no articles.
ARTICLES: Final = {"en": ("the", ""), "fr": ("la", "le", "l’", "les", "")}

#: A name in any other language stands as it is: its sentences are written so that it may.
_OF: Final = {"en": "of", "vi": "của"}
_AT: Final = {"en": "in", "vi": "tại"}

_ARTICLE = re.compile(r"(le|la|les)\s+|(l)['’]\s*", re.IGNORECASE)
_CONTRACTED: Final = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}

#: h is mute in these (the Larousse and Wikipédia elide them) and aspirated in all others: « de Hanoï ».
_MUTE_H: Final = (
    "helsinki", "helsingborg", "hermosillo", "hiroshima", "ho chi minh", "hobart", "honolulu", "huesca",
    "huelva", "hyderabad", "hyeres",
)  # fmt: skip
#: A glide is a consonant: « de Yokohama », « de Ouagadougou », « de Iaroslavl »; but « d’Yverdon », « d’Ouessant ».
_GLIDE = re.compile(r"y[aeiou]|i[aou](?!n\b)|oua|oue(?!ss)|oui|8|11")
_ELIDES = re.compile(r"[aeiouyœæh]")

_ORDINAL = re.compile(r"\b(\d+)(ers?|re?s?|ères?|i?[eè]mes?|es?|nde?s?)(?![\w-])")
_RAISED: Final = str.maketrans("ernds", "ᵉʳⁿᵈˢ")

#: Words that name a meeting or an instrument, folded: what a French title's article follows.
_FEMININE: Final = frozenset((
    "assemblee", "biennale", "charte", "conference", "convention", "declaration", "edition", "entente",
    "journee", "lettre", "plenary", "pleniere", "rencontre", "resolution", "reunion", "semaine", "session",
    "table", "triennale", "universite",
))  # fmt: skip
_MASCULINE: Final = frozenset((
    "accord", "atelier", "cercle", "colloque", "comite", "communique", "congres", "conseil", "dialogue",
    "festival", "forum", "memorandum", "pacte", "proces-verbal", "protocole", "rendez-vous", "sommet",
    "salon", "seminaire", "symposium", "traite",
))  # fmt: skip
_PLURAL: Final = frozenset((
    "assises", "ateliers", "conclusions", "etats", "journees", "jeux", "principes", "rencontres", "sessions",
))  # fmt: skip
_ENGLISH: Final = frozenset((
    "accord", "agreement", "assembly", "biennale", "charter", "colloquium", "communique", "conclusions",
    "conference", "congress", "convention", "council", "declaration", "dialogue", "edition", "festival",
    "forum", "gathering", "meeting", "memorandum", "minutes", "pact", "plenary", "protocol", "resolution",
    "roundtable", "seminar", "session", "statement", "summit", "symposium", "treaty", "week", "workshop",
))  # fmt: skip
_ENGLISH_ORDINAL = re.compile(
    r"(?:\d+(?:st|nd|rd|th)|\w+teenth|\w+tieth|[\w-]*"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth))\b"
)


def _elides(name: str) -> bool:
    """Whether « de » and « le » lose their vowel before it."""
    plain = folded(name)
    if plain.startswith("h"):
        return plain.replace("-", " ").startswith(_MUTE_H)
    return bool(_ELIDES.match(plain)) and not _GLIDE.match(plain)


def _joined(preposition: str, name: str) -> str:
    """« de » or « à » before a French name that may begin with its article, which contracts: « du Caire »."""
    article = _ARTICLE.match(name)
    if article:
        bare = name[article.end() :]
        contracted = _CONTRACTED.get((preposition, (article[1] or "").lower()))
        return f"{contracted} {bare}" if contracted else f"{preposition} {name}"
    return f"d’{name}" if preposition == "de" and _elides(name) else f"{preposition} {name}"


def of(name: str, language: str) -> str:
    """ "of Hanoi", « de Hanoï », « d’Oulan-Bator », « du Caire », "của Hà Nội"."""
    if language == "fr":
        return _joined("de", name)
    return f"{_OF[language]} {name}" if language in _OF else name


def at(name: str, language: str) -> str:
    """Where it is: "in Hanoi", « à Hanoï », « au Caire », "tại Hà Nội"."""
    if language == "fr":
        return _joined("à", name)
    return f"{_AT[language]} {name}" if language in _AT else name


def clock_of(name: str, language: str) -> str:
    """Whose clock it is: "Hanoi time", « heure du Caire », "giờ Hà Nội"."""
    if language == "fr":
        return f"heure {of(name, language)}"
    if language == "vi":
        return f"giờ {name}"
    return f"{name} time" if language == "en" else name


def the_city(name: str, language: str) -> str:
    """The city as a body: "the City of Seoul", « la Ville de Pékin », "thành phố Seoul". A name that says
    already what it is stays alone: "Quezon City", "Metropolitan Manila", "Thành phố Hồ Chí Minh"."""
    plain = folded(name)
    if re.search(
        r"\bcity\b|^metro|^(?:grand|greater) |^(?:la )?ville |-ville$|^thanh pho |^dai do thi |^thu do ",
        plain,
    ):
        return name
    if language == "fr":
        return f"la Ville {of(name, language)}"
    if language == "vi":
        return f"thành phố {name}"
    return f"the City of {name}" if language == "en" else name


def city_forms(name: str, language: str, noun: str = "city") -> dict[str, str]:
    """``city``, ``the_city``, ``of_city`` and ``at_city`` for a message; ``noun`` where it names two cities.

    >>> city_forms("Le Caire", "fr", "host")["at_host"]
    'au Caire'
    """
    return {
        noun: name,
        f"the_{noun}": the_city(name, language),
        f"of_{noun}": of(name, language),
        f"at_{noun}": at(name, language),
    }


def article_of(title: str, language: str) -> str:
    """The article a meeting's title takes, as far as its words tell; one of :data:`ARTICLES`, "" for none.

    >>> article_of("12ᵉ réunion plénière", "fr"), article_of("Sommet des maires", "fr"), article_of("Habitat III", "fr")
    ('la', 'le', '')
    """
    own = _own_article(title, language)
    if own is not None:
        return own
    words = re.findall(r"[\w-]+", folded(title))
    if language == "en":
        return "the" if _ENGLISH_ORDINAL.match(folded(title)) or not _ENGLISH.isdisjoint(words) else ""
    if language != "fr":
        return ""
    for word in words:
        if word in _PLURAL:
            return "les"
        if word in _FEMININE or word in _MASCULINE:
            return "l’" if word == words[0] and _elides(title) else "la" if word in _FEMININE else "le"
    return ""


def _own_article(title: str, language: str) -> str | None:
    """The article a title begins with."""
    if language == "fr" and (found := _ARTICLE.match(title)):
        return "l’" if found[2] else found[1].lower()
    return "the" if language == "en" and title.lower().startswith("the ") else None


def _bare(title: str, language: str) -> str:
    """Without the article it begins with."""
    if language == "fr" and (found := _ARTICLE.match(title)):
        return title[found.end() :]
    return title[4:] if language == "en" and title.lower().startswith("the ") else title


def title_forms(
    title: str, language: str, articles: Mapping[str, str] | None = None, noun: str = "title"
) -> dict[str, str]:
    """``title``, ``the_title``, ``of_title`` and ``at_title`` for a message in ``language``.

    ``articles``: what somebody settled by language; where it is silent, :func:`article_of` says.
    """
    article = (articles or {}).get(language)
    if article is None:
        article = article_of(title, language)
    bare = _bare(title, language) if article else title
    known = f"{article}{'' if article.endswith('’') else ' '}{bare}" if article else bare
    if language == "vi":
        forms = (title, f"của {title}", f"tại {title}")
    elif language == "fr":
        forms = (known, _joined("de", known), _joined("à", known))
    else:
        forms = (known, f"of {known}", f"at {known}")
    return {noun: title, **{f"{form}{noun}": words for form, words in zip(FORMS, forms, strict=True)}}


def set_off(
    forms: Mapping[str, str], noun: str, around: Callable[[str], str], rest: Callable[[str], str]
) -> dict[str, str]:
    """The forms of ``noun`` with its own words put through ``around``, what stands before them (an article, a
    preposition) through ``rest``: a certificate sets the title larger than the sentence it stands in.

    >>> set_off(title_forms("Le Sommet", "fr"), "title", str.upper, str)["at_title"]
    'au SOMMET'
    """
    name = forms[noun]
    found = {}
    for key, words in forms.items():
        same = 0
        while same < min(len(name), len(words)) and name[-1 - same] == words[-1 - same]:
            same += 1
        cut = len(words) - same
        found[key] = rest(words[:cut]) + around(words[cut:])
    return found


def ordinals_raised(text: str, language: str) -> str:
    """French ordinals as they are set, in letters that survive a mail's subject and a PDF: 12e becomes « 12ᵉ ».

    >>> ordinals_raised("12e réunion, 1re session, 1er novembre, 3ème", "fr")
    '12ᵉ réunion, 1ʳᵉ session, 1ᵉʳ novembre, 3ᵉ'
    """
    return _ORDINAL.sub(_raised, text) if language == "fr" else text


def _raised(found: re.Match[str]) -> str:
    ending = {"ère": "re", "ères": "res"}.get(found[2]) or re.sub(r"i?[eè]me", "e", found[2])
    return f"{found[1]}{ending.translate(_RAISED)}"
