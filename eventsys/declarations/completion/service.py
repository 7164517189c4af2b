"""The languages compared, the text made final or agreed, and its words frozen, once it is complete and can be printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from eventsys.conferences.plenary import service as plenary
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.languages import list_words
from eventsys.core.words.text import clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, DeclarationState, Paragraph
from eventsys.declarations.acts.service import record_adoption, step
from eventsys.declarations.amendments.service import check_brackets
from eventsys.declarations.completion import rules
from eventsys.declarations.completion.errors import NotDrawn, TextChangedSince, WordMissing
from eventsys.declarations.completion.models import FrozenText
from eventsys.declarations.footnotes import service as footnotes
from eventsys.declarations.origins.rules import together
from eventsys.declarations.wording import rules as wording_rules
from eventsys.declarations.wording.rules import Compared, Piece
from eventsys.declarations.wording.service import compared, keep_compared, pieces
from eventsys.pdf.shaping.coverage import sign_words, undrawable


def freeze(declaration: Declaration) -> None:
    """Keep each language's words with their SHA-256, and where each of them came from."""
    laid = footnotes.laid_in(declaration, declaration.languages)
    for language, parts in laid.items():
        words = together(parts)
        db.session.add(
            FrozenText(
                declaration_id=declaration.id, language=language, content=words, sha256=rules.digest(words)
            )
        )
    footnotes.freeze(declaration, laid)


def agree_text(agreement: Declaration, *, by: Actor, now: datetime) -> None:
    """The parties agree on the words: each language is frozen with its SHA-256.

    Raises :class:`NoPoints`, :class:`ParagraphTextMissing`, :class:`NotAligned`, :class:`NotCompared`,
    :class:`BracketLeft`, :class:`NoStep`.
    """
    acts_queries.locked(agreement)
    acts_rules.check_possible(acts_rules.DeclarationAction.AGREE, agreement.state, agreement.kind)
    check_ready(agreement)
    check_brackets(agreement)
    record_adoption(agreement, now)
    freeze(agreement)
    step(agreement, DeclarationState.AGREED_TEXT, by=by)
    db.session.flush()


def to_compare(declaration: Declaration) -> list[Piece]:
    """Pieces of the text whose languages were last changed at different moments and not compared since, and those
    with a language that is behind; in reading order."""
    every, languages = pieces(declaration), declaration.languages
    asked = {piece.what for piece in wording_rules.uneven(every, languages, compared(declaration))}
    return [piece for piece in every if piece.what in asked or set(piece.wording.behind) & set(languages)]


def _check_seen(declaration: Declaration, version: int) -> None:
    """Nobody says anything about words that they have not seen."""
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    if version != declaration.version:
        raise TextChangedSince


def confirm_compared(declaration: Declaration, word: str, *, version: int, by: Actor, now: datetime) -> None:
    """The languages say the same in everything as it stood in ``version``; ``word`` is kept for the record.

    It holds until words change. Raises :class:`TextFrozen`, :class:`TextChangedSince`, :class:`WordMissing`,
    :class:`NoPoints`, :class:`ParagraphTextMissing`, :class:`NotAligned`.
    """
    _check_seen(declaration, version)
    said = clean(word)[:2000]
    if not said:
        raise WordMissing
    texts, every = [(p.part, p.text) for p in declaration.paragraphs], pieces(declaration)
    rules.check_complete(declaration.title, texts, declaration.languages)
    wording_rules.check_aligned(every, declaration.languages)
    found = wording_rules.uneven(every, declaration.languages, compared(declaration))
    after = {
        "version": version,
        "languages": declaration.languages,
        "places": [piece.what for piece in found],
        "word": said,
    }
    audit.record(
        by, verb="declaration.languages_compared", thing=declaration, before=declaration.compared, after=after
    )
    keep_compared(declaration, Compared(version, tuple(declaration.languages), by.label[:200], now, said))


def confirm_aligned(declaration: Declaration, what: str, language: str, *, version: int, by: Actor) -> None:
    """The words of a language fit as they are, although others were changed; ``what`` is a piece's place in
    ``version``. Raises :class:`TextFrozen`, :class:`TextChangedSince`, :class:`NotFound`.
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
    if what == wording_rules.TITLE:
        declaration.title_behind = behind
    elif kind == "party":
        declaration.parties[int(number) - 1].behind = behind
    else:
        same: list[Paragraph] = [p for p in declaration.paragraphs if p.part == kind]
        same[int(number) - 1].behind = behind


_AROUND = 40  # letters of a paragraph that tell which one it is


def check_drawn(where: str, signs: Iterable[str]) -> None:
    """Raises :class:`NotDrawn` when there are ``signs`` that no font has, ``where`` they stand."""
    told = [sign_words(sign) for sign in signs]
    if told:
        raise NotDrawn(where=where, signs=list_words(told))


def check_text_drawn(declaration: Declaration) -> None:
    """Raises :class:`NotDrawn` for the first title or paragraph, in any language, that cannot be printed."""
    for words in (declaration.title, *(paragraph.text for paragraph in declaration.paragraphs)):
        for text in words.values():
            check_drawn(text[:_AROUND], undrawable(text))


def circulate(declaration: Declaration, *, by: Actor) -> None:
    """The cities may read the draft and comment on it. Raises :class:`NoPoints`, :class:`NoStep`."""
    acts_queries.locked(declaration)
    rules.check_has_points([p.part for p in declaration.paragraphs])
    step(declaration, DeclarationState.CIRCULATED, by=by)


def check_ready(declaration: Declaration) -> None:
    """Complete in every language, none behind, compared where they got their words one after the other, and fit to be
    printed.

    Raises :class:`NoPoints`, :class:`ParagraphTextMissing`, :class:`NotAligned`, :class:`NotCompared`, :class:`NotDrawn`.
    """
    texts, languages = [(p.part, p.text) for p in declaration.paragraphs], declaration.languages
    rules.check_complete(declaration.title, texts, languages)
    every = pieces(declaration)
    wording_rules.check_aligned(every, languages)
    wording_rules.check_compared(every, languages, compared(declaration))
    check_text_drawn(declaration)


def finalise(declaration: Declaration, *, by: Actor) -> None:
    """The text is ready for the plenary. Raises what :func:`check_ready` raises, and :class:`NoStep`."""
    acts_queries.locked(declaration)
    plenary.lock_rules(declaration.conference)
    acts_rules.check_possible(acts_rules.DeclarationAction.FINALISE, declaration.state, declaration.kind)
    check_ready(declaration)
    step(declaration, DeclarationState.FINALISED, by=by)


def reopen(declaration: Declaration, *, by: Actor) -> None:
    """Back to the consolidated text, before adoption only. Raises :class:`NoStep`."""
    acts_queries.locked(declaration)
    acts_rules.check_possible(acts_rules.DeclarationAction.REOPEN, declaration.state, declaration.kind)
    step(declaration, DeclarationState.CONSOLIDATED, by=by)
