"""The guard every route wears. It loads the thing, asks the policy, and answers refusals alike.

    @bp.get("/o/<slug>/delegations/<uuid:delegation_id>")
    @access(policy.can_see, thing=queries.get_delegation)
    def show(delegation): ...

The loader takes URL values by name and raises :class:`NotFound`; the view gets what it returned, then
the URL values the loader did not take.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import g, request

from eventsys.core.actor import ANONYMOUS, Actor
from eventsys.core.errors import Forbidden, NotFound, SignInNeeded

__all__ = [
    "FRESH_MARK",
    "GUARD_MARK",
    "LOADER_MARK",
    "Policy",
    "access",
    "conference_id_of",
    "conference_of_page",
    "current_actor",
    "public",
    "set_actor_loader",
    "set_freshness",
    "signed_in",
]

Policy = Callable[[Actor, Any], bool]
GUARD_MARK = "__eventsys_guard__"
#: On views whose guard loads what the address names: by which function.
LOADER_MARK = "__eventsys_loader__"
#: On views that ask who acts to prove anew who it is.
FRESH_MARK = "__eventsys_fresh__"
View = TypeVar("View", bound=Callable[..., Any])

_UNSOUGHT = object()
_load_actor: list[Callable[[], Actor]] = []
_ask_anew: list[Callable[[], Any]] = []


def set_actor_loader(loader: Callable[[], Actor]) -> None:
    """``app.py`` says who finds out the actor of a request (accounts does)."""
    _load_actor[:] = [loader]


def set_freshness(ask: Callable[[], Any]) -> None:
    """``app.py`` says who asks for a proof anew: ``ask`` gives the page that asks, or ``None`` when there is a fresh one."""
    _ask_anew[:] = [ask]


def current_actor() -> Actor:
    """The actor of this request, found once."""
    if "actor" not in g:
        g.actor = _load_actor[0]() if _load_actor else ANONYMOUS
    actor: Actor = g.actor
    return actor


def conference_of_page() -> Any:
    """The conference of the page's address, sought when first asked for; ``None`` where there is none."""
    found = g.get("conference", _UNSOUGHT)
    if found is _UNSOUGHT:
        find: Callable[[], Any] | None = g.get("find_conference")
        g.conference = None  # for the page that tells of it, should this fail
        g.conference = found = find() if find else None
    return found


def public(_actor: Actor, _thing: Any) -> bool:
    """The page is open to everyone, known or not."""
    return True


def signed_in(actor: Actor, _thing: Any) -> bool:
    """Any signed-in user, for pages about themselves."""
    return actor.user_id is not None


def conference_id_of(thing: Any) -> int | None:
    """The conference a thing belongs to, by its ``conference_id``; ``None`` when it has none."""
    found = getattr(thing, "conference_id", None)
    return found if isinstance(found, int) else None


def access(
    policy: Policy, *, thing: Callable[..., Any] | None = None, fresh: bool = False
) -> Callable[[View], View]:
    """Guard a view with ``policy(actor, thing)``; see the module's text.

    ``fresh``: whoever may, proves anew who it is before a form that was sent does its work (of a view that is only
    read: before it answers).
    """
    taken = tuple(inspect.signature(thing).parameters) if thing else ()

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            actor = current_actor()
            if thing is None:
                if not policy(actor, None):
                    refuse(actor, None)
                return (_asked() if fresh else None) or view(**values)
            loaded = thing(**{name: values.pop(name) for name in taken if name in values})
            if loaded is None:
                raise NotFound
            if not policy(actor, loaded):
                refuse(actor, loaded)
            g.thing = loaded
            return (_asked() if fresh else None) or view(loaded, **values)

        setattr(guarded, GUARD_MARK, f"{policy.__module__}.{policy.__name__}")
        setattr(guarded, LOADER_MARK, thing)
        setattr(guarded, FRESH_MARK, fresh)
        return guarded  # type: ignore[return-value]  # same signature, seen from Flask

    return wrap


def _asked() -> Any:
    """The page that asks for a proof, where one is due and there is none."""
    rule = request.url_rule
    is_due = request.method == "POST" or (rule is not None and "POST" not in (rule.methods or ()))
    return _ask_anew[0]() if is_due and _ask_anew else None


def refuse(actor: Actor, thing: Any) -> None:
    """Anonymous readers may sign in; staff learn that their role lacks it; to others it does not exist."""
    if actor.is_anonymous and request.method in {"GET", "HEAD"}:
        raise SignInNeeded
    if actor.is_staff(conference_id_of(thing)) or (actor.user_id is not None and thing is None):
        raise Forbidden
    raise NotFound
