"""A text out to translators, and their words in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from uuid import UUID

from eventsys.core import audit, bilingual
from eventsys.core.actor import Actor
from eventsys.core.bilingual import (
    BilingualUnreadable,
    Note,
    ReadSheet,
    Segment,
    SegmentState,
    Sheet,
    read_xliff,
)
from eventsys.core.bounded.calling import call
from eventsys.core.errors import NotFound
from eventsys.core.words.bcp47 import tag_among
from eventsys.core.words.changes import tokens
from eventsys.core.words.languages import fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import text_direction
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.models import Comment
from eventsys.declarations.translators import rules
from eventsys.declarations.translators.errors import (
    LanguageNotOfText,
    NothingToTake,
    NotOurs,
    OtherConference,
    OtherText,
    PiecesRefused,
    PiecesUnknown,
    PieceTwice,
    TextMovedOn,
    VersionUnknown,
)
from eventsys.declarations.translators.rules import HandedIn, Original, Progress, Review, Row, Verdict, key_of
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.rules import Cause, CauseKind, Piece
from eventsys.pdf.shaping.coverage import sign_words, undrawable


def progress(declaration: Declaration, source: str) -> list[Progress]:
    """Of every other language of the text."""
    every = wording.pieces(declaration)
    return [
        rules.progress(every, code, source, counted=_words_of)
        for code in declaration.languages
        if code != source
    ]


def _words_of(text: str) -> int:
    """How many words, in scripts without spaces too; signs are none."""
    return sum(any(map(str.isalnum, token)) for token in tokens(text))


def unfinished(declaration: Declaration, source: str, target: str) -> list[Piece]:
    """Pieces that say something in ``source``, and nothing in ``target`` or perhaps too little."""
    return [
        piece
        for piece in wording.pieces(declaration)
        if source in piece.text and (target not in piece.text or target in piece.wording.behind)
    ]


# --- out -------------------------------------------------------------------------------------------------------


def sheet_of(declaration: Declaration, source: str, target: str) -> Sheet:
    """The text for a translator from ``source`` into ``target``: a segment for each piece that has words in ``source``.

    Names and notes are in the language in force. Raises :class:`LanguageNotOfText`.
    """
    _check_languages(declaration, source, target)
    remarks = _open_remarks(declaration)
    segments = tuple(
        _segment(piece, source, target, remarks.get(piece.key, []))
        for piece in wording.pieces(declaration)
        if source in piece.text
    )
    original = Original(declaration.conference.slug, str(declaration.public_id), declaration.version)
    title = declaration.title.get_in(fallbacks(languages=declaration.languages))
    about = _("%(title)s, version %(number)s", title=title, number=declaration.version)
    directions = (text_direction(source), text_direction(target))
    return Sheet(source, target, str(original), segments, (Note(about, "text"),), directions)


def _check_languages(declaration: Declaration, source: str, target: str) -> None:
    if source == target or not {source, target} <= set(declaration.languages):
        raise LanguageNotOfText(source=source, target=target)


def _open_remarks(declaration: Declaration) -> dict[str, list[Comment]]:
    """Paragraph id (hex) to the remarks that are not settled."""
    keys = {paragraph.id: paragraph.public_id.hex for paragraph in declaration.paragraphs}
    found: dict[str, list[Comment]] = {}
    for one in remarks_queries.comments(declaration):
        if one.settled_at is None and one.paragraph_id in keys:
            found.setdefault(keys[one.paragraph_id], []).append(one)
    return found


def _segment(piece: Piece, source: str, target: str, remarks: Sequence[Comment]) -> Segment:
    name, words = wording.piece_words(piece.what), piece.text[source]
    behind = target in piece.text and target in piece.wording.behind
    notes = [Note(name, "place")]
    if behind:
        notes.append(
            Note(_("Changed in another language since this was written: bring it into line."), "behind")
        )
    notes += [Note(f"{_who(one)}: {one.body}", "remark") for one in remarks]
    done = target in piece.text and not behind
    return Segment(
        key_of(piece),
        name,
        tuple(acts_rules.emphasis(words)),
        tuple(acts_rules.emphasis(piece.text.get(target, ""))),
        SegmentState.TRANSLATED if done else SegmentState.INITIAL,
        rules.digest(words),
        tuple(notes),
    )


def _who(remark: Comment) -> str:
    """Whose remark it is; who wrote it is nothing that a translator needs to know."""
    return str(remark.delegation.city_name) if remark.delegation else _("Secretariat")


# --- in --------------------------------------------------------------------------------------------------------


def read_file(data: bytes) -> ReadSheet:
    """An XLIFF 2 file, read in a process of its own, which takes a moment: no transaction may be open. Writes nothing.

    Raises :class:`BilingualRefused`, :class:`TookTooMuch`, :class:`Busy`.
    """
    if len(data) > bilingual.MOST_OCTETS:
        raise BilingualUnreadable
    return call(read_xliff, data, seconds=bilingual.SECONDS, megabytes=bilingual.MEGABYTES)


def hand_in(declaration: Declaration, sheet: ReadSheet) -> HandedIn:
    """The file, if it is one of this text. Writes nothing.

    Raises :class:`NotOurs`, :class:`OtherConference`, :class:`OtherText`, :class:`VersionUnknown`,
    :class:`LanguageNotOfText`, :class:`PieceTwice`, :class:`PiecesUnknown`.
    """
    original = Original.read(sheet.original)
    if original is None:
        raise NotOurs
    _check_text(declaration, original)
    source, target = (
        tag_among(tag, declaration.languages) for tag in (sheet.source_language, sheet.target_language)
    )
    if not source or not target or source == target:
        raise LanguageNotOfText(source=sheet.source_language or "–", target=sheet.target_language or "–")
    handed = rules.handed_in(sheet, source, target, original.version)
    _check_pieces(declaration, handed)
    return handed


def _check_text(declaration: Declaration, original: Original) -> None:
    if original.slug != declaration.conference.slug:
        raise OtherConference
    if original.declaration != str(declaration.public_id):
        try:
            other = acts_queries.declaration_in(original.slug, UUID(original.declaration))
        except (NotFound, ValueError) as error:
            raise NotOurs from error
        raise OtherText(title=str(other.title))
    if not 1 <= original.version <= declaration.version:
        raise VersionUnknown(version=original.version)


_AROUND = 60  # letters of a piece that tell which one it is


def _check_pieces(declaration: Declaration, handed: HandedIn) -> None:
    """Each once, and there at present or when the file was taken."""
    names = {key_of(piece): wording.piece_words(piece.what) for piece in wording.pieces(declaration)}
    keys = [one.key for one in handed.pieces]
    twice = dict.fromkeys(names.get(key, _shown(handed, key)) for key in keys if keys.count(key) > 1)
    if twice:
        raise PieceTwice(words=list_words(list(twice)))
    content = wording_queries.version(declaration, handed.version).content
    then = {one["id"] for one in content["paragraphs"]}
    if unknown := [_shown(handed, key) for key in keys if key not in names and key not in then]:
        raise PiecesUnknown(words=list_words(unknown[:5]))


def _shown(handed: HandedIn, key: str) -> str:
    words = next(one.source for one in handed.pieces if one.key == key)
    return f"“{words[:_AROUND]}…”" if len(words) > _AROUND else f"“{words}”"


def review(declaration: Declaration, handed: HandedIn) -> Review:
    """What taking it in would do to the text as it is now."""
    return rules.review(handed, wording.pieces(declaration), most=wording.MOST_CHARACTERS, undrawn=undrawable)


def take_in(
    declaration: Declaration, handed: HandedIn, *, seen: str, by: Actor, partly: bool = False
) -> Review:
    """The words of a translator become those of the text, in one version, if that still does what was ``seen`` (the
    fingerprint of a :class:`Review`). ``partly``: pieces that cannot be taken are left as they are.

    Somebody else may have saved other words meanwhile, and they stay. Raises :class:`TextFrozen`,
    :class:`TextMovedOn`, :class:`PiecesRefused`, :class:`NothingToTake`.
    """
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    found = review(declaration, handed)
    if found.fingerprint != seen:
        raise TextMovedOn
    if found.refused and not partly:
        raise PiecesRefused(places=list_words([place_of(row) for row in found.refused]))
    if not found.taken:
        raise NothingToTake
    reworded = any(row.verdict != Verdict.FITS for row in found.taken)
    cause = Cause(CauseKind.TRANSLATION)
    with wording.changing(declaration, None, by=by, cause=cause) if reworded else nullcontext():
        present = {key_of(piece): piece for piece in wording.pieces(declaration)}
        for row in found.taken:
            words = {handed.target: row.after}
            wording.set_translation(declaration, present[row.key], words, source=handed.source)
        after = {
            "language": handed.target,
            "source": handed.source,
            "places": [row.what for row in found.taken],
        }
        audit.record(by, verb="declaration.translation_taken", thing=declaration, after=after)
    return found


def sign_list(signs: Sequence[str]) -> str:
    return list_words([sign_words(sign) for sign in signs])


def place_of(row: Row) -> str:
    """Which piece it is, in words; of one that is gone, what it said."""
    return wording.piece_words(row.what) if row.what else f"“{row.source[:_AROUND]}”"
