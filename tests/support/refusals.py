"""In which states a verb is refused, and by which name: it is called in each of them, as a story calls it, and what it
did is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper

from eventsys.core.db import Model, db
from eventsys.core.errors import Refusal

__all__ = ["refusals"]

#: The things whose state counts besides that of what a verb is about.
_ABOVE = ("declaration", "delegation", "delegate", "session", "commitment", "badge", "job")


def refusals(
    verb: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any], wrote: Callable[[], list[str]]
) -> list[str]:
    """A line for each thing with a state that the verb is about: ``refused while badge is lost, void: NoBadgeStep``.

    ``wrote`` forgets what it has heard so far and says what was written since: nothing, where the verb is refused.
    """
    found = [line for name, thing in _things(args) for line in _of(name, thing, verb, args, values, wrote)]
    for one in args:
        if isinstance(one, Model) and inspect(one).persistent and inspect(one).expired:
            db.session.refresh(
                one
            )  # as it was before: a value set anew counts as changed where none is loaded
    return found


def _things(args: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """What has a state among the arguments, and what that belongs to; each once."""
    met: set[int] = set()
    for one in args:
        first = one[0] if isinstance(one, list | tuple) and one else one
        if not isinstance(first, Model):
            continue
        above = [getattr(first, name, None) for name in _ABOVE if name in inspect(first).mapper.relationships]
        for thing in (first, *above):
            if isinstance(thing, Model) and _states(thing) and id(thing) not in met:
                met.add(id(thing))
                yield thing.__tablename__.replace("_", " "), thing


def _states(thing: Any) -> list[StrEnum]:
    """The states such a thing can be in, by its column's enum; [] where it has none."""
    mapper: Mapper[Any] = inspect(thing).mapper
    if "state" not in mapper.column_attrs:
        return []
    kind = getattr(mapper.column_attrs["state"].columns[0].type, "enum_class", None)
    return list(kind) if kind else []


def _of(name: str, thing: Any, verb: Callable[..., Any], args: Any, values: Any, wrote: Any) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for state in _states(thing):
        if state != thing.state:
            found.setdefault(_outcome(thing, state, verb, args, values, wrote), []).append(str(state))
    for refusal, states in found.items():
        if refusal:
            yield f"refused while {name} is {', '.join(states)}: {refusal}"


def _outcome(thing: Any, state: StrEnum, verb: Callable[..., Any], args: Any, values: Any, wrote: Any) -> str:
    """The name of the refusal; "" where the verb is not refused, or no row can be in such a state."""
    with db.session.begin_nested() as undone:
        try:
            thing.state = state
            db.session.flush()
        except IntegrityError:
            undone.rollback()
            return ""
        wrote()
        try:
            verb(*args, **values)
            said = ""
        except Refusal as refusal:
            db.session.flush()
            said = type(refusal).__name__
            assert not (written := wrote()), f"{verb.__name__} is refused by {said}, and writes {written}"
        undone.rollback()
    return said
