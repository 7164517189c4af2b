"""The text: preamble and points in every language, until the plenary adopts it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventsys.conferences.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import OWN_NAMES
from eventsys.core.languages import gettext as _
from eventsys.core.text import Localized
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import EditedMeanwhile, TextMissing
from eventsys.declarations.models import Declaration, DeclarationState, FrozenText, Paragraph, Part

__all__ = [
    "add_paragraph", "adopt", "create", "edit", "edit_paragraph", "explain_gap", "finalise", "move_paragraph",
    "remove_paragraph", "reopen", "step",
]  # fmt: skip


def create(
    conference: Conference,
    *,
    title: Localized,
    by: Actor,
    place: Localized | None = None,
    languages: Sequence[str] | None = None,
    order_language: str | None = None,
) -> Declaration:
    """A zero draft. Languages default to the conference's, the order of signatories to its leading one."""
    declaration = Declaration(
        conference=conference,
        title=title,
        place=place or Localized(),
        languages=list(languages or conference.languages),
        order_language=order_language or conference.languages[0],
    )
    db.session.add(declaration)
    audit.record(by, verb="declaration.created", thing=declaration, after={"title": dict(title)})
    return declaration


def _open_text(declaration: Declaration, version: int | None) -> None:
    """Hold the declaration, whose text must be open. Raises :class:`Frozen`, :class:`EditedMeanwhile`."""
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    if version is not None and version != declaration.version:
        raise EditedMeanwhile
    declaration.version += 1


def edit(
    declaration: Declaration,
    *,
    title: Localized,
    place: Localized,
    languages: Sequence[str],
    order_language: str,
    by: Actor,
    version: int | None = None,
) -> None:
    """Title, place, languages, order of signatories. Raises :class:`Frozen`, :class:`EditedMeanwhile`."""
    _open_text(declaration, version)
    before = {"title": dict(declaration.title), "languages": declaration.languages}
    declaration.title, declaration.place = title, place
    declaration.languages, declaration.order_language = list(languages), order_language
    audit.record(
        by,
        verb="declaration.edited",
        thing=declaration,
        before=before,
        after={"title": dict(title), "languages": list(languages)},
    )


def add_paragraph(declaration: Declaration, part: Part, text: Localized, *, by: Actor) -> Paragraph:
    """At the end of the preamble or of the points. Raises :class:`Frozen`."""
    _open_text(declaration, None)
    position = max((p.position for p in declaration.paragraphs if p.part == part), default=0) + 1
    paragraph = Paragraph(declaration_id=declaration.id, part=part, position=position, text=text)
    declaration.paragraphs.append(paragraph)
    db.session.flush()
    audit.record(
        by, verb="declaration.paragraph_added", thing=declaration, after={"part": part, "text": dict(text)}
    )
    return paragraph


def edit_paragraph(
    declaration: Declaration, paragraph: Paragraph, text: Localized, *, by: Actor, version: int | None = None
) -> None:
    """Raises :class:`Frozen`, :class:`EditedMeanwhile`."""
    _open_text(declaration, version)
    before, paragraph.text = dict(paragraph.text), text
    audit.record(by, verb="declaration.paragraph_edited", thing=declaration, before=before, after=dict(text))


def move_paragraph(declaration: Declaration, paragraph: Paragraph, *, up: bool, by: Actor) -> None:
    """One place up or down among its own kind; at the end nothing moves. Raises :class:`Frozen`."""
    _open_text(declaration, None)
    same = [p for p in declaration.paragraphs if p.part == paragraph.part]
    here = same.index(paragraph)
    there = here - 1 if up else here + 1
    if 0 <= there < len(same):
        same[here], same[there] = same[there], same[here]
        for position, each in enumerate(same, 1):
            each.position = position
        audit.record(
            by,
            verb="declaration.paragraph_moved",
            thing=declaration,
            before={"at": here + 1},
            after={"at": there + 1},
        )
    db.session.flush()
    db.session.refresh(declaration, attribute_names=["paragraphs"])


def remove_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """Raises :class:`Frozen`."""
    _open_text(declaration, None)
    audit.record(by, verb="declaration.paragraph_removed", thing=declaration, before=dict(paragraph.text))
    declaration.paragraphs.remove(paragraph)
    db.session.flush()


def step(declaration: Declaration, wanted: DeclarationState, *, by: Actor) -> None:
    """Follow an arrow of the declaration's life, whose row the caller holds. Raises :class:`NoStep`."""
    rules.check_step(declaration.state, wanted)
    audit.record(
        by,
        verb=f"declaration.{wanted}",
        thing=declaration,
        before={"state": declaration.state},
        after={"state": wanted},
    )
    declaration.state = wanted


def _pairs(declaration: Declaration) -> list[tuple[str, Localized]]:
    return [(p.part, p.text) for p in declaration.paragraphs]


def finalise(declaration: Declaration, *, by: Actor) -> None:
    """The text is ready for the plenary. Raises :class:`NoPoints`, :class:`TextMissing`, :class:`NoStep`."""
    queries.locked(declaration)
    rules.check_complete(declaration.title, _pairs(declaration), declaration.languages)
    step(declaration, DeclarationState.FINALISED, by=by)


def reopen(declaration: Declaration, *, by: Actor) -> None:
    """Back to amendments, before adoption only. Raises :class:`NoStep`."""
    queries.locked(declaration)
    step(declaration, DeclarationState.AMENDMENTS_OPEN, by=by)
    step(declaration, DeclarationState.CONSOLIDATED, by=by)


def adopt(declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """By consensus of the members present: each language's words are frozen with their SHA-256.

    Raises :class:`NoQuorum`, :class:`NoPoints`, :class:`TextMissing`, :class:`NoStep`.
    """
    queries.locked(declaration)
    rules.check_step(declaration.state, DeclarationState.ADOPTED)
    rules.check_complete(declaration.title, _pairs(declaration), declaration.languages)
    present, members = queries.member_counts(declaration.conference)
    rule = declaration.conference.network.rules.get("quorum")
    needed = rules.check_quorum(present, members, rule if isinstance(rule, int) else None)
    declaration.adopted_at = now
    declaration.adoption = {"by": "consensus", "present": present, "members": members, "quorum": needed}
    for language in declaration.languages:
        words = rules.frozen_words(declaration.title, _pairs(declaration), language)
        db.session.add(
            FrozenText(
                declaration_id=declaration.id, language=language, content=words, sha256=rules.digest(words)
            )
        )
    step(declaration, DeclarationState.ADOPTED, by=by)


def explain_gap(gap: TextMissing) -> str:
    """The refusal in words: which paragraph has no text in which language."""
    what, language = str(gap.values["what"]), str(gap.values["language"])
    if what == "0":
        named = _("The title")
    else:
        part, number = what.split(":")
        named = (
            _("Point %(number)s", number=number)
            if part == Part.POINT
            else _("Preamble paragraph %(number)s", number=number)
        )
    return str(TextMissing(what=named, language=OWN_NAMES.get(language, language)))
