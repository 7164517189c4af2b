"""The secretariat looks at the languages side by side, and says for the record that they say the same."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.text import clean
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import ChangedMeanwhile, WordMissing
from eventsys.declarations.models import Declaration, Paragraph
from eventsys.declarations.rules import Compared, Piece
from eventsys.declarations.service.wording import compared, keep_compared, pieces

__all__ = ["confirm_aligned", "confirm_compared", "to_compare"]


def to_compare(declaration: Declaration) -> list[Piece]:
    """Pieces of the text whose languages were last changed at different moments and not compared since, and those
    with a language that is behind; in reading order."""
    every, languages = pieces(declaration), declaration.languages
    asked = {piece.what for piece in rules.uneven(every, languages, compared(declaration))}
    return [piece for piece in every if piece.what in asked or set(piece.wording.behind) & set(languages)]


def _check_seen(declaration: Declaration, version: int) -> None:
    """Nobody says anything about words that they have not seen."""
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    if version != declaration.version:
        raise ChangedMeanwhile


def confirm_compared(declaration: Declaration, word: str, *, version: int, by: Actor, now: datetime) -> None:
    """The languages say the same in everything as it stood in ``version``; ``word`` is kept for the record.

    It holds until words change. Raises :class:`Frozen`, :class:`ChangedMeanwhile`, :class:`WordMissing`,
    :class:`NoPoints`, :class:`TextMissing`, :class:`NotAligned`.
    """
    _check_seen(declaration, version)
    said = clean(word)[:2000]
    if not said:
        raise WordMissing
    texts, every = [(p.part, p.text) for p in declaration.paragraphs], pieces(declaration)
    rules.check_complete(declaration.title, texts, declaration.languages)
    rules.check_aligned(every, declaration.languages)
    found = rules.uneven(every, declaration.languages, compared(declaration))
    after = {
        "version": version, "languages": declaration.languages, "places": [piece.what for piece in found], "word": said,
    }  # fmt: skip
    audit.record(
        by, verb="declaration.languages_compared", thing=declaration, before=declaration.compared, after=after
    )
    keep_compared(declaration, Compared(version, tuple(declaration.languages), by.label[:200], now, said))


def confirm_aligned(declaration: Declaration, what: str, language: str, *, version: int, by: Actor) -> None:
    """The words of a language fit as they are, although others were changed; ``what`` is a piece's place in
    ``version``. Raises :class:`Frozen`, :class:`ChangedMeanwhile`, :class:`NotFound`.
    """
    _check_seen(declaration, version)
    found = next((piece for piece in pieces(declaration) if piece.what == what), None)
    if found is None or language not in found.wording.behind:
        raise NotFound
    audit.record(
        by,
        verb="declaration.language_in_line",
        thing=declaration,
        after={
            "place": what,
            "language": language,
            "version": version,
            "words": found.text.get(language, ""),
        },
    )
    _put_behind(declaration, what, [code for code in found.wording.behind if code != language])
    db.session.flush()


def _put_behind(declaration: Declaration, what: str, behind: list[str]) -> None:
    kind, _colon, number = what.partition(":")
    if what == rules.TITLE:
        declaration.title_behind = behind
    elif kind == "party":
        declaration.parties[int(number) - 1].behind = behind
    else:
        same: list[Paragraph] = [p for p in declaration.paragraphs if p.part == kind]
        same[int(number) - 1].behind = behind
