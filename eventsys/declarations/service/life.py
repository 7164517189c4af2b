"""From the zero draft to the final text, one arrow at a time."""

from __future__ import annotations

from eventsys.conferences.plenary import service as plenary
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import StillProposed
from eventsys.declarations.models import AmendmentState, Declaration, DeclarationState
from eventsys.declarations.service.drawing import check_text_drawn
from eventsys.declarations.service.wording import compared, pieces

__all__ = ["check_ready", "circulate", "consolidate", "finalise", "open_amendments", "reopen", "step"]


def step(declaration: Declaration, wanted: DeclarationState, *, by: Actor) -> None:
    """Follow an arrow of the declaration's life, whose row the caller holds. Raises :class:`NoStep`."""
    rules.check_step(declaration.state, wanted, declaration.kind)
    audit.record(
        by,
        verb=f"declaration.{wanted}",
        thing=declaration,
        before={"state": declaration.state},
        after={"state": wanted, "version": declaration.version},
    )
    declaration.state = wanted


def circulate(declaration: Declaration, *, by: Actor) -> None:
    """The cities may read the draft and comment on it. Raises :class:`NoPoints`, :class:`NoStep`."""
    queries.locked(declaration)
    rules.check_has_points([p.part for p in declaration.paragraphs])
    step(declaration, DeclarationState.CIRCULATED, by=by)


def open_amendments(declaration: Declaration, *, by: Actor) -> None:
    """Members may propose changes from now on. Raises :class:`NoStep`."""
    queries.locked(declaration)
    step(declaration, DeclarationState.AMENDMENTS_OPEN, by=by)


def consolidate(declaration: Declaration, *, by: Actor) -> None:
    """Nothing is proposed any more, and every proposal has its answer. Raises :class:`StillProposed`, :class:`NoStep`."""
    queries.locked(declaration)
    rules.check_step(declaration.state, DeclarationState.CONSOLIDATED, declaration.kind)
    if waiting := queries.numbers_in_state(declaration, AmendmentState.PROPOSED):
        raise StillProposed(numbers=", ".join(map(str, waiting)))
    step(declaration, DeclarationState.CONSOLIDATED, by=by)


def check_ready(declaration: Declaration) -> None:
    """Complete in every language, none behind, compared where they got their words one after the other, and fit to be
    printed.

    Raises :class:`NoPoints`, :class:`TextMissing`, :class:`NotAligned`, :class:`NotCompared`, :class:`NotDrawn`.
    """
    texts, languages = [(p.part, p.text) for p in declaration.paragraphs], declaration.languages
    rules.check_complete(declaration.title, texts, languages)
    every = pieces(declaration)
    rules.check_aligned(every, languages)
    rules.check_compared(every, languages, compared(declaration))
    check_text_drawn(declaration)


def finalise(declaration: Declaration, *, by: Actor) -> None:
    """The text is ready for the plenary. Raises what :func:`check_ready` raises, and :class:`NoStep`."""
    queries.locked(declaration)
    plenary.hold_rules(declaration.conference)
    rules.check_step(declaration.state, DeclarationState.FINALISED, declaration.kind)
    check_ready(declaration)
    step(declaration, DeclarationState.FINALISED, by=by)


def reopen(declaration: Declaration, *, by: Actor) -> None:
    """Back to the consolidated text, before adoption only. Raises :class:`NoStep`."""
    queries.locked(declaration)
    step(declaration, DeclarationState.CONSOLIDATED, by=by)
