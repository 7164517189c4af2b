"""The list of delegations, one delegation for staff, its focal point."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web import see_other
from eventsys.mail import service as mail
from eventsys.registration import policy, queries, rules, service
from eventsys.registration.forms import FocalForm
from eventsys.registration.models import Delegation, DelegationState
from eventsys.registration.routes.review import Chip
from eventsys.registration.routes.room import answer_or_flash, bp

__all__ = ["delegation", "delegations"]

ONE = "/o/<slug>/delegations/<uuid:delegation_id>"


def _address(slug: str, **changed: str | None) -> str:
    kept = {name: request.args.get(name) for name in ("q", "state", "standing")} | changed
    values: dict[str, Any] = {k: v for k, v in kept.items() if v}
    return url_for("registration.delegations", slug=slug, **values)


@bp.get("/o/<slug>/delegations")
@access(policy.can_see_people, thing=conference_queries.by_slug)
def delegations(conference: Conference) -> Any:
    """Cities of the edition: how they answered, who leads, how many people."""
    args, slug = request.args, conference.slug
    everyone = queries.delegation_rows(conference)
    wanted = queries.narrowed(
        everyone, state=args.get("state", ""), standing=args.get("standing", ""), search=args.get("q", "")
    )
    counts = {state: sum(row.delegation.state == state for row in everyone) for state in DelegationState}
    chips = [Chip(_("All"), _address(slug, state=None), not args.get("state"), len(everyone))]
    chips += [
        Chip(rules.STATE_WORDS[s], _address(slug, state=s), args.get("state") == s, counts[s])
        for s in DelegationState
        if counts[s]
    ]
    standings = sorted({row.delegation.standing for row in everyone})
    return render_template(
        "registration/delegations.html",
        conference=conference,
        rows=wanted,
        chips=chips,
        total=len(everyone),
        standings=standings,
        may_run=policy.can_run(current_actor(), conference),
        args=args,
        fates=mail.fates("delegation", [row.delegation.public_id for row in wanted]),
    )


def _home(delegation: Delegation) -> str:
    return url_for(
        "registration.delegation", slug=delegation.conference.slug, delegation_id=delegation.public_id
    )


def _page(delegation: Delegation, form: FocalForm, status: int = 200) -> Any:
    people = queries.delegates_of(delegation)
    html = render_template(
        "registration/delegation.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=form,
        people=people,
        may_run=policy.can_run(current_actor(), delegation),
        fate=mail.fates("delegation", [delegation.public_id]).get(delegation.public_id),
        people_fates=mail.fates("delegate", [person.public_id for person in people]),
        states=DelegationState,
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


@bp.get(ONE)
@access(policy.can_see_people, thing=queries.delegation_here)
def delegation(found: Delegation) -> Any:
    """One city: focal point, answer, people."""
    data = {"name": found.focal_name, "email": found.focal_email, "language": found.focal_language}
    return _page(found, FocalForm(data=data))


@bp.post(ONE + "/focal")
@access(policy.can_run, thing=queries.delegation_here)
def change_focal(found: Delegation) -> Any:
    """Another focal point: links of the former one end, the new one is written to."""
    form = FocalForm()
    if not form.validate():
        return _page(found, form, 422)
    try:
        service.change_focal_point(
            found, name=form.name.data or "", email=form.email.data or "", language=form.language.data, by=current_actor(),
            now=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _page(found, form, 422)
    db.session.commit()
    flash(_("The new focal point has been written to; older links no longer open the delegation."), "success")
    return see_other(_home(found))


@bp.post(ONE + "/<any(resend,attending):verb>")
@access(policy.can_run, thing=queries.delegation_here)
def act_on_delegation(found: Delegation, verb: str) -> Any:
    """Write the invitation again; note that the city is there."""
    actor, now = current_actor(), clock.now()
    if verb == "resend":
        said = _("The invitation is on its way to %(to)s.", to=found.focal_email)
        answer_or_flash(lambda: service.invite(found, by=actor, now=now), said)
    else:
        answer_or_flash(
            lambda: service.set_attending(found, by=actor, now=now), _("The delegation is attending.")
        )
    return see_other(_home(found))
