"""What a text says of its own languages, in words."""

from __future__ import annotations

from eventsys.core.words.languages import current, fallbacks, in_language, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import language_name
from eventsys.declarations.acts import rules
from eventsys.declarations.acts.models import Declaration, Part


def language_names(codes: list[str]) -> str:
    """ "English, French and Vietnamese" in the language in force, as inside a sentence."""
    names = [language_name(code) for code in codes]
    if current() == "vi":  # "Tiếng Anh" begins small inside a sentence
        names = [name[:1].lower() + name[1:] for name in names]
    return list_words(names)


def in_languages(codes: list[str]) -> str:
    """ "in English and French", « en anglais et en français », "bằng tiếng Anh và tiếng Pháp"."""
    if current() == "fr":  # each language with its own preposition
        return list_words([f"en {language_names([code])}" for code in codes])
    return f"{'bằng' if current() == 'vi' else 'in'} {language_names(codes)}"


def clause_words(declaration: Declaration, language: str) -> str:
    """The clauses on authenticity and divergence in ``language``; "" where there is one language only."""
    if len(declaration.languages) < 2:
        return ""
    with in_language(language):
        every = in_languages(declaration.languages)
        if declaration.authentic:
            one = language_names([declaration.authentic])
            found = [
                _(
                    "Of the texts %(in_languages)s, the text in %(one)s alone is authentic.",
                    in_languages=every,
                    one=one,
                )
            ]
        else:
            found = [_("The texts %(in_languages)s are equally authentic.", in_languages=every)]
        if declaration.divergence:
            one = language_names([declaration.divergence])
            found.append(_("In case of divergence, the text in %(one)s prevails.", one=one))
    return " ".join(found)


def place_words(part: str, number: int | str) -> str:
    """Which paragraph: "Point 3", "Preamble paragraph 1"."""
    if part == Part.POINT:
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
