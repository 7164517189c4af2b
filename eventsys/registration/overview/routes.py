"""The list of delegations, one delegation for staff, its focal point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage, can_run, can_see_people
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.mail.fates import queries as fates_queries
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.rules import CityCredentials
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.delegations.pages import answer_or_say, bp
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitations.forms import FocalForm
from eventsys.registration.links import queries as links_queries
from eventsys.registration.links import service as links
from eventsys.registration.overview import queries
from eventsys.registration.overview.queries import DelegationRow
from eventsys.registration.people import models as people_models
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.presence import policy as presence_policy

ONE = "/o/<slug>/delegations/<uuid:delegation_id>"


def _address(slug: str, **changed: str | None) -> str:
    kept = {name: request.args.get(name) for name in ("q", "state", "standing")} | changed
    values: dict[str, Any] = {k: v for k, v in kept.items() if v}
    return url_for("registration.delegations", slug=slug, **values)


def _chips(slug: str, rest: list[DelegationRow], current: str) -> list[Chip]:
    """Each with the number of rows that it opens under the other filters; "expected" where it says more than
    "accepted"."""
    counts = {word: len(queries.narrowed(rest, state=word)) for word in delegations_rules.CITY_WORDS}
    shown = {word for word, number in counts.items() if number} - {"awaited"}
    if counts["expected"] == counts[DelegationState.ACCEPTED]:
        shown.discard("expected")
    chips = [Chip(_("All"), _address(slug, state=None), not current, len(rest))]
    return chips + [
        Chip(words, _address(slug, state=word), word == current, counts[word])
        for word, words in delegations_rules.CITY_WORDS.items()
        if word in shown or word == current
    ]


@bp.get("/o/<slug>/delegations")
@access(can_see_people, thing=editions_queries.by_slug)
def delegations(conference: Conference) -> Any:
    """Cities and bodies of the edition: how they answered, who leads, how many people."""
    args = request.args
    everyone = queries.delegation_rows(conference)
    rest = queries.narrowed(everyone, standing=args.get("standing", ""), search=args.get("q", ""))
    wanted = queries.narrowed(rest, state=args.get("state", ""))
    standings = delegations_rules.in_order({row.delegation.standing for row in everyone})
    return render_template(
        "registration/overview/delegations.html",
        conference=conference,
        rows=wanted,
        chips=_chips(conference.slug, rest, args.get("state", "")),
        total=len(everyone),
        standings=standings,
        may_run=can_run(current_actor(), conference),
        args=args,
        credentials=_credentials(conference),
        fates=fates_queries.fates_about("delegation", [row.delegation.public_id for row in wanted]),
    )


def _credentials(conference: Conference) -> dict[int, CityCredentials] | None:
    """How each city that comes stands, by delegation; None where no letters are asked for."""
    if not credentials.are_asked(conference):
        return None
    return {one.delegation.id: one for one in credentials_queries.cities(conference)}


def _home(delegation: Delegation) -> str:
    return url_for(
        "registration.delegation", slug=delegation.conference.slug, delegation_id=delegation.public_id
    )


def _people_chips(delegation: Delegation, everyone: Sequence[Delegate], current: str) -> list[Chip]:
    words: dict[str, Any] = {"named": people_rules.PEOPLE_WORDS["named"]}
    words |= {state.value: people_models.STATE_WORDS[state] for state in DelegateState}
    counts = {word: len(people_rules.people_among(everyone, word)) for word in words}
    home = _home(delegation)
    return [
        Chip(label, f"{home}?state={word}#people", word == current, counts[word])
        for word, label in words.items()
        if counts[word] or word in {"named", current}
    ]


def _page(delegation: Delegation, form: FocalForm, status: int = 200) -> Any:
    asked, everyone = request.args.get("state", ""), people_queries.delegates_of(delegation)
    word = asked if asked and people_rules.states_of(asked) else "named"
    shown, may_run = people_rules.people_among(everyone, word), can_run(current_actor(), delegation)
    html = render_template(
        "registration/overview/delegation.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=form,
        people=shown,
        chips=_people_chips(delegation, everyone, word),
        may_run=may_run,
        links=list(delegations_queries.STAFF_CITY_LINKS) if can_manage(current_actor(), delegation) else [],
        letters_today=links_queries.letters_since(delegation, clock.now() - timedelta(days=1))
        if may_run
        else 0,
        letters_most=links.LETTERS_A_DAY,
        credentials=credentials_queries.standing_of(delegation)
        if may_run and delegation.is_of_city
        else None,
        credentials_asked=credentials.are_asked(delegation.conference),
        may_note=presence_policy.can_note_presence(current_actor(), delegation),
        fate=fates_queries.fates_about("delegation", [delegation.public_id]).get(delegation.public_id),
        people_fates=fates_queries.fates_about("delegate", [person.public_id for person in shown]),
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


@bp.get(ONE)
@access(can_see_people, thing=delegations_queries.delegation_in)
def delegation(found: Delegation) -> Any:
    """One city or body: focal point, answer, people."""
    data = {"name": found.focal_name, "email": found.focal_email, "language": found.focal_language}
    return _page(found, FocalForm(data=data))


@bp.post(ONE + "/focal")
@access(can_run, thing=delegations_queries.delegation_in)
def change_focal(found: Delegation) -> Any:
    """Another focal point: links of the former one end, the new one is written to."""
    form = FocalForm()
    if not form.validate():
        return _page(found, form, 422)
    try:
        invitations.change_focal_point(
            found,
            name=form.name.data or "",
            email=form.email.data or "",
            language=form.language.data,
            by=current_actor(),
            now=clock.now(),
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(found, form, 422)
    db.session.commit()
    say(Tone.OK, _("The new focal point has been written to; older links no longer open the delegation."))
    return see_other(_home(found))


@bp.post(ONE + "/resend")
@access(can_run, thing=delegations_queries.delegation_in)
def resend_invitation(found: Delegation) -> Any:
    """Write the invitation again; older links stop working."""
    said = _("The invitation is on its way to %(to)s.", to=found.focal_email)
    answer_or_say(lambda: invitations.invite(found, by=current_actor(), now=clock.now()), said)
    return see_other(_home(found))
