"""Where words get in: each piece of a text keeps when the words of each language came, and which are behind.

Parts of a change (see :func:`eventsys.declarations.service.versions.changing`), whose version is theirs.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.declarations import rules
from eventsys.declarations.errors import TooLong
from eventsys.declarations.models import Declaration, Paragraph, Part, Party
from eventsys.declarations.rules import Compared, Piece, Wording

__all__ = [
    "MOST_CHARACTERS", "check_length", "compared", "insert", "keep_compared", "pieces", "put_wording", "set_name",
    "set_text", "set_title", "wording_of",
]  # fmt: skip

MOST_CHARACTERS = 5000


def check_length(text: Localized) -> None:
    """Raises :class:`TooLong`."""
    if any(len(words) > MOST_CHARACTERS for words in text.values()):
        raise TooLong(most=MOST_CHARACTERS)


def wording_of(piece: Paragraph | Party) -> Wording:
    """What is kept of its words, as a value."""
    return Wording(dict(piece.moments or {}), list(piece.behind or []))


def put_wording(piece: Paragraph | Party, wording: Wording) -> None:
    piece.moments, piece.behind = wording.moments, wording.behind


def set_text(
    declaration: Declaration, paragraph: Paragraph, text: Localized, *, unseen: bool = False
) -> None:
    """New words of a paragraph; ``unseen``: not written to fit the present words of the other
    languages. Raises :class:`TooLong`."""
    check_length(text)
    wording = rules.reworded(paragraph.text, text, wording_of(paragraph), declaration.version, unseen=unseen)
    paragraph.text = text
    put_wording(paragraph, wording)


def set_title(declaration: Declaration, title: Localized) -> None:
    """Another title; of a new declaration, the first one."""
    had = Wording(dict(declaration.title_moments or {}), list(declaration.title_behind or []))
    wording = rules.reworded(declaration.title or Localized(), title, had, declaration.version)
    declaration.title, declaration.title_moments, declaration.title_behind = (
        title, wording.moments, wording.behind,
    )  # fmt: skip


def set_name(agreement: Declaration, party: Party, name: Localized) -> None:
    """How the texts call a party."""
    wording = rules.reworded(party.name or Localized(), name, wording_of(party), agreement.version)
    party.name = name
    put_wording(party, wording)


def insert(
    declaration: Declaration,
    part: Part,
    text: Localized,
    *,
    after: Paragraph | None = None,
    first: bool = False,
    wording: Wording | None = None,
) -> Paragraph:
    """A new paragraph, those behind it make room. ``wording`` when its words are not new. Raises :class:`TooLong`."""
    check_length(text)
    same = [p for p in declaration.paragraphs if p.part == part]
    at = 0 if first else (same.index(after) + 1 if after in same else len(same))
    paragraph = Paragraph(declaration_id=declaration.id, part=part, position=at + 1, text=text)
    put_wording(paragraph, wording or rules.reworded(Localized(), text, Wording(), declaration.version))
    same.insert(at, paragraph)
    for position, each in enumerate(same, 1):
        each.position = position
    declaration.paragraphs.append(paragraph)
    db.session.flush()
    return paragraph


def pieces(declaration: Declaration) -> list[Piece]:
    """Everything whose languages must say the same: title, an agreement's parties, paragraphs in reading order."""
    title = Wording(dict(declaration.title_moments or {}), list(declaration.title_behind or []))
    parties = declaration.parties if declaration.is_agreement else []
    return [
        Piece(rules.TITLE, declaration.title, title),
        *(Piece(f"party:{n}", party.name, wording_of(party)) for n, party in enumerate(parties, 1)),
        *rules.places((p.public_id.hex, p.part, p.text, wording_of(p)) for p in declaration.paragraphs),
    ]


def compared(declaration: Declaration) -> Compared | None:
    """The last word of the secretariat that the languages say the same."""
    kept = declaration.compared
    if kept is None:
        return None
    at = datetime.fromisoformat(kept["at"])
    return Compared(kept["version"], tuple(kept["languages"]), kept["by"], at, kept["word"])


def keep_compared(declaration: Declaration, said: Compared) -> None:
    """The secretariat's word, which replaces an earlier one; that stays in the audit trail."""
    declaration.compared = {
        **asdict(said), "languages": list(said.languages), "at": said.at.isoformat(),
    }  # fmt: skip
    db.session.flush()
