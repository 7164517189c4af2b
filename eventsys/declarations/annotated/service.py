"""A text with its notes: as adopted, or as it stands."""

from __future__ import annotations

from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.annotated import rules
from eventsys.declarations.annotated.rules import Annotated
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.footnotes import rules as footnotes_rules
from eventsys.declarations.footnotes import service as footnotes
from eventsys.declarations.origins.rules import together


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
