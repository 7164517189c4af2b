"""The pages of the trail: of one conference for its organisers, of everything for administrators; and its exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request, url_for

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.tables import as_csv
from eventsys.core.web.access import access
from eventsys.core.web.limits import limiter
from eventsys.core.web.sending import send_blob
from eventsys.core.words.text import Localized
from eventsys.trail.chain import queries as chain_queries
from eventsys.trail.entries import queries
from eventsys.trail.entries.queries import Asked
from eventsys.trail.overview.rules import read_day_of
from eventsys.trail.telling import pages as telling
from eventsys.trail.verbs.rules import TOPICS, verbs_of
from eventsys.trail.words.rules import THING_WORDS

__all__ = ["bp"]

bp = Blueprint("trail", __name__)
_MOST = 20_000  # rows of an export: the newest; the shell takes out everything


@bp.get("/trail")
@access(editions_policy.can_administer)
def everything() -> str:
    """Every entry of the installation, the newest first."""
    return _page(None)


@bp.get("/o/<slug>/trail")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def conference(found: Conference) -> str:
    """What was changed at a conference and in its network's rules."""
    return _page(found)


@bp.get("/trail.<any(csv,json):kind>")
@limiter.limit("20/minute")
@access(editions_policy.can_administer)
def export_everything(kind: str) -> Response:
    """The newest entries that the filters leave."""
    return _export(None, kind)


@bp.get("/o/<slug>/trail.<any(csv,json):kind>")
@limiter.limit("20/minute")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def export_conference(found: Conference, kind: str) -> Response:
    """As above, of a conference."""
    return _export(found, kind)


def _page(found: Conference | None) -> str:
    zone = _zone(found)
    asked = _asked(zone)
    page = queries.entries_page(found, asked, after=request.args.get("after"))
    kept = {name: value for name, value in request.args.items() if name in _FILTERS and value}
    return render_template(
        "trail/overview/index.html",
        days=telling.by_day(page.items, zone),
        check=chain_queries.last_check(),
        topics=TOPICS,
        kept=kept,
        zone=zone,
        zone_words=dates_queries.clock_words(found) if found else "UTC",
        about=_about_words(asked, page.items),
        here=_address(found, {}),
        next_url=_address(found, {**kept, "after": page.next_key}) if page.next_key else None,
        first_url=_address(found, kept) if request.args.get("after") else None,
        export_urls={kind: _export_address(found, kind, kept) for kind in ("csv", "json")},
    )


_FILTERS = ("who", "what", "verb", "about", "from", "to")


def _zone(found: Conference | None) -> ZoneInfo:
    return ZoneInfo(found.timezone if found else "UTC")


def _asked(zone: tzinfo) -> Asked:
    """What the address asks for; what cannot be read narrows nothing."""
    args = request.args
    since, until = read_day_of(args.get("from", "")), read_day_of(args.get("to", ""))
    kind, _sign, number = args.get("about", "").partition(":")
    return Asked(
        who=_word(args.get("who", "")),
        what=_word(args.get("what", "")),
        verbs=verbs_of(args.get("verb", "")),
        about=(kind, number) if kind in THING_WORDS and telling.is_public_id(number) else None,
        since=_start(since, zone) if since else None,
        before=_start(until + timedelta(days=1), zone) if until else None,
    )


def _word(text: str) -> str:
    return " ".join(text.split())[:100].encode("utf-8", "ignore").decode()


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def _about_words(asked: Asked, items: Any) -> Localized:
    """The name of the one thing that is asked for, as its newest entry on the page has it."""
    if asked.about is None:
        return Localized()
    return next((name for entry in items if (name := telling.name_of(entry))), Localized())


def _address(found: Conference | None, kept: Mapping[str, Any]) -> str:
    return (
        url_for("trail.conference", slug=found.slug, **kept) if found else url_for("trail.everything", **kept)
    )


def _export_address(found: Conference | None, kind: str, kept: Mapping[str, Any]) -> str:
    if found:
        return url_for("trail.export_conference", slug=found.slug, kind=kind, **kept)
    return url_for("trail.export_everything", kind=kind, **kept)


def _export(found: Conference | None, kind: str) -> Response:
    zone = _zone(found)
    entries = queries.newest(found, _asked(zone), limit=_MOST)
    name = f"{found.slug if found else 'eventsys'}-trail.{kind}"
    if kind == "json":
        rows = [telling.plain(entry) for entry in entries]
        return send_blob(json.dumps(rows, indent=1).encode(), "application/json", download_name=name)
    lines = (telling.cells(entry, zone) for entry in entries)
    return send_blob(as_csv(telling.heads(), lines), "text/csv", download_name=name)
