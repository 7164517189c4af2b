"""The secretariat's list of registrations, and one decision for many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_review
from eventsys.core.errors import BadRequest
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.filters import shown, told
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_table
from eventsys.core.words.languages import fallbacks
from eventsys.mail.fates import queries as fates_queries
from eventsys.registration.decisions.pages import act_of
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.pages import bp
from eventsys.registration.people import models as people_models
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.people.pages import act_one_by_one, photo_url
from eventsys.registration.review import documents, queries
from eventsys.registration.review.pages import filters_asked
from eventsys.registration.review.queries import PeopleFilters

KEPT = ("q", "state", "city", "category", "choice", "waits", "sort")


def _address(**changed: str | None) -> str:
    """This list with one thing changed; the page key goes, empty values go."""
    return _with_filters("registration.review", **changed)


def _place_chip(filters: PeopleFilters) -> list[Chip]:
    """What the list is narrowed to, with the way out of it."""
    if filters.choice is None:
        return []
    words = filters.choice.choice.words
    said = told(_("Waiting list: %(choice)s"), choice=words) if filters.choice.waits else shown(words)
    return [Chip(said, _address(choice=None, waits=None), True)]


@bp.get("/o/<slug>/review")
@access(can_review, thing=editions_queries.by_slug)
def review(conference: Conference) -> Any:
    """Search, filter, sort, page by key; what is chosen stays in the address."""
    delegations = list(delegations_queries.delegations(conference))
    filters, sort = filters_asked(conference, delegations), request.args.get("sort", "name")
    found = queries.review_page(conference, filters, sort=sort, after=request.args.get("after"))
    counts = queries.counts_by(conference, Delegate.state, replace(filters, state=""))
    total = people_rules.counted(counts or queries.counts_by(conference, Delegate.state))
    words = {
        "": _("All"),
        "registered": people_rules.PEOPLE_WORDS["registered"],
        "named": people_rules.PEOPLE_WORDS["named"],
        "waiting": people_rules.PEOPLE_WORDS["waiting"],
    }
    words |= {s: people_models.STATE_WORDS[s] for s in DelegateState}
    state_chips = [
        Chip(label, _address(state=word), filters.state == word, people_rules.counted(counts, word))
        for word, label in words.items()
        if not word or filters.state == word or people_rules.counted(counts, word)
    ]
    sorts = [("name", _("Name")), ("state", _("State")), ("arrived", _("Order of naming"))]
    return render_template(
        "registration/review/review.html",
        conference=conference,
        people=found.items,
        chips=state_chips,
        place_chips=_place_chip(filters),
        filters=filters,
        delegations=delegations,
        categories=categories_queries.categories(conference),
        sort=sort,
        sorts=[(key, word, _address(sort=key)) for key, word in sorts],
        total=total,
        next_url=_address() + ("&" if "?" in _address() else "?") + "after=" + found.next_key
        if found.next_key
        else None,
        first_url=_address() if request.args.get("after") else None,
        photo_url=photo_url,
        here=request.full_path.rstrip("?"),
        fates=fates_queries.fates_about("delegate", [person.public_id for person in found.items]),
        exports={kind: _export_url(kind) for kind in ("xlsx", "csv")},
        waiting=people_rules.counted(counts, "waiting") + queries.count_changes(conference, filters),
        queue_url=_with_filters("registration.queue", sort=None),
    )


def _export_url(kind: str) -> str:
    return _with_filters("registration.export", kind=kind)


def _with_filters(endpoint: str, **more: str | None) -> str:
    """Another page about what the list is narrowed to."""
    kept = {name: request.args.get(name) for name in KEPT} | more
    values: dict[str, Any] = {**(request.view_args or {}), **{k: v for k, v in kept.items() if v}}
    return url_for(endpoint, **values)


@bp.get("/o/<slug>/review/export.<any(csv,xlsx):kind>")
@access(can_review, thing=editions_queries.by_slug)
def export(conference: Conference, kind: str) -> Any:
    """What the list shows now, all pages of it; no passports."""
    filters = filters_asked(conference, list(delegations_queries.delegations(conference)))
    people = list(queries.all_matching(conference, filters))
    order = fallbacks(languages=conference.languages)
    heads, rows = documents.delegate_table(people, order, documents.answers_among(conference, people))
    return send_table(f"{conference.slug}-delegates", _("Delegates"), heads, rows, kind=kind)


@bp.post("/o/<slug>/review/bulk")
@access(can_review, thing=editions_queries.by_slug)
def bulk(conference: Conference) -> Any:
    """The same decision for the chosen. Each is done or refused by itself; the page says both by name."""
    actor, reason = current_actor(), request.form.get("reason", "")
    act = act_of(request.form.get("verb", ""), reason, actor)
    chosen = queries.delegates_in(conference, _ids(request.form.getlist("ids")[:500]))
    if done := act_one_by_one(chosen, act):
        say(Tone.OK, ngettext("Done for %(num)s registration.", "Done for %(num)s registrations.", done))
    return see_other(_back_to_list(conference))


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError as error:
            raise BadRequest from error
    return found


def _back_to_list(conference: Conference) -> str:
    home = url_for("registration.review", slug=conference.slug)
    back = request.form.get("back", "")
    return back if back == home or back.startswith(home + "?") else home
