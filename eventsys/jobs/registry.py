"""Which function does which kind of job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.jobs.errors import UnknownKind
from eventsys.jobs.models import Job
from eventsys.jobs.work import Work

__all__ = ["Description", "Handler", "describe", "description", "find", "handler"]

Handler = Callable[[Work], dict[str, Any] | None]
_H = TypeVar("_H", bound=Handler)
_handlers: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[_H], _H]:
    """Register ``def run(work: Work) -> dict | None`` for ``kind``. A room does so in its ``tasks.py``."""

    def keep(function: _H) -> _H:
        known = _handlers.get(kind)
        if known is not None and (known.__module__, known.__qualname__) != (
            function.__module__,
            function.__qualname__,
        ):
            raise ValueError(f"{kind} has a handler already: {known.__module__}.{known.__qualname__}")
        _handlers[kind] = function
        return function

    return keep


def find(kind: str) -> Handler:
    """What does jobs of this kind in this process. Raises :class:`UnknownKind`."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"no handler for jobs of kind {kind!r} in this worker") from None


@dataclass(frozen=True, slots=True)
class Description:
    """What people read of a kind: its (lazy) title, and where its result, or the work itself, is seen."""

    title: Any
    url: Callable[[Job], str | None] = lambda _job: None


_descriptions: dict[str, Description] = {}
_UNNAMED = Description(_l("Work in progress"))


def describe(kind: str, title: Any, *, url: Callable[[Job], str | None] = lambda _job: None) -> None:
    """Say in a room's ``routes.py`` what its jobs are called; ``url(job)`` is linked when the job is done."""
    _descriptions[kind] = Description(title, url)


def description(kind: str) -> Description:
    return _descriptions.get(kind, _UNNAMED)
