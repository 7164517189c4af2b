"""Papers that speak with an organiser's own words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from eventsys.core.words.languages import speaking
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.diction import queries

__all__ = ["in_own_words"]

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def in_own_words(
    made: Callable[Concatenate[Declaration, Asked], Made],
) -> Callable[Concatenate[Declaration, Asked], Made]:
    """Of what writes on a declaration's papers: it speaks with the organiser's own words."""

    @wraps(made)
    def speaking_so(declaration: Declaration, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        with speaking(queries.words_of(declaration.conference)):
            return made(declaration, *args, **kwargs)

    return speaking_so
