"""What home, checklist, a person's page and the desk are told of badges."""

from __future__ import annotations

from eventsys.badges.freshness.service import differences_of
from eventsys.badges.overview import queries
from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.record import queries as record_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_print, can_review
from eventsys.conferences.home.service import CheckItem, Figure, HomePart, Leads
from eventsys.core.actor import Actor
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import list_words, ngettext
from eventsys.registration.decisions.service import Opening, PersonNote
from eventsys.registration.people.models import Delegate, reference


def home_part(conference: Conference) -> HomePart:
    figures = queries.figures(conference)
    return HomePart(
        figures=(
            Figure(
                _l("badges printed"),
                figures.printed,
                leads=Leads("badges.index", may=can_print),
                of=figures.approved,
                of_leads=Leads("registration.review", {"state": "approved"}, may=can_review),
            ),
        )
    )


def checks(conference: Conference) -> list[CheckItem]:
    """Badges are done when every approved delegate has one; nothing to do before anyone is approved. Those out of
    date are told while there are any."""
    figures, waiting = queries.figures(conference), printing_queries.count_unprinted(conference)
    late = figures.out_of_date
    return [
        CheckItem(
            _l("Print the badges"),
            figures.approved > 0 and waiting == 0,
            endpoint="badges.index",
            hint=_l("Approved delegates get a badge with a code that cannot be forged."),
        ),
        *([_out_of_date(late)] if late else []),
    ]


def _out_of_date(number: int) -> CheckItem:
    return CheckItem(
        ngettext("%(num)s badge is out of date", "%(num)s badges are out of date", number),
        done=False,
        endpoint="badges.index",
        values={"outdated": "y"},
        hint=_("Replace them: what is printed is no longer what is on record."),
    )


def person_notes(delegate: Delegate) -> list[PersonNote]:
    """That the person's badge is out of date."""
    badge = record_queries.live_badge(delegate)
    news = differences_of(badge) if badge is not None else []
    if badge is None or not news:
        return []
    what = list_words([str(one.what) for one in news])
    return [
        PersonNote(
            _("The printed badge is out of date: %(what)s", what=what),
            _("See the badge"),
            "badges.badge",
            may=can_print,
            values={"badge_id": badge.public_id},
        )
    ]


def at_the_desk(delegate: Delegate, actor: Actor) -> Opening | None:
    """An approved person's code opens them at the desk for those who work there; who also reviews sees the whole
    registration."""
    if not delegate.is_approved or not can_print(actor, delegate) or can_review(actor, delegate):
        return None
    return Opening("badges.desk", {"q": reference(delegate)})
