"""The hall: which cities are there, noted with one tap, corrected and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import bp
from eventsys.registration.presence import policy, queries, rules, service
from eventsys.registration.presence.forms import PresenceForm

ONE = "/o/<slug>/delegations/<uuid:delegation_id>/presence"
_LOG_WORDS = {
    "delegation.present": _l("present"),
    "delegation.left": _l("left"),
    "delegation.presence_corrected": _l("corrected"),
    "delegation.presence_undone": _l("taken back"),
}


@bp.get("/o/<slug>/presence")
@access(policy.can_note_presence, thing=editions_queries.by_slug)
def presence(conference: Conference) -> Any:
    """Every city expected, one tap each; below it those that did not say that they come."""
    everyone = delegations_queries.delegations_of_cities(conference)
    word = request.args.get("state", "")
    narrowed = word if word in {"present", "awaited"} else "expected"
    here = {w: delegations_rules.delegations_among(everyone, w) for w in ("expected", "present", "awaited")}
    chips = [
        Chip(
            delegations_rules.CITY_WORDS[w],
            url_for(".presence", slug=conference.slug, state=w),
            w == narrowed,
            len(found),
        )
        for w, found in here.items()
    ]
    arrivals = service.arrivals(conference)
    return render_template(
        "registration/presence/presence.html",
        conference=conference,
        rows=here[narrowed],
        chips=chips,
        total=len(everyone),
        others=[d for d in everyone if not d.expected],
        arrivals=arrivals,
        unmarked=sum(d.id in arrivals and d.present_since is None for d in everyone),
    )


def _back(delegation: Delegation) -> str:
    """The page of this conference that the button stood on; else the list of the hall, at the city's row."""
    slug, back = delegation.conference.slug, request.form.get("back", "")
    if back.startswith(f"/o/{slug}/"):
        return back
    return url_for(".presence", slug=slug, _anchor=f"d-{delegation.public_id.hex}")


@bp.post(ONE + "/<any(present,left,undo):verb>")
@access(policy.can_note_presence, thing=delegations_queries.delegation_in)
def note_presence(found: Delegation, verb: str) -> Any:
    """One tap. Twice the same changes nothing."""
    actor, now, city = current_actor(), clock.now(), found.city_name
    acts: dict[str, tuple[Callable[[], bool], str]] = {
        "present": (
            lambda: service.mark_present(found, by=actor, now=now),
            _("%(city)s is in the hall.", city=city),
        ),
        "left": (lambda: service.mark_left(found, by=actor, now=now), _("%(city)s has left.", city=city)),
        "undo": (
            lambda: service.undo_presence(found, by=actor),
            _("%(city)s is no longer marked as present.", city=city),
        ),
    }
    act, said = acts[verb]
    back = _back(found)
    try:
        changed = act()
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    else:
        db.session.commit()
        say(Tone.OK if changed else Tone.NOTE, said if changed else _("It was noted already."))
    return see_other(back)


@bp.post("/o/<slug>/presence/arrived")
@access(policy.can_note_presence, thing=editions_queries.by_slug)
def mark_arrived(conference: Conference) -> Any:
    """Those whose badge was handed over, at once."""
    marked = service.mark_arrived(conference, by=current_actor(), now=clock.now())
    db.session.commit()
    say(Tone.OK, ngettext("%(num)s city is marked.", "%(num)s cities are marked.", len(marked)))
    return see_other(url_for(".presence", slug=conference.slug))


@bp.route(ONE, methods=["GET", "POST"])
@access(policy.can_note_presence, thing=delegations_queries.delegation_in)
def correct_presence(found: Delegation) -> Any:
    """Other moments than those noted, and what was noted before."""
    zone = found.conference.zone
    form = PresenceForm(
        data={
            "since": _wall(found.present_since, zone),
            "until": _wall(found.present_until, zone),
            "seen": rules.presence_mark(found),
        }
    )
    near = form.validate_on_submit() and form.no_day_is_far((form.since, form.until), found.conference.is_far)
    if near and _correct(found, form, zone):
        say(Tone.OK, _("Saved."))
        return see_other(_back(found))
    answer = make_response(
        render_template(
            "registration/presence/presence_of.html",
            delegation=found,
            conference=found.conference,
            form=form,
            city=found.city_name,
            log=queries.presence_log(found),
            log_words=_LOG_WORDS,
        )
    )
    answer.status_code = 422 if form.is_submitted() else 200
    return answer


def _correct(found: Delegation, form: PresenceForm, zone: ZoneInfo) -> bool:
    since, until = _moment(form.since.data, zone), _moment(form.until.data, zone)
    if since is None:
        raise BadRequest
    try:
        service.correct_presence(
            found,
            since,
            until,
            seen=form.seen.data or "",
            by=current_actor(),
            now=clock.now(),
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        form.seen.data, form.seen.raw_data = rules.presence_mark(found), None  # saving again is meant
        return False
    db.session.commit()
    return True


def _wall(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


def _moment(wall: datetime | None, zone: ZoneInfo) -> datetime | None:
    return wall.replace(tzinfo=zone).astimezone(UTC) if wall else None
