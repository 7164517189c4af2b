"""A text with its notes: as adopted, as it stands, or as a file alone tells them."""

from __future__ import annotations

from datetime import UTC

from eventsys.core.bounded.calling import call
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.annotated import documents, rules
from eventsys.declarations.annotated.rules import Annotated
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.footnotes import rules as footnotes_rules
from eventsys.declarations.footnotes import service as footnotes
from eventsys.declarations.origins.rules import together

_SECONDS, _MEGABYTES = 10, 1200


def annotated_in(declaration: Declaration, language: str) -> Annotated:
    """Its text in a language. From adoption on what was frozen; of one that was adopted before origins were kept, and of a draft,
    what its versions say."""
    zone, frozen = declaration.conference.zone, footnotes_queries.frozen_footnotes(declaration)
    if frozen is not None:
        contents = {one.language: one.content for one in completion_queries.frozen_texts(declaration)}
        notes = footnotes_rules.read(frozen, contents)
        return rules.annotated(notes, contents, zone).only(language)
    laid = footnotes.laid_in(declaration, [language])
    contents = {language: together(laid[language])}
    return rules.annotated(footnotes.footnotes_of(declaration, laid), contents, zone)


def annotated_in_file(pdf: bytes, *, client: str = "") -> Annotated | None:
    """What the record in a PDF says, read in a process of its own; None where it says nothing of it. ``client``: who asks, so
    that nobody takes all places. Raises :class:`FootnotesUnclear`, :class:`TookTooMuch`, :class:`Busy`.
    """
    found = call(documents.notes_in, pdf, seconds=_SECONDS, megabytes=_MEGABYTES, client=client)
    return rules.annotated(*found, UTC) if found else None
