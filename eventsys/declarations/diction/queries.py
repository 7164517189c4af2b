"""What stands on a conference's documents, by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.languages import SUPPORTED
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.diction import rules
from eventsys.declarations.diction.models import OwnWords

__all__ = ["lacking", "languages_of", "languages_of_letters", "letter_words", "own_words", "words_of"]


def languages_of(conference: Conference) -> list[str]:
    """Languages in which documents of a conference may be: its own, and those of its texts."""
    of_texts = db.session.scalars(
        select(Declaration.languages)
        .where(Declaration.conference_id == conference.id)
        .order_by(Declaration.id)
    )
    return list(dict.fromkeys([*conference.languages, *(code for codes in of_texts for code in codes)]))


def languages_of_letters(conference: Conference) -> list[str]:
    """Languages of a conference in which the house writes no letters by itself."""
    return [code for code in conference.languages if code not in SUPPORTED]


def letter_words(conference: Conference, language: str, wing: str) -> Mapping[str, str]:
    """What letters of a ``wing`` say in a language that the house does not speak; nothing where not all of it was written."""
    own = own_words(conference).get(language, {})
    return {} if rules.lacking_in_letters(own, wing) else own


def own_words(conference: Conference) -> dict[str, dict[str, str]]:
    """What organisers wrote themselves: language to message to text."""
    rows = db.session.scalars(select(OwnWords).where(OwnWords.conference_id == conference.id))
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row.language][row.message] = row.text
    return dict(found)


def words_of(conference: Conference) -> dict[str, Mapping[str, str]]:
    """The fixed words in each language that organisers wrote in: ours, and before them their own."""
    return {
        code: {**({} if code in SUPPORTED else rules.shipped(code)), **own}
        for code, own in own_words(conference).items()
    }


def lacking(conference: Conference, languages: Iterable[str]) -> dict[str, list[rules.Fixed]]:
    """Languages of which some fixed words are known to nobody, and which."""
    own = own_words(conference)
    found = {code: rules.lacking(code, own.get(code, {})) for code in languages}
    return {code: fixed for code, fixed in found.items() if fixed}
