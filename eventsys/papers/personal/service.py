"""What lists of participants keep about a person: told, erased on request, and let go when its time is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.participants import queries
from eventsys.papers.participants.rules import Wish
from eventsys.papers.participants.service import AT_ONCE, drop_files
from eventsys.privacy.register.service import Holding, columns
from eventsys.registration.people.models import Delegate

_ERASED = "erased"


def _erase(delegate: Delegate, _by: Actor, now: datetime) -> Iterable[str]:
    """The row stays, so that the counts of an edition do; the files with the name go, and can be made anew without it."""
    with_name = set(queries.lists_with(delegate))
    for row in queries.rows_of(delegate):
        row.said, row.mark = {}, _ERASED
    prints = [one for one in queries.prints_with_files(delegate.conference) if one.list_id in with_name]
    return drop_files(prints, now=now)


def _at_work(delegate: Delegate) -> str:
    """A list that is being made may hold the person already."""
    if not queries.is_one_being_made(delegate.conference):
        return ""
    return str(_("A list of participants is being made: wait until it is there, or cancel it."))


def _forget(conference: Conference, keys: Sequence[str]) -> list[str]:
    """What the rows of all lists say under ``keys`` goes: the values that went."""
    gone: list[str] = []
    after = 0
    while rows := queries.some_rows(conference, after, AT_ONCE):
        after = rows[-1].id
        for row in rows:
            gone += [row.said[key] for key in keys if key in row.said]
            if any(key in row.said for key in keys):
                row.said = {key: value for key, value in row.said.items() if key not in keys}
        db.session.flush()
    return gone


def purge_files(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:  # noqa: ARG001 (purges are called alike)
    """All files of lists, when the time of print files is over. The rows stay."""
    dropped = drop_files(queries.prints_with_files(conference), now=now)
    return len(dropped), dropped


def purge_photos(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:  # noqa: ARG001 (purges are called alike)
    """From rows and files. The people are counted where their photos are."""
    prints = [one for one in queries.prints_with_files(conference) if Wish.of(one.wish).photo]
    return 0, [*_forget(conference, ("photo",)), *drop_files(prints, now=now)]


def purge_contacts(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:  # noqa: ARG001 (purges are called alike)
    """From rows and files. The people are counted where their addresses are."""
    prints = [one for one in queries.prints_with_files(conference) if Wish.of(one.wish).contact]
    _forget(conference, ("email", "phone"))
    return 0, drop_files(prints, now=now)


HOLDING = Holding(
    "listed_person",
    _l("Lists of participants"),
    queries.rows_of,
    {
        "listed.taken_at": _l("On record on"),
        "listed.number": _l("Number of the list"),
        "said": _l("What stands there"),
    },
    columns("id list_id delegate_id delegation_id category_id mark"),
    goes=_l("What stands there, and the files with it"),
    stays=_l("That somebody of the city stood in the list, for its counts"),
    erase=_erase,
    obstacle=_at_work,
)
