"""A decision on what was seen, and on nothing else; where a change that waits is told."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_review
from eventsys.core.actor import Actor
from eventsys.core.words.languages import gettext as _
from eventsys.registration.changes import queries as changes_queries
from eventsys.registration.decisions.service import PersonNote
from eventsys.registration.people import models as people_models
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.queue import queries, rules
from eventsys.registration.queue.errors import ChangeDecidedMeanwhile, ChangedMeanwhile, DecidedMeanwhile


def lock_as_seen(delegate: Delegate, verb: str, *, version: int, by: Actor) -> bool:
    """Hold the row, and see that the registration is the one that was looked at: ``version`` is the page's. False where
    ``by`` has decided just this already, in another tab or with a second click: there is nothing left to do.

    Raises :class:`DecidedMeanwhile`, :class:`ChangeDecidedMeanwhile`, :class:`ChangedMeanwhile`, :class:`Erased`.
    """
    people_queries.locked_delegate(delegate)
    if delegate.version == version:
        return True
    found = rules.last_change(queries.entries_about(delegate))
    if found is None:
        raise ChangedMeanwhile(who=rules.NOBODY_KNOWN)
    entry, state = found
    if rules.has_done(verb, entry, state, actor=(by.kind, by.number)):
        return False
    if entry.verb in rules.CHANGE_VERBS.values():
        raise ChangeDecidedMeanwhile(who=rules.who(entry))
    if state is not None:
        raise DecidedMeanwhile(who=rules.who(entry), state=people_models.STATE_WORDS[delegate.state])
    raise ChangedMeanwhile(who=rules.who(entry))


def change_note(delegate: Delegate) -> list[PersonNote]:
    """On the page that staff see, while a change waits."""
    if changes_queries.waiting_of(delegate) is None:
        return []
    values = {"delegate_id": delegate.public_id}
    return [
        PersonNote(
            _("A change of this registration is asked for."),
            _("Decide"),
            "registration.queued",
            can_review,
            values,
        )
    ]
