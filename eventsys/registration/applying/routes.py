"""The public page of an opening, the letter's page that confirms an address, and the way on to the own registration."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.accounts.links import service as links_service
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.ids import form_key, uuid7
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import current
from eventsys.mail.settling import service as settling
from eventsys.registration.applying import policy, queries, service
from eventsys.registration.applying.forms import ApplyForm
from eventsys.registration.applying.letters import UNCONFIRMED_DAYS
from eventsys.registration.applying.queries import Asked
from eventsys.registration.delegations.pages import bp
from eventsys.registration.names.errors import UnsafeName
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.openings import rules as openings_rules
from eventsys.registration.openings.models import Opening
from eventsys.registration.openings.policy import can_read_opening
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import full_name

ROOM = "/c/<slug>/register"
#: Generous by network: a newsroom or a hall has one. An address gets few letters, whoever asks.
_APPLICATIONS = "20 per minute; 200 per hour"

links_service.register_purpose(
    "application",
    endpoint="registration.confirm_application",
    values=lambda subject, slug: {"slug": slug, "application_id": subject},
)


@bp.route(ROOM + "/<code>", methods=["GET", "POST"])
@limiter.limit(_APPLICATIONS, methods=["POST"])
@access(can_read_opening, thing=openings_queries.opening_named)
def apply(opening: Opening) -> Any:
    """Words of welcome; while it is open, a name and an address. Whoever sends them reads the same answer."""
    now = clock.now()
    form = ApplyForm()
    if not form.is_submitted():
        form.key.data, form.language.data = str(uuid7()), current()
    elif form.validate() and _kept(opening, form):
        return see_other(url_for(".applied", slug=opening.conference.slug, code=opening.category.code))
    html = render_template(
        "registration/applying/apply.html",
        conference=opening.conference,
        opening=opening,
        form=form,
        is_open=openings_rules.window(opening).is_open(now),
        window=openings_rules.window(opening),
        now=now,
        is_full=opening.places is not None
        and people_queries.approved_of(opening.delegation) >= opening.places,
        preview=opening.published_at is None,
        days=UNCONFIRMED_DAYS,
    )
    return make_response(html, 422 if form.is_submitted() else 200)


def _kept(opening: Opening, form: ApplyForm) -> bool:
    details = {name: form[name].data or "" for name in service.ASKED}
    try:
        service.apply(
            opening,
            details,
            form_key=form_key(form.key.data) or uuid7(),
            by=current_actor(),
            now=clock.now(),
        )
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, family_name=(UnsafeName,))
        return False
    db.session.commit()
    return True


@bp.get(ROOM + "/<code>/sent")
@access(can_read_opening, thing=openings_queries.opening_named)
def applied(opening: Opening) -> Any:
    """The same words to everybody: who is registered already is nobody's business."""
    return render_template(
        "registration/applying/sent.html",
        conference=opening.conference,
        opening=opening,
        days=UNCONFIRMED_DAYS,
    )


@bp.route(ROOM + "/confirm/<uuid:application_id>", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(policy.can_confirm, thing=queries.asked_in)
def confirm_application(asked: Asked) -> Any:
    """Mail scanners open links: only the button confirms."""
    problem, status = "", 200
    if request.method == "POST":
        try:
            url = service.confirm(asked.public_id, by=current_actor(), now=clock.now())
        except Refusal as refusal:
            db.session.rollback()
            problem, status = str(refusal), refusal.status
        else:
            is_new = asked.application is not None
            db.session.commit()
            if is_new:
                say(Tone.OK, _("Your address is confirmed. Please complete your registration."))
            return see_other(urlsplit(url).path)
    waits = asked.application
    html = render_template(
        "registration/applying/confirm.html",
        conference=asked.conference,
        asked=asked,
        name=full_name(waits.family_name, waits.given_name, waits.name_order) if waits else "",
        problem=problem,
    )
    return make_response(html, status)


@bp.post(ROOM + "/confirm/<uuid:application_id>/discard")
@limiter.limit(PUBLIC_POSTS)
@access(policy.can_confirm, thing=queries.asked_in)
def discard_application(asked: Asked) -> Any:
    """Whoever reads the letter did not mean it."""
    names = service.discard(asked.public_id, by=current_actor(), now=clock.now())
    db.session.commit()
    settling.drop_files(names)
    return render_template("registration/applying/discarded.html", conference=asked.conference)
