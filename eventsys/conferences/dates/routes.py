"""The page of the milestones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.conferences.dates import queries, service
from eventsys.conferences.dates.errors import WindowReversed
from eventsys.conferences.dates.forms import MilestonesForm, label_milestones
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.dates.rules import local_time
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, save_or_say, setup_page
from eventsys.core.errors import NoSuchTime
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.zones import at_local


@bp.route("/o/<slug>/setup/milestones", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def milestones(conference: Conference) -> Any:
    zone = conference.timezone
    form = MilestonesForm(
        data={m.kind: local_time(m.at, zone).replace(tzinfo=None) for m in queries.milestones(conference)}
    )
    label_milestones(form)
    fields = [form[kind.value] for kind in MilestoneKind]
    if form.validate_on_submit() and form.no_day_is_far(fields, conference.is_far):
        moments = _moments(form, zone)
        by = current_actor()
        if not form.errors and save_or_say(
            form,
            lambda: service.set_milestones(conference, moments, by=by),
            registration_closes=(WindowReversed,),
        ):
            say(Tone.OK, _("Saved."))
            return see_other(url_for("conferences.milestones", slug=conference.slug))
    return setup_page(
        "dates/milestones",
        conference,
        form,
        form=form,
        kinds=[kind.value for kind in MilestoneKind],
        clock_words=queries.clock_words(conference),
    )


def _moments(form: MilestonesForm, zone: str) -> dict[MilestoneKind, datetime | None]:
    """What was typed in UTC; an hour that the clocks skip is refused beside its field."""
    found: dict[MilestoneKind, datetime | None] = {}
    for kind in MilestoneKind:
        wall = form[kind.value].data
        try:
            found[kind] = at_local(wall, zone) if wall else None
        except NoSuchTime as refusal:
            put_refusal(form[kind.value], refusal)
    return found
