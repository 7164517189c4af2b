"""The desk's home of a conference: milestones, what is left to do, figures, charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.dates.rules import local_time, shown_milestones
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, page
from eventsys.conferences.home import service
from eventsys.conferences.home.service import Chart, CheckItem, Figure, Leads
from eventsys.core import charts, clock
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import short_day
from eventsys.core.words.languages import current
from eventsys.mail.fates import queries as fates_queries


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A milestone, an item of the list or a figure, ready to be shown."""

    label: str
    date: str = ""
    state: str = ""
    done: bool = False
    url: str | None = None
    hint: str = ""
    value: int | str = 0
    of: int | None = None
    of_url: str | None = None


@bp.get("/o/<slug>/")
@access(editions_policy.can_see, thing=editions_queries.by_slug)
def home(conference: Conference) -> Any:
    actor, parts = current_actor(), service.home_parts(conference)
    may_manage = editions_policy.can_manage(actor, conference)
    items = service.to_do(conference)
    return page(
        "home/home",
        conference=conference,
        milestones=_milestones(conference),
        checks=[_check(conference, item) for item in sorted(items, key=lambda item: item.done)]
        if may_manage or editions_policy.can_run(actor, conference)
        else [],
        left=sum(not item.done for item in items),
        figures=[_figure(conference, f) for f in parts.figures],
        charts=[_drawn(conference, chart) for chart in parts.charts],
        may_manage=may_manage,
        trouble=fates_queries.trouble(conference.id) if editions_policy.can_run(actor, conference) else None,
    )


def _milestones(conference: Conference) -> list[HomeLine]:
    moments = [(m.kind, m.at) for m in dates_queries.milestones(conference)]
    return [
        HomeLine(
            MilestoneKind(m.kind).word if m.kind else _("Today"),
            short_day(local_time(m.at, conference.timezone).date()),
            m.state,
        )
        for m in shown_milestones(moments, clock.now(), conference.timezone)
    ]


def _check(conference: Conference, item: CheckItem) -> HomeLine:
    url = (
        url_for(item.endpoint, slug=conference.slug, _anchor=item.anchor, **item.values)
        if item.endpoint
        else None
    )
    return HomeLine(str(item.label), done=item.done, url=url, hint=str(item.hint))


def _figure(conference: Conference, figure: Figure) -> HomeLine:
    return HomeLine(
        str(figure.label),
        url=_url(conference, figure.leads),
        value=figure.value,
        of=figure.of,
        of_url=_url(conference, figure.of_leads),
    )


def _url(conference: Conference, leads: Leads | None) -> str | None:
    """None to whom the list is not open."""
    if leads is None or not leads.may(current_actor(), conference):
        return None
    return url_for(leads.endpoint, slug=conference.slug, **leads.values)


def _drawn(conference: Conference, chart: Chart) -> Markup:
    title, lang = str(chart.title), current()
    if not chart.points:
        return Markup(
            '<figure class="chart"><figcaption>{}</figcaption><p class="hint">{}</p></figure>'
        ).format(title, chart.empty or _("Nothing to show yet."))
    whole = charts.Whole(chart.whole, _url(conference, chart.leads))
    if chart.kind == "days":
        return charts.daily(
            chart.points, title=title, unit=_("a day"), total=_("so far"), whole=whole, lang=lang
        )
    return charts.bars(
        [(str(label), n) for label, n in chart.points],
        title=title,
        lang=lang,
        whole=whole,
        note=str(chart.note),
        urls=[_url(conference, leads) for leads in chart.each],
    )
