"""The synoptic edition of a text, made when it is asked for."""

from __future__ import annotations

from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.diction import queries as diction_queries
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.diction.rules import SYNOPTIC, is_said
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.service import verify_url
from eventsys.declarations.synopsis import documents, rules


def is_offered(declaration: Declaration) -> bool:
    """Whether there is one: of a sealed text in several languages."""
    return rules.is_offered(declaration.languages, is_sealed=bool(stages_queries.stages(declaration)))


@in_own_words
def synopsis(declaration: Declaration) -> bytes:
    """As PDF, of the first original of a sealed text. Raises :class:`eventsys.pdf.errors.NoGlyph`."""
    first, _latest = stages_queries.stages(declaration)[0]
    own = diction_queries.own_words(declaration.conference)
    return documents.synopsis_pdf(
        declaration,
        act_of(declaration),
        original=first,
        verify_url=verify_url(first),
        noticed=[code for code in declaration.languages if is_said(SYNOPTIC, code, own.get(code, {}))],
    )
