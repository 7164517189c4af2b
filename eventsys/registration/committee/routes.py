"""All cities and their letters, reminders, the committee and its report."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import SUPPORTED, current, in_language
from eventsys.registration.committee import documents, queries, service
from eventsys.registration.committee.errors import MeetsLater
from eventsys.registration.committee.forms import CommitteeForm
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.credentials import rules as credentials_rules
from eventsys.registration.credentials.rules import FILTER_WORDS, CityCredentials
from eventsys.registration.delegations.pages import bp

LIST = "/o/<slug>/credentials"


def _chips(slug: str, cities: list[CityCredentials], wanted: str) -> list[Chip]:
    counts = {word: sum(credentials_rules.is_among(one, word) for one in cities) for word in FILTER_WORDS}
    everything = Chip(_("All"), url_for("registration.credentials", slug=slug), not wanted, len(cities))
    return [everything] + [
        Chip(words, url_for("registration.credentials", slug=slug, state=word), word == wanted, counts[word])
        for word, words in FILTER_WORDS.items()
        if counts[word] or word == wanted
    ]


@bp.get(LIST)
@access(can_run, thing=editions_queries.by_slug)
def credentials(conference: Conference) -> Any:
    """Cities by the state of their letter; what differs between a letter and the registrations."""
    cities = credentials_queries.cities(conference)
    people = credentials_queries.people_by_delegation(conference)
    asked = request.args.get("state", "")
    wanted = asked if asked in FILTER_WORDS else ""
    rows = [
        (
            one,
            credentials_rules.differences(one.letter.named, people.get(one.delegation.id, ()))
            if one.letter
            else None,
        )
        for one in cities
        if credentials_rules.is_among(one, wanted)
    ]
    return render_template(
        "registration/committee/credentials.html",
        conference=conference,
        rows=rows,
        chips=_chips(conference.slug, cities, wanted),
        total=len(cities),
        waiting=next((one for one in cities if one.waits), None),
        missing=sum(credentials_rules.is_reminded(one) for one in cities),
        sentences=conference.plenary_rules.credentials_sentences,
        papers_in=SUPPORTED,
    )


@bp.route(LIST + "/remind", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def remind_credentials(conference: Conference) -> Any:
    """Exactly who will be written to; then they are. Those who were written to today are not, however often it is asked."""
    now = clock.now()
    due, without, today = service.to_remind(credentials_queries.cities(conference), now=now)
    if request.method == "POST":
        done = service.remind(due, by=current_actor(), now=now)
        db.session.commit()
        say(Tone.OK, ngettext("%(num)s city is reminded.", "%(num)s cities are reminded.", done))
        return see_other(url_for("registration.credentials", slug=conference.slug))
    return render_template(
        "registration/committee/remind.html", conference=conference, due=due, without=without, today=today
    )


@bp.route(LIST + "/committee", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def credentials_committee(conference: Conference) -> Any:
    """Who examined the letters, for the report."""
    known = queries.committee_of(conference)
    data = {"members": "\n".join(known.members), "met_on": known.met_on} if known else {}
    form = CommitteeForm(data=data)
    if form.validate_on_submit():
        members, met_on = (form.members.data or "").splitlines(), form.met_on.data
        try:
            service.set_committee(conference, members, met_on, by=current_actor(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, met_on=(MeetsLater,), members=(Refusal,))
        else:
            say(Tone.OK, _("Saved."))
            return see_other(url_for("registration.credentials", slug=conference.slug))
    html = render_template("registration/committee/committee.html", conference=conference, form=form)
    return html, 422 if form.errors else 200


@bp.get(LIST + "/report.pdf")
@access(can_run, thing=editions_queries.by_slug)
def credentials_report(conference: Conference) -> Any:
    """The report as it stands now, in ``?language=`` or that of the page."""
    asked = request.args.get("language", "")
    with in_language(asked if asked in SUPPORTED else current()):
        paper = documents.report(
            conference,
            credentials_queries.cities(conference),
            queries.committee_of(conference),
            now=clock.now(),
        )
    return send_blob(paper.pdf, "application/pdf")
