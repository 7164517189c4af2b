"""Where words get in, and every save kept as a version: each piece keeps when the words of each language came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.documents import place_words
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind, Party
from eventsys.declarations.wording import rules
from eventsys.declarations.wording.errors import EditedMeanwhile, TooLong, WordingGap
from eventsys.declarations.wording.models import TextVersion
from eventsys.declarations.wording.rules import TITLE, Cause, CauseKind, Compared, Piece, Wording


def explain_gap(gap: WordingGap) -> Refusal:
    """The same refusal with words in it: which paragraph lacks what, in which language."""
    values = dict(gap.values)
    if "what" in values:
        values["what"] = piece_words(str(values["what"]))
    if "places" in values:
        values["places"] = list_words([piece_words(what) for what in values["places"]])
    if "language" in values:
        values["language"] = own_name(values["language"])
    return type(gap)(**values)


def piece_words(what: str) -> str:
    """The name of a piece of the text (see :class:`Piece`) or of an amendment, in words."""
    kind, _colon, number = what.partition(":")
    if what == TITLE:
        return str(_("The title"))
    if kind == "party":
        return str(_("The name of party %(number)s", number=number))
    if kind == "amendment":
        return str(_("Amendment %(number)s", number=number))
    return place_words(kind, number)


def content_of(declaration: Declaration) -> dict[str, Any]:
    """The text as plain values: title, clauses, paragraphs in reading order, of an agreement its parties in their order."""
    parties = [
        {"id": one.public_id.hex, "city": one.delegation.own_city.code, "name": dict(one.name)}
        for one in (declaration.parties if declaration.is_agreement else ())
    ]
    return {
        "title": dict(declaration.title),
        "authentic": declaration.authentic,
        "divergence": declaration.divergence,
        "paragraphs": [
            {"id": p.public_id.hex, "part": p.part, "text": dict(p.text)} for p in declaration.paragraphs
        ],
        **({"parties": parties} if parties else {}),
    }


def keep_version(declaration: Declaration, causes: Sequence[Cause], *, by: Actor) -> None:
    """Remember the text as it is now under the declaration's version, and what made it."""
    db.session.flush()
    db.session.refresh(declaration, attribute_names=["paragraphs"])
    kept = TextVersion(
        declaration_id=declaration.id,
        number=declaration.version,
        state=declaration.state,
        content=content_of(declaration),
        saved_by=by.label[:200],
        causes=[cause.plain() for cause in causes],
    )
    db.session.add(kept)
    db.session.flush()


@contextmanager
def changing(
    declaration: Declaration, version: int | None, *, by: Actor, cause: Cause | None = None
) -> Iterator[list[Cause]]:
    """Hold the declaration, whose text must be open; what is done inside becomes its next version.

    ``cause`` says what makes it: without one, an edit. Who knows only inside what to say (the id of a new paragraph, several
    amendments) adds causes to the list that is given.

    Raises :class:`TextFrozen`, and :class:`EditedMeanwhile` when the text is no longer at ``version``.
    """
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    if version is not None and version != declaration.version:
        raise EditedMeanwhile
    declaration.version += 1
    causes = [cause] if cause else []
    yield causes
    keep_version(declaration, causes or [Cause(CauseKind.EDIT)], by=by)


MOST_CHARACTERS = 5000


def check_length(text: Localized) -> None:
    """At most ``MOST_CHARACTERS`` in each language. Raises :class:`TooLong`."""
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
        title,
        wording.moments,
        wording.behind,
    )


def set_name(agreement: Declaration, party: Party, name: Localized) -> None:
    """How the texts call a party."""
    wording = rules.reworded(party.name or Localized(), name, wording_of(party), agreement.version)
    party.name = name
    put_wording(party, wording)


def set_translation(declaration: Declaration, piece: Piece, words: Mapping[str, str], *, source: str) -> None:
    """What a translator says in one language, ``words``, for the present words of ``piece`` in ``source``.

    Raises :class:`TooLong`.
    """
    (target,) = words
    text = Localized({**piece.text, **words})
    check_length(text)
    wording = rules.translated(
        piece.text, text, piece.wording, declaration.version, source=source, target=target
    )
    if piece.what == TITLE:
        declaration.title, declaration.title_moments, declaration.title_behind = (
            text,
            wording.moments,
            wording.behind,
        )
        return
    party = next((one for one in declaration.parties if one.public_id.hex == piece.key), None)
    if party is not None:
        party.name = text
        put_wording(party, wording)
        return
    paragraph = next(one for one in declaration.paragraphs if one.public_id.hex == piece.key)
    paragraph.text = text
    put_wording(paragraph, wording)


def insert(
    declaration: Declaration,
    part: ParagraphKind,
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
        *(
            Piece(f"party:{n}", party.name, wording_of(party), party.public_id.hex)
            for n, party in enumerate(parties, 1)
        ),
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
        **asdict(said),
        "languages": list(said.languages),
        "at": said.at.isoformat(),
    }
    db.session.flush()
