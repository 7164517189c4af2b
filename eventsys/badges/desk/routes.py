"""The desk: find a person, one click, the badge opens in the browser's print view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from eventsys.badges.copies import service as copies
from eventsys.badges.desk import queries, rules, service
from eventsys.badges.desk.forms import DeskForm
from eventsys.badges.parts import service as parts
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.record.pages import bp, uuid_in
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.security import see_other
from eventsys.files import service as files
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


@bp.get("/o/<slug>/badges/desk")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def desk(conference: Conference) -> str:
    form = DeskForm(request.args)
    words = form.q.data or ""
    people = queries.find_people(conference, words) if words.strip() else []
    live = record_queries.live_badges(people)
    return render_template(
        "badges/desk/desk.html",
        form=form,
        people=people,
        words=words,
        live=live,
        act_words=rules.DESK_WORDS,
        acts={person.id: _acts(live.get(person.id)) for person in people},
    )


def _acts(badge: Badge | None) -> Sequence[rules.DeskAct]:
    if badge is None:
        return rules.desk_acts(None, out_of_date=False, at_desk=False)
    return rules.desk_acts(badge.state, out_of_date=badge.out_of_date, at_desk=service.is_at_desk(badge))


@bp.post("/o/<slug>/badges/desk/<uuid:delegate_id>")
@access(editions_policy.can_print, thing=people_queries.delegate_in)
def desk_print(delegate: Delegate) -> Answer:
    """Print now; a second click opens the same badge again. ``replace`` names the badge out of date that the new
    one replaces. No transaction is open while a front is laid out."""
    back = request.form.get("back") == "1"
    replacing = uuid_in(request.form.get("replace"))
    made, just_queued = service.desk_badge(delegate, by=current_actor(), back=back, replacing=replacing)
    waits = service.is_at_desk(made)
    if waits and (back or not copies.is_quick(made)):
        db.session.commit()
        just_queued = False
    digest = _made_now(made, delegate, back, replacing) if waits else ""
    service.desk_printed(
        made, digest, by=current_actor(), issued=bool(request.form.get("issue")), just_queued=just_queued
    )
    db.session.commit()
    return see_other(_page_of(delegate.conference, made, back))


def _made_now(made: Badge, delegate: Delegate, back: bool, replacing: UUID | None) -> str:
    """The digest of the badge's page. What cannot be printed is void and said, so that it can be mended."""
    try:
        pdf = copies.single_pdf(made, back=service.with_back(made))
    except Refusal as refusal:
        db.session.rollback()
        # It may have gone with the rest.
        made, _new = service.desk_badge(delegate, by=current_actor(), back=back, replacing=replacing)
        if service.is_at_desk(made) and made.run is not None:
            parts.give_up(made.run, made, parts.failure_words(made.run, refusal), by=current_actor())
        db.session.commit()
        raise
    return files.keep(pdf, media_type="application/pdf")


def _page_of(conference: Conference, made: Badge, back: bool) -> str:
    """The file the desk made, unless it has a back and none is asked for now, or the other way round."""
    run: Any = made.run
    at_desk = run is not None and run.job_id is None and run.pdf_digest is not None
    if at_desk and service.with_back(made) == back:
        return url_for(".run_pdf", slug=conference.slug, run_id=run.public_id)
    more: dict[str, Any] = {"back": 1} if back else {}
    return url_for(".badge_pdf", slug=conference.slug, badge_id=made.public_id, **more)
