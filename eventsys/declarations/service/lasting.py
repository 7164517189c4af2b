"""What lasts how long: told before sealing and on the document's page, reminded of before it ends, and renewed."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts.staff import queries as staff_queries
from eventsys.core import current
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.declarations import letters, queries, rules
from eventsys.declarations.errors import NotOpen
from eventsys.declarations.models import Declaration
from eventsys.declarations.service.authority import trusted
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from eventsys.mail import service as mail

__all__ = [
    "RENEWING",
    "ask_renewal",
    "care_for_lasting",
    "is_stamped",
    "lasting_words",
    "lasts_until",
    "prospect_words",
]

RENEWING = "declarations.renew"
_TOLD = frozenset({Role.ORGANISER.value, Role.SECRETARIAT.value})


def is_stamped() -> bool:
    """Whether there is a time-stamp service here."""
    return bool(current.settings().tsa_url)


def lasts_until(declaration: Declaration) -> datetime | None:
    """Of the newest stage of every original, the earliest end."""
    return rules.earliest(latest.lasts_until for _original, latest in queries.stages(declaration))


def lasting_words(declaration: Declaration) -> str:
    """ "" before it is sealed."""
    return rules.lasting_words(lasts_until(declaration), stamped=is_stamped())


def prospect_words(now: datetime) -> str:
    """Before a document is sealed."""
    return rules.prospect_words(trusted().lasts_until(now=now), stamped=is_stamped())


def ask_renewal(declaration: Declaration, *, by: Actor) -> Job:
    """A job renews the document; asked twice, it is done once for the stages that are there. Raises :class:`NotOpen`."""
    stages = ".".join(str(latest.id) for _original, latest in queries.stages(declaration))
    if not stages:
        raise NotOpen
    where = {"slug": declaration.conference.slug, "declaration": str(declaration.public_id)}
    return jobs.ask(
        RENEWING, where, by=by, conference_id=declaration.conference_id,
        key=f"{RENEWING}:{declaration.public_id}:{stages}",
    )  # fmt: skip


def care_for_lasting(*, now: datetime) -> int:
    """Every document that other readers will soon call expired: the staff is written to, once for each end; where a
    time-stamp service is set up, a job renews it. Returns how many letters and jobs were asked for."""
    done = 0
    for declaration, until in queries.ending(now + rules.REMINDED_BEFORE):
        if is_stamped():
            if until <= now + rules.RENEWED_BEFORE:
                ask_renewal(declaration, by=SYSTEM)
                done += 1
        else:
            done += _remind(declaration, until)
    return done


def _remind(declaration: Declaration, until: datetime) -> int:
    conference = declaration.conference
    url = f"{current.settings().base_url}/o/{conference.slug}/declarations/{declaration.public_id}"
    staff = [
        user
        for user in staff_queries.staff_of(conference.id)
        if user.active
        and any(one.conference_id == conference.id and one.role in _TOLD for one in user.assignments)
    ]
    for user in staff:
        to = letters.Colleague(user.name, user.email, user.language, user.public_id)
        mail.queue(letters.ending(declaration, until, to, url))
    return len(staff)
