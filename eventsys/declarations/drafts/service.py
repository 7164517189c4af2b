"""A draft that was written elsewhere becomes the text of one language."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.core import audit, manuscripts
from eventsys.core.actor import Actor
from eventsys.core.bounded.calling import call
from eventsys.core.manuscripts import Manuscript, ManuscriptUnreadable
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.wording.rules import Cause, CauseKind
from eventsys.declarations.wording.service import changing, check_length, insert, set_text, set_title


def read_file(data: bytes) -> Manuscript:
    """A DOCX, ODT, RTF, HTML or plain text file, read in a process of its own, which takes a moment: no
    transaction may be open. Writes nothing.

    Raises :class:`ManuscriptRefused`, :class:`TookTooMuch`, :class:`Busy`.
    """
    if len(data) > manuscripts.MOST_OCTETS:
        raise ManuscriptUnreadable
    return call(manuscripts.read, data, seconds=manuscripts.SECONDS, megabytes=manuscripts.MEGABYTES)


def take_over(
    declaration: Declaration, language: str, draft: Draft, *, by: Actor, version: int | None = None
) -> None:
    """The draft's paragraphs take the places of those in ``language``, one after the other; further ones are
    added, and where the draft has fewer the language is left empty. Other languages stay; so do old versions.

    Raises :class:`TextFrozen`, :class:`EditedMeanwhile`, :class:`TooLong`.
    """
    for words in (*draft.preamble, *draft.points):
        check_length(Localized({language: words}))
    with changing(declaration, version, by=by, cause=Cause(CauseKind.IMPORT)):
        if draft.title:
            set_title(declaration, Localized({**declaration.title, language: draft.title}))
        _fill(declaration, ParagraphKind.PREAMBLE, draft.preamble, language)
        _fill(declaration, ParagraphKind.POINT, draft.points, language)
        after = {"language": language, "preamble": len(draft.preamble), "points": len(draft.points)}
        audit.record(by, verb="declaration.draft_imported", thing=declaration, after=after)


def _fill(declaration: Declaration, part: ParagraphKind, texts: Sequence[str], language: str) -> None:
    same = [p for p in declaration.paragraphs if p.part == part]
    for number, paragraph in enumerate(same):
        words = texts[number] if number < len(texts) else ""
        set_text(declaration, paragraph, Localized({**paragraph.text, language: words}))
    for words in texts[len(same) :]:
        insert(declaration, part, Localized({language: words}))
