"""What lasts how long: told before sealing and on the document's page, reminded of before it ends, and renewed."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts.staff import queries as staff_queries
from eventsys.core import audit, current
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.lasting import letters, rules
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Revision
from eventsys.declarations.stages.service import assurance, authority, keep, lasts_of, proofs, trusted
from eventsys.files import service as files
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from eventsys.mail.writing import service as writing
from eventsys.signing.keeping.renew import renew as renewed

RENEWING = "declarations.renew"
_TOLD = frozenset({Role.ORGANISER.value, Role.SECRETARIAT.value})


def is_stamped() -> bool:
    """Whether there is a time-stamp service here."""
    return bool(current.settings().tsa_url)


def lasts_until(declaration: Declaration) -> datetime | None:
    """Of the newest stage of every original, the earliest end."""
    return stages_rules.earliest(
        latest.lasts_until for _original, latest in stages_queries.stages(declaration)
    )


def lasting_words(declaration: Declaration) -> str:
    """ "" before it is sealed."""
    return rules.lasting_words(lasts_until(declaration), stamped=is_stamped())


def words_before_sealing(now: datetime) -> str:
    """Before a document is sealed."""
    return rules.words_before_sealing(trusted().lasts_until(now=now), stamped=is_stamped())


def ask_renewal(declaration: Declaration, *, by: Actor) -> Job:
    """A job renews the document; asked twice, it is done once for the stages that are there. Raises :class:`NotOpen`."""
    stages = ".".join(str(latest.id) for _original, latest in stages_queries.stages(declaration))
    if not stages:
        raise NotOpen
    where = {"slug": declaration.conference.slug, "declaration": str(declaration.public_id)}
    return jobs.ask(
        RENEWING,
        where,
        by=by,
        conference_id=declaration.conference_id,
        key=f"{RENEWING}:{declaration.public_id}:{stages}",
    )


def renew_or_remind(*, now: datetime) -> int:
    """Every document that other readers will soon call expired: the staff is written to, once for each end; where a
    time-stamp service is set up, a job renews it. Returns how many letters and jobs were asked for."""
    done = 0
    for declaration, until in stages_queries.ending(now + rules.REMINDED_BEFORE):
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
        writing.queue(letters.ending(declaration, until, to, url))
    return len(staff)


def renew(declaration: Declaration, *, by: Actor, now: datetime) -> list[Revision]:
    """Every original. Returns the new stages. Raises :class:`NotOpen` before there is a file, and what signing refuses."""
    acts_queries.locked(declaration)
    stages = stages_queries.stages(declaration)
    if not stages:
        raise NotOpen
    made, own = [], authority()  # nothing is stamped by a clock that is not right
    for original, latest in stages:
        pdf = files.read(latest.digest)
        since = proofs(pdf, stages_queries.sizes(original))
        longer = renewed(pdf, assurance(), now=now, house=own.roots, proofs=since)
        whole = stages_service.whole(longer, proofs=since)
        fresh = keep(original, latest.number + 1, whole, until=lasts_of(whole, latest.lasts_until))
        before, after = {"sha256": latest.digest}, {"sha256": fresh.digest, "original": original.number}
        audit.record(by, verb="declaration.renewed", thing=declaration, before=before, after=after)
        made.append(fresh)
    return made
