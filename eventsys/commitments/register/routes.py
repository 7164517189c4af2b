"""The register of commitments: searched, narrowed, sorted, in pages, exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.commitments.record import policy as record_policy
from eventsys.commitments.record.models import SOURCE_WORDS, STATE_WORDS, CommitmentState, Source
from eventsys.commitments.record.pages import bp
from eventsys.commitments.record.rules import today_at
from eventsys.commitments.register import documents, queries
from eventsys.commitments.register.queries import Counts, Filters
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.sending import send_table
from eventsys.core.words.languages import fallbacks
from eventsys.networks.registry.models import City

KEPT = ("q", "state", "source", "city", "overdue", "sort")


def _address(endpoint: str = "commitments.register", **changed: str | None) -> str:
    """This list with one thing changed; the page key goes, empty values go."""
    kept = {name: request.args.get(name) for name in KEPT} | changed
    values: dict[str, Any] = {**(request.view_args or {}), **{k: v for k, v in kept.items() if v}}
    return url_for(endpoint, **values)


def _filters(cities: Sequence[City]) -> Filters:
    args = request.args
    ids = {city.code: city.id for city in cities}
    state, source, city = args.get("state", ""), args.get("source", ""), args.get("city", "")
    return Filters(
        state=state if state in set(CommitmentState) else "",
        source=source if source in set(Source) else "",
        owner_id=ids.get(city),
        overdue=args.get("overdue") == "yes",
        search=args.get("q", "").strip()[:200],
    )


def _chips(filters: Filters, found: Counts) -> list[Chip]:
    """By state; "overdue" is no state and stands last."""
    every = not filters.state and not filters.overdue
    chips = [Chip(_("All"), _address(state=None, overdue=None), every, found.total)]
    chips += [
        Chip(STATE_WORDS[s], _address(state=s, overdue=None), filters.state == s, found.by_state[s])
        for s in CommitmentState
        if found.by_state[s]
    ]
    if found.overdue or filters.overdue:
        chips.append(Chip(_("overdue"), _address(state=None, overdue="yes"), filters.overdue, found.overdue))
    return chips


@bp.get("/o/<slug>/commitments")
@access(record_policy.can_read, thing=editions_queries.by_slug)
def register(conference: Conference) -> str:
    """What is chosen stays in the address."""
    cities, today = queries.owners(conference), today_at(conference, clock.now())
    filters, sort = _filters(cities), request.args.get("sort", "due")
    page = queries.register(conference, filters, today=today, sort=sort, after=request.args.get("after"))
    found = queries.counts(conference, today, filters)
    total = found.total or queries.counts(conference, today).total
    sorts = [("due", _("Due")), ("owner", _("Owner")), ("recorded", _("Order of recording"))]
    sources = [Chip(_("All"), _address(source=None), not filters.source, found.by_source.total())]
    sources += [
        Chip(SOURCE_WORDS[s], _address(source=s), filters.source == s, found.by_source[s]) for s in Source
    ]
    here = _address()
    return render_template(
        "commitments/register/register.html",
        commitments=page.items,
        filters=filters,
        city=request.args.get("city", ""),
        cities=cities,
        chips=_chips(filters, found),
        sources=sources if all(found.by_source[s] for s in Source) or filters.source else [],
        total=total,
        sort=sort if sort in queries.SORTS else "due",
        sorts=[(key, word, _address(sort=key)) for key, word in sorts],
        pages={
            "next_url": f"{here}{'&' if '?' in here else '?'}after={page.next_key}"
            if page.next_key
            else None,
            "prev_url": here if request.args.get("after") else None,
        },
        exports={kind: _address("commitments.export", kind=kind) for kind in ("xlsx", "csv")},
        may_record=record_policy.can_record(current_actor(), conference),
    )


@bp.get("/o/<slug>/commitments/export.<any(csv,xlsx):kind>")
@access(record_policy.can_read, thing=editions_queries.by_slug)
def export(conference: Conference, kind: str) -> Response:
    """What the list shows now, all pages of it."""
    today = today_at(conference, clock.now())
    filters = _filters(queries.owners(conference))
    found = queries.all_matching(conference, filters, today=today, sort=request.args.get("sort", "due"))
    heads, rows = documents.register_table(found, fallbacks(languages=conference.languages), today=today)
    return send_table(f"{conference.slug}-commitments", _("Commitments"), heads, rows, kind=kind)
