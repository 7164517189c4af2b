"""A code read at a door, and the keys that sign codes, for the administrator of the installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges.codes import queries, service
from eventsys.badges.codes.errors import CodeForged
from eventsys.badges.codes.forms import CodeForm
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.models import Badge
from eventsys.badges.record.pages import bp
from eventsys.badges.zones import service as zones_service
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Zone
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.limits import limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.people import models as people_models
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.queries import people_by_code


@bp.route("/o/<slug>/badges/check", methods=["GET", "POST"])
@limiter.limit("120/minute", methods=["POST"])
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def check(conference: Conference) -> Any:
    """Reading a code decides nothing and writes nothing: it tells what the badge is, or whose registration: the
    code of one's own page, of the letter, a reference."""
    form = CodeForm()
    zones = venue_queries.zones(conference)
    form.zone.choices = [("", _("any: tell me which it opens"))] + [
        (zone.letters, f"{zone.letters} · {loc(zone.name)}") for zone in zones
    ]
    found: Badge | None = None
    refused: Refusal | None = None
    opened: list[Zone] = []
    people: Sequence[Delegate] = ()
    if form.validate_on_submit():
        try:
            found = service.read_code(conference, form.code.data or "")
            service.check_good(found)
            opened = zones_service.zones_of(found)
            for zone in zones:
                if zone.letters == form.zone.data:
                    zones_service.check_zone(found, zone)
        except Refusal as refusal:
            people = _registered(conference, form.code.data or "", refusal)
            refused = None if people else refusal
        form.code.data = ""  # a scanner types the next code behind what stands there
    status = 422 if form.errors else refused.status if refused else 200
    verdict = _("Not valid") if refused else _("Valid") if found else _("No badge") if people else ""
    answer = render_template(
        "badges/codes/check.html",
        form=form,
        found=found,
        refused=refused,
        opened=opened,
        kinds=record_rules.KIND_WORDS,
        verdict=verdict,
        people=[(person, person.is_approved) for person in people],
        reference=people_models.reference,
    )
    return answer, status


def _registered(conference: Conference, code: str, refusal: Refusal) -> Sequence[Delegate]:
    """Whom the code names, when it is none of ours and a registration's."""
    return people_by_code(conference, code) if isinstance(refusal, CodeForged) else ()


@bp.get("/account/badge-keys")
@access(editions_policy.can_administer)
def keys() -> str:
    rows = {row.id: row for row in queries.generations()}
    newest = queries.current_generation()
    numbers = sorted({1, *rows}, reverse=True)
    return render_template(
        "badges/codes/keys.html", numbers=numbers, rows=rows, newest=newest, counts=queries.badges_by_key()
    )


@bp.post("/account/badge-keys")
@access(editions_policy.can_administer)
def rotate_key() -> Answer:
    made = service.rotate_key(by=current_actor())
    db.session.commit()
    say(
        Tone.OK,
        _(
            "Key %(number)s signs from now on. Older badges stay good until you retire their key.",
            number=made.id,
        ),
    )
    return see_other(url_for(".keys"))


@bp.post("/account/badge-keys/<int:number>/retire")
@access(editions_policy.can_administer)
def retire_key(number: int) -> Answer:
    service.retire_key(number, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Key %(number)s is retired: badges signed with it are refused.", number=number))
    return see_other(url_for(".keys"))
