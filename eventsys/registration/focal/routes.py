"""The focal point's page: answer the invitation, see the delegation and its places, act on its people."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.accounts.links import service as links_service
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.text import Localized
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import service as credentials
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import answer_or_say, bp, focal_url
from eventsys.registration.invitations import service as invitations
from eventsys.registration.links import service as links
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import PERSON, act_one_by_one, delegate_of_delegation_in, may_lead


def _resend_focal(link: Any) -> None:
    with suppress(Refusal):
        invitations.invite(
            delegations_queries.get_delegation(UUID(link.subject)), by=SYSTEM, now=clock.now(), bounded=True
        )


links_service.register_purpose(
    "focal",
    endpoint="registration.focal",
    resend=_resend_focal,
    values=lambda subject, slug: {"slug": slug, "delegation_id": subject},
)


def page(
    delegation: Delegation,
    *,
    refusal: str = "",
    refused: str = "",
    reason: str = "",
    whom: str = "",
    status: int = 200,
) -> Any:
    """The whole page; constant number of queries."""
    conference, now = delegation.conference, clock.now()
    people = people_queries.delegates_of(delegation)
    named = people_rules.people_among(people, "named")
    may_with = {person.id: people_rules.possible(person.state) for person in named}
    window = openings_queries.window_for(delegation)
    html = render_template(
        "registration/focal/focal.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=conference,
        named=named,
        gone=[p for p in people if p not in named],
        places=_places(delegation),
        window=window,
        open=window.is_open(now),
        now=now,
        may=delegations_rules.possible(
            delegation.state, represented=delegations_rules.may_be_represented(delegation)
        ),
        may_with=may_with,
        to_confirm=sum(people_rules.RegistrationVerb.PRE_APPROVE in may for may in may_with.values()) > 1,
        is_staff=can_run(current_actor(), delegation),
        links=delegations_queries.city_links(delegation),
        credentials=credentials_queries.standing_of(delegation),
        credentials_asked=delegation.is_of_city and credentials.are_asked(conference),
        refusal=refusal,
        refused=refused,
        reason=reason,
        whom=whom,
    )
    return make_response(html, status)


def _places(delegation: Delegation) -> list[tuple[Localized | None, people_rules.Places]]:
    """The quotas that bind the city, each with the name of its category (``None``: of all together)."""
    conference = delegation.conference
    names = {category.id: category.name for category in categories_queries.categories(conference)}
    taken = people_queries.taken_places(delegation)
    left = people_rules.places_left(categories_queries.quotas(conference), delegation, taken)
    return [(names.get(places.category_id or 0), places) for places in left]


@bp.get("/r/<slug>/delegation/<uuid:delegation_id>")
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def focal(delegation: Delegation) -> Any:
    return page(delegation)


@bp.post("/r/<slug>/delegation/<uuid:delegation_id>/pre-approve")
@limiter.limit(PUBLIC_POSTS)
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def confirm_people(delegation: Delegation) -> Any:
    """Pre-approve the chosen. Each is done or refused by itself; the page says both by name."""
    actor, now, ids = current_actor(), clock.now(), set(request.form.getlist("ids")[:500])
    chosen = [one for one in people_queries.delegates_of(delegation) if str(one.public_id) in ids]
    if done := act_one_by_one(chosen, lambda person: decisions.pre_approve(person, by=actor, now=now)):
        say(Tone.OK, ngettext("One person is pre-approved.", "%(num)s people are pre-approved.", done))
    return see_other(focal_url(delegation))


@bp.post("/r/<slug>/delegation/<uuid:delegation_id>/answer")
@limiter.limit(PUBLIC_POSTS)
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def answer(delegation: Delegation) -> Any:
    """We come, we are unable to attend, or somebody acts for the city."""
    actor, now, reason = current_actor(), clock.now(), request.form.get("reason", "")
    given, whom = request.form.get("answer", ""), request.form.get("whom", "")[:300]
    try:
        match given:
            case "accept":
                invitations.accept(delegation, by=actor, now=now)
                said = _("Thank you. Please name your delegation now.")
            case "decline":
                invitations.decline(delegation, reason, by=actor, now=now)
                said = _("Thank you for your answer. The secretariat now sees that you cannot attend.")
            case "send_proxy":
                invitations.send_proxy(delegation, whom, by=actor, now=now)
                said = _(
                    "Thank you for your answer. Please send the signed powers to the secretariat: it records the proxy."
                )
            case _unknown:
                raise BadRequest
    except BadRequest:
        raise
    except Refusal as refusal:
        db.session.rollback()
        return page(delegation, refusal=str(refusal), refused=given, reason=reason, whom=whom, status=422)
    db.session.commit()
    say(Tone.OK, said)
    return see_other(focal_url(delegation))


@bp.post(PERSON + "/<any(link,pre_approve,withdraw):verb>")
@limiter.limit(PUBLIC_POSTS)
@access(may_lead, thing=delegate_of_delegation_in)
def act_on_person(delegate: Delegate, verb: str) -> Any:
    """One button: send the link, pre-approve, withdraw."""
    actor, now, name = current_actor(), clock.now(), delegate.full_name
    acts: dict[str, tuple[Callable[..., object], str]] = {
        "link": (links.send_own_link, _("The link is on its way to %(name)s.", name=name)),
        "pre_approve": (
            decisions.pre_approve,
            _("%(name)s is pre-approved; the secretariat decides next.", name=name),
        ),
        "withdraw": (decisions.withdraw, _("%(name)s is withdrawn; the place is free again.", name=name)),
    }
    act, said = acts[verb]
    answer_or_say(lambda: act(delegate, by=actor, now=now), said)
    return see_other(focal_url(delegate.delegation))
