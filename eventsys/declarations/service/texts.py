"""The text: preamble and points in every language, until the plenary adopts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import ClauseUnclear, EditedMeanwhile
from eventsys.declarations.models import (
    Declaration,
    DeclarationState,
    Instrument,
    Paragraph,
    Part,
    Volumes,
)
from eventsys.declarations.service.versions import changing, content_of, keep_version
from eventsys.declarations.service.wording import check_length, insert, set_text, set_title

__all__ = [
    "add_paragraph",
    "create",
    "edit",
    "edit_paragraph",
    "save_text",
]


def create(
    conference: Conference,
    *,
    title: Localized,
    by: Actor,
    languages: Sequence[str] | None = None,
    order_language: str | None = None,
    authentic: str = "",
    divergence: str = "",
    volumes: Volumes = Volumes.ONE,
    kind: Instrument = Instrument.DECLARATION,
) -> Declaration:
    """A zero draft (of an agreement, its draft).

    Languages default to the conference's, the order of signatories to its leading one.

    Raises :class:`ClauseUnclear`.
    """
    declaration = Declaration(
        conference=conference,
        version=1,
        place=Localized(),
        languages=list(languages or conference.languages),
        order_language=order_language or conference.languages[0],
        authentic=authentic,
        divergence=divergence,
        volumes=volumes,
        kind=kind,
        state=DeclarationState.ZERO_DRAFT if kind == Instrument.DECLARATION else DeclarationState.DRAFT,
    )
    _check_clauses(declaration.languages, authentic, divergence)
    set_title(declaration, title)
    db.session.add(declaration)
    audit.record(by, verb="declaration.created", thing=declaration, after={"title": dict(title)})
    keep_version(declaration, by=by)
    return declaration


def _check_clauses(languages: Sequence[str], *named: str) -> None:
    if any(code and code not in languages for code in named):
        raise ClauseUnclear


def edit(
    declaration: Declaration,
    *,
    title: Localized,
    languages: Sequence[str],
    order_language: str,
    by: Actor,
    authentic: str = "",
    divergence: str = "",
    volumes: Volumes = Volumes.ONE,
    version: int | None = None,
) -> None:
    """Title, languages, clauses, order of signatories.

    Raises :class:`Frozen`, :class:`EditedMeanwhile`, :class:`ClauseUnclear`.
    """
    with changing(declaration, version, by=by):
        _check_clauses(languages, authentic, divergence)
        before = {"title": dict(declaration.title), "languages": declaration.languages}
        set_title(declaration, title)
        declaration.languages, declaration.order_language = list(languages), order_language
        declaration.authentic, declaration.divergence = authentic, divergence
        declaration.volumes = volumes
        after = {
            "title": dict(title),
            "languages": list(languages),
            "authentic": authentic,
            "divergence": divergence,
            "volumes": volumes,
        }
        audit.record(by, verb="declaration.edited", thing=declaration, before=before, after=after)


def add_paragraph(
    declaration: Declaration,
    part: Part,
    text: Localized,
    *,
    by: Actor,
    after: Paragraph | None = None,
    version: int | None = None,
) -> Paragraph:
    """``after`` another of its kind, or at the end. Raises :class:`Frozen`, :class:`TooLong`."""
    check_length(text)
    with changing(declaration, version, by=by):
        paragraph = insert(declaration, part, text, after=after)
        audit.record(
            by,
            verb="declaration.paragraph_added",
            thing=declaration,
            after={"part": part, "at": paragraph.position, "text": dict(text)},
        )
    return paragraph


def edit_paragraph(
    declaration: Declaration, paragraph: Paragraph, text: Localized, *, by: Actor, version: int | None = None
) -> None:
    """One paragraph in every language, from ``version`` on (None: from the present one); see :func:`save_text`.

    What a form shows and nobody touched must not undo what somebody else has changed in another language meanwhile.
    Raises what :func:`save_text` raises.
    """
    queries.locked(declaration)
    every = {code: text.get(code, "") for code in {*paragraph.text, *text}}
    save_text(declaration, {paragraph.public_id.hex: every}, by=by, version=version or declaration.version)


def save_text(
    declaration: Declaration, typed: Mapping[str, Mapping[str, str]], *, by: Actor, version: int
) -> None:
    """Many paragraphs at once: ``typed`` is paragraph id (hex) to language to words, from ``version`` on.

    What somebody else saved meanwhile elsewhere in the text is kept. Where both changed the same words,
    nothing is saved: :class:`EditedMeanwhile` carries ``merged``, a :class:`eventsys.declarations.rules.Merged`.
    Nothing typed anew makes no version. Raises :class:`Frozen`, :class:`TooLong` too.
    """
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    base, present = _cells(queries.version(declaration, version).content), _cells(content_of(declaration))
    merged = rules.merge(base, present, typed)
    if merged.conflicts or merged.lost:
        raise EditedMeanwhile(merged=merged)
    new = {p: Localized(merged.texts[p.public_id.hex]) for p in _typed(declaration, merged.texts)}
    changed = {p: text for p, text in new.items() if text != p.text}
    if not changed:
        return
    with changing(declaration, None, by=by):
        before = {p.public_id.hex: dict(p.text) for p in changed}
        for paragraph, text in changed.items():
            key = paragraph.public_id.hex
            # words typed beside older ones of another language bring nothing into line with the newer ones
            unseen = base.get(key) != present[key]
            set_text(declaration, paragraph, text, unseen=unseen)
        after = {p.public_id.hex: dict(p.text) for p in changed}
        audit.record(by, verb="declaration.text_saved", thing=declaration, before=before, after=after)


def _typed(declaration: Declaration, texts: Mapping[str, object]) -> list[Paragraph]:
    return [p for p in declaration.paragraphs if p.public_id.hex in texts]


def _cells(content: Mapping[str, Sequence[Mapping[str, dict[str, str]]]]) -> dict[str, dict[str, str]]:
    return {str(one["id"]): one["text"] for one in content["paragraphs"]}
