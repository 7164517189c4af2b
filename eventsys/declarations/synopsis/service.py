"""The synoptic edition of a text, made when it is asked for."""

from __future__ import annotations

from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.service import verify_url
from eventsys.declarations.synopsis import documents, rules


def is_offered(declaration: Declaration) -> bool:
    """Whether there is one: of an adopted text in several languages."""
    return rules.is_offered(declaration.languages, adopted=bool(completion_queries.frozen_texts(declaration)))


@in_own_words
def synopsis(declaration: Declaration) -> bytes:
    """As PDF; of the first original, once there is one. Raises :class:`eventsys.pdf.errors.NoGlyph`."""
    first = next((original for original, _latest in stages_queries.stages(declaration)), None)
    url = verify_url(first) if first else ""
    return documents.synopsis_pdf(declaration, act_of(declaration), original=first, verify_url=url)
