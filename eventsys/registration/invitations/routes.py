"""Inviting cities and other bodies chosen from the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, request
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.words.collation import local_key
from eventsys.core.words.languages import DEFAULT, letter_languages
from eventsys.core.words.tags import language_choices
from eventsys.core.words.text import Localized, clean
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City
from eventsys.networks.standing import queries as standing_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.pages import bp
from eventsys.registration.invitations import service
from eventsys.registration.invitations.pages import tell_invited
from eventsys.registration.names.errors import UnsafeName
from eventsys.registration.names.forms import check_email
from eventsys.registration.names.rules import printed_name


@dataclass(slots=True)
class Invitable:
    """A city or a body that may be invited, and what was typed beside it."""

    party: City | Body
    names: Localized
    standing: str
    chosen: bool = False
    name: str = ""
    email: str = ""
    language: str = DEFAULT
    error: str = ""


def _cities(conference: Conference) -> list[Invitable]:
    """Cities of the network that are not on the list yet, with their standing at the edition's time."""
    known = {d.city_id for d in delegations_queries.delegations(conference)}
    standings = standing_queries.standings(conference.network, conference.starts)
    cities = registry_queries.cities_by_code()
    lines = [
        Invitable(c, conference.city_name(c), str(standings[c.id]))
        for c in cities.values()
        if c.id in standings and c.id not in known
    ]
    return sorted(lines, key=lambda line: (local_key(line.names), line.party.id))


def _bodies(conference: Conference) -> list[Invitable]:
    """Bodies of the network that are not on the list yet, with their kind, by name."""
    known = {d.body_id for d in delegations_queries.delegations(conference)}
    every = bodies_queries.bodies(conference.network)
    return [Invitable(b, b.name, str(b.kind)) for b in every if b.id not in known]


def _typed(lines: list[Invitable]) -> None:
    chosen = set(request.form.getlist("party"))
    for line in lines:
        code = line.party.code
        line.chosen = code in chosen
        line.name, line.email = (
            clean(request.form.get(f"name-{code}", "")),
            clean(request.form.get(f"email-{code}", "")),
        )
        line.language = request.form.get(f"language-{code}", DEFAULT)


def _check(line: Invitable) -> bool:
    try:
        line.name = printed_name(line.name, "focal_name")
        if line.email:
            line.email = check_email(line.email)
    except (UnsafeName, ValueError) as error:
        line.error = str(error)
    return not line.error


def _page(conference: Conference, lines: list[Invitable], *, problem: str = "", status: int = 200) -> Any:
    html = render_template(
        "registration/invitations/invite.html",
        conference=conference,
        of_cities=request.endpoint == "registration.invite_cities",
        lines=lines,
        problem=problem,
        languages_of_letters=language_choices(letter_languages(conference.languages)),
        standing=request.values.get("standing", ""),
        standings=sorted({line.standing for line in lines}),
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


@bp.route("/o/<slug>/delegations/invite", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def invite_cities(conference: Conference) -> Any:
    """Choose cities, say whom to write to; all or none."""
    return _invite(conference, _cities(conference))


@bp.route("/o/<slug>/delegations/invite/bodies", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def invite_bodies(conference: Conference) -> Any:
    """Choose bodies that are not cities, say whom to write to; all or none."""
    return _invite(conference, _bodies(conference))


def _invite(conference: Conference, lines: list[Invitable]) -> Any:
    if request.method != "POST":
        wanted = request.args.get("standing", "")
        return _page(conference, [line for line in lines if not wanted or line.standing == wanted])
    _typed(lines)
    chosen = [line for line in lines if line.chosen]
    if not chosen:
        return _page(conference, lines, problem=_("Choose at least one."), status=422)
    if sum(not _check(line) for line in chosen):
        return _page(
            conference,
            lines,
            problem=_("Nobody was invited yet: some addresses need correcting."),
            status=422,
        )
    invitees = [service.Invitee(line.party, line.name, line.email, line.language) for line in chosen]
    try:
        service.invite_cities(conference, invitees, by=current_actor(), now=clock.now())
    except Refusal as refusal:
        db.session.rollback()
        return _page(conference, lines, problem=str(refusal), status=409)
    db.session.commit()
    return tell_invited(conference, invitees)
