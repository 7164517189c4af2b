"""One waiting registration after the other."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_review
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.changes import service as changes
from eventsys.registration.decisions.pages import Act, act_of
from eventsys.registration.delegations.pages import bp
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.queue import queries, service
from eventsys.registration.queue.pages import KEPT, address, done_words, filters_of, page, state_chips

QUEUE = "/o/<slug>/review/queue"


@bp.get(QUEUE)
@access(can_review, thing=editions_queries.by_slug)
def queue(conference: Conference) -> Any:
    """Leads to whoever has waited longest; at the end (``passed``), and where nobody waits, it says so."""
    filters = filters_of(conference)
    first = queries.first_waiting(conference, filters)
    if first is not None and not request.args.get("passed"):
        return see_other(address("registration.queued", conference, first))
    return render_template(
        "registration/queue/end.html",
        conference=conference,
        chips=state_chips(conference, filters),
        first=first and address("registration.queued", conference, first),
        is_narrowed=any(request.args.get(name) for name in KEPT),
    )


@bp.get(QUEUE + "/<uuid:delegate_id>")
@access(can_review, thing=people_queries.delegate_in)
def queued(person: Delegate) -> Any:
    """One registration with all that a decision needs."""
    return page(person)


@bp.post(QUEUE + "/<uuid:delegate_id>")
@access(can_review, thing=people_queries.delegate_in)
def decide_queued(person: Delegate) -> Any:
    """Decide on what was seen, and go on to the next. What was typed stays where it is refused."""
    verb, reason = request.form.get("verb", ""), request.form.get("reason", "")[:2000]
    actor, name = current_actor(), person.full_name
    act = _act(verb, reason, actor)
    try:
        if service.lock_as_seen(person, verb, version=_version(), by=actor):
            act(person)
    except BadRequest:
        raise
    except Refusal as refusal:
        db.session.rollback()
        return page(person, refusal=str(refusal), refused=verb, reason=reason, status=refusal.status)
    db.session.commit()
    say(Tone.OK, f"{done_words(verb, person)}: {name}")
    after = queries.place_of(person, filters_of(person.conference)).after
    if after is None:
        return see_other(address("registration.queue", person.conference, passed="1"))
    return see_other(address("registration.queued", person.conference, after))


def _act(verb: str, reason: str, actor: Actor) -> Act:
    """On the change that waits, or on the registration. Raises :class:`BadRequest`."""
    now = clock.now()
    match verb:
        case "approve_change":
            return lambda person: changes.approve_change(person, by=actor, now=now)
        case "decline_change":
            return lambda person: changes.decline_change(person, reason, by=actor, now=now)
    return act_of(verb, reason, actor)


def _version() -> int:
    """Of the registration as the page showed it. Raises :class:`BadRequest`."""
    try:
        return int(request.form.get("version", ""))
    except ValueError as error:
        raise BadRequest from error
