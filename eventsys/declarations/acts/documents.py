"""What a text says of its own languages, in words."""

from __future__ import annotations

import re
from typing import Final

from eventsys.core.words.grammar import at
from eventsys.core.words.languages import current, fallbacks, in_language, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import name_in
from eventsys.declarations.acts import rules
from eventsys.declarations.acts.models import Declaration, ParagraphKind

_STAND_IN: Final = 0xE000
"""The first of the signs that stand for parties while the words around them are found: of private use, in no name."""
_IN: Final = {"en": "in", "vi": "bằng"}


def language_names(codes: list[str]) -> str:
    """ "English, French and Vietnamese" in the language in force, as inside a sentence."""
    return list_words([name_in(code, current()) for code in codes])


def in_languages(codes: list[str]) -> str:
    """ "in English and French", « en anglais et en français », "bằng tiếng Anh và tiếng Pháp"; in other languages the
    names alone, as their sentences are written for them."""
    if current() == "fr":  # each language with its own preposition
        return list_words([f"en {language_names([code])}" for code in codes])
    names = language_names(codes)
    return f"{_IN[current()]} {names}" if current() in _IN else names


def clause_words(declaration: Declaration, language: str) -> str:
    """The clauses on authenticity and divergence in ``language``; "" where there is one language only."""
    if len(declaration.languages) < 2:
        return ""
    with in_language(language):
        every = in_languages(declaration.languages)
        names = language_names(declaration.languages)
        if declaration.authentic:
            one = language_names([declaration.authentic])
            found = [
                _(
                    "Of the texts %(in_languages)s, the text in %(one)s alone is authentic.",
                    in_languages=every,
                    languages=names,
                    one=one,
                )
            ]
        else:
            found = [
                _("The texts %(in_languages)s are equally authentic.", in_languages=every, languages=names)
            ]
        if declaration.divergence:
            one = language_names([declaration.divergence])
            found.append(_("In case of divergence, the text in %(one)s prevails.", one=one))
    return " ".join(found)


def place_words(part: str, number: int | str) -> str:
    """Which paragraph: "Point 3", "Preamble paragraph 1"."""
    if part == ParagraphKind.POINT:
        return str(_("Point %(number)s", number=number))
    return str(_("Preamble paragraph %(number)s", number=number))


def party_words(declaration: Declaration, language: str, holder: int | None = None) -> str:
    """An agreement's parties as its texts call them, the ``holder`` (delegation id) of an original first;
    "" of a declaration."""
    called = {party.delegation_id: party.name for party in declaration.parties}
    order = fallbacks(language, declaration.languages)
    with in_language(language):
        return list_words([called[key].get_in(order) for key in rules.holder_first(list(called), holder)])


def between_words(declaration: Declaration, language: str, holder: int | None = None) -> str:
    """ "between Hanoi and Tokyo", as it stands below an agreement's title; "" of a declaration."""
    parties = party_words(declaration, language, holder)
    with in_language(language):
        return str(_("between %(parties)s", parties=parties)) if parties else ""


def between_pieces(declaration: Declaration, language: str) -> list[tuple[str, str]]:
    """The same words in pieces: the id (hex) of a party with what it is called, and "" with the words around the names."""
    if not declaration.parties:
        return []
    order = fallbacks(language, declaration.languages)
    names = {chr(_STAND_IN + n): one for n, one in enumerate(declaration.parties)}
    with in_language(language):
        around = str(_("between %(parties)s", parties=list_words(list(names))))
    found = [
        (sign, names.get(sign))
        for sign in re.split(f"([{chr(_STAND_IN)}-{chr(_STAND_IN + len(names))}])", around)
    ]
    laid = [
        (one.public_id.hex, one.name.get_in(order)) if one else ("", words) for words, one in found if words
    ]
    whole = between_words(declaration, language)
    return laid if "".join(words for _key, words in laid) == whole else [("", whole)]


def originals_words(count: int) -> str:
    """ "two originals" in the language in force; from seven on in figures."""
    words = {2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six")}
    return str(_("%(number)s originals", number=words.get(count, count)))


def testimonium(declaration: Declaration, place: str, day: str) -> str:
    """In the language in force: where, when, in how many originals and languages, and which of them are authentic."""
    # a treaty is done "at" its place in English, whatever cities are lived in
    where = {
        "at_place": f"at {place}" if current() == "en" else at(place, current()),
        "place": place,
        "day": day,
        "languages": language_names(declaration.languages),
    }
    if declaration.is_agreement:
        number = originals_words(len(declaration.parties))
        done = _("Done %(at_place)s on %(day)s, in %(originals)s.", originals=number, **where)
        return f"{done} {clause_words(declaration, current())}".rstrip()
    if len(declaration.languages) == 1:
        return str(_("Done %(at_place)s on %(day)s.", **where))
    if declaration.authentic or declaration.divergence:
        done = _("Done %(at_place)s on %(day)s.", **where)
        return f"{done} {clause_words(declaration, current())}"
    words = _(
        "Done %(at_place)s on %(day)s, %(in_languages)s, the texts being equally authentic.",
        in_languages=in_languages(declaration.languages),
        **where,
    )
    return str(words)
