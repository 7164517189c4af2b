"""Where and when a text was done, in words of the shell."""

from __future__ import annotations

from eventsys.declarations.acts import service as acts
from eventsys.declarations.acts.models import Declaration

__all__ = ["told_act"]


def told_act(declaration: Declaration) -> str:
    """Place and dates of the act, and the moment of sealing."""
    act = acts.act_of(declaration)
    parts = [f"done at {act.place}, {act.done_on}"]
    if act.adopted_on:
        parts.append(f"{'agreed' if declaration.is_agreement else 'adopted'} {act.adopted_on}")
    if declaration.sealed_at:
        parts.append(f"sealed {declaration.sealed_at.isoformat(timespec='seconds')}")
    return "; ".join(parts)
