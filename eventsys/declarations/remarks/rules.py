"""When cities are heard."""

from __future__ import annotations

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.rules import check_editable
from eventsys.declarations.remarks.errors import NotCirculated


def check_before_cities(state: str) -> None:
    """Cities read a text from its circulation on. Raises :class:`NotCirculated`, and :class:`Frozen`."""
    check_editable(state)
    if state == State.ZERO_DRAFT:
        raise NotCirculated
