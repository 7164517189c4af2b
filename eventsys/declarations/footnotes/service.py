"""Notes of a text as it stands, and frozen with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import documents as acts_documents
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments.models import Amendment, AmendmentState
from eventsys.declarations.amendments.rules import decision_of
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.footnotes import rules
from eventsys.declarations.footnotes.models import FrozenFootnotes
from eventsys.declarations.footnotes.rules import AmendmentNote, Footnotes
from eventsys.declarations.origins import queries as origins_queries
from eventsys.declarations.origins.rules import laid_out, trace

_TAKEN_UP = (AmendmentState.ACCEPTED, AmendmentState.MERGED)


@in_own_words
def laid_in(declaration: Declaration, languages: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Language to the pieces of its text in reading order (see :func:`laid_out`), as the text stands."""
    paragraphs = [(p.public_id.hex, p.part, p.text) for p in declaration.paragraphs]
    return {
        code: laid_out(
            declaration.title,
            paragraphs,
            code,
            clauses=acts_documents.clause_words(declaration, code),
            between=acts_documents.between_pieces(declaration, code),
        )
        for code in languages
    }


def footnotes_of(declaration: Declaration, laid: Mapping[str, Sequence[tuple[str, str]]]) -> Footnotes:
    """Notes for a text that is ``laid`` out as it stands, from all its versions and amendments."""
    every = amendments_queries.amendments(declaration)
    seats = [*(one.delegation for one in every), *(one.delegation for one in declaration.parties)]
    names = {one.party.code: one.city_name for one in seats}
    decided = [_note(one) for one in every if one.state in _TAKEN_UP]
    names |= {entry.city: entry.name for one in decided for entry in one.decision.roll}
    spoken = {code: _spoken(name, declaration.languages) for code, name in names.items()}
    traces = trace(origins_queries.saved_versions(declaration))
    return rules.footnotes(laid, traces, origins_queries.saved_at(declaration), decided, spoken)


def _note(amendment: Amendment) -> AmendmentNote:
    shapes = amendment.kind in rules.SHAPES
    return AmendmentNote(
        amendment.label,
        amendment.parent.label if amendment.parent else None,
        amendment.kind,
        amendment.delegation.party.code,
        dict(amendment.proposed_first),
        decision_of(amendment),
        {code: acts_rules.plain(words) for code, words in amendment.was.items()} if shapes else {},
    )


def _spoken(name: Localized, languages: Sequence[str]) -> Localized:
    """In the languages of the text alone, where it has a name in one of them."""
    return Localized({code: name[code] for code in languages if code in name}) or name


def freeze(declaration: Declaration, laid: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Keep the notes of the words that are frozen."""
    content = rules.plain(footnotes_of(declaration, laid))
    db.session.add(FrozenFootnotes(declaration_id=declaration.id, content=content))
