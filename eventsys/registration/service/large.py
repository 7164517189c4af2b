"""Large tables: what was looked through is saved by a job, some rows at a time, so that nobody else has to wait for it.

The rows stand with the file that waits (:class:`eventsys.files.models.Upload`) until the last of them is saved. How
many are saved is the job's own progress, written in the transaction that saves them: a job that is killed goes on
with the next row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.languages import fallbacks
from eventsys.core.languages import gettext as _
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.files.models import Upload
from eventsys.jobs import queries as job_queries
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job, JobState
from eventsys.jobs.service import Work
from eventsys.networks import queries as networks
from eventsys.registration import queries
from eventsys.registration.errors import AlreadyInvited, TableStopped
from eventsys.registration.models import Delegation
from eventsys.registration.service.delegations import Invitee, invite_cities
from eventsys.registration.service.tables import ANOTHER, PeopleCheck, Person, name_people

__all__ = [
    "AT_ONCE",
    "INVITING",
    "LARGE",
    "NAMING",
    "ask_inviting",
    "ask_naming",
    "ask_saving",
    "finish",
    "invite_rows",
    "is_being_saved",
    "job_of",
    "name_rows",
    "Rows",
    "STOPPED",
    "rows_left",
    "save_rows",
]

#: More rows than this are saved by a job.
LARGE = 200
#: So many rows are saved in one transaction, with their letters: a second or two.
AT_ONCE = 50
NAMING, INVITING = "registration.name_people", "registration.invite_cities"
STOPPED = frozenset({JobState.FAILED, JobState.CANCELLED})
Rows = Sequence[Mapping[str, Any]]
_DAYS = frozenset({"arrives_on", "departs_on"})


def job_of(kind: str, upload: Upload) -> Job | None:
    """The job that saves this file, if somebody has asked for it."""
    return job_queries.by_key(_key(kind, upload))


def is_being_saved(kind: str, upload: Upload) -> bool:
    """Whether it waits for no answer, but for its job."""
    job = job_of(kind, upload)
    return job is not None and job.state not in STOPPED


def _key(kind: str, upload: Upload) -> str:
    return f"{kind}:{upload.public_id}"


def ask_naming(
    delegation: Delegation, upload: Upload, check: PeopleCheck, *, by: Actor, send_links: bool
) -> Job:
    """Let a job name the people of ``check``, which nothing was found against. Asked twice, it is one job."""
    others = {twin.row for twin in check.twins if twin.another}
    rows = [_plain(person, another=person.row in others) for person in check.people]
    about = {"delegation": str(delegation.public_id), "send_links": send_links}
    return ask_saving(NAMING, upload, rows, about, conference=delegation.conference, by=by)


def ask_inviting(
    conference: Conference, upload: Upload, invitees: Iterable[tuple[int, Invitee]], *, by: Actor
) -> Job:
    """Let a job invite cities, each with its row. Asked twice, it is one job."""
    rows = [
        {
            "row": row, "city": invitee.city.code, "name": invitee.focal_name, "email": invitee.focal_email,
            "language": invitee.focal_language,
        }
        for row, invitee in invitees
    ]  # fmt: skip
    return ask_saving(
        INVITING, upload, rows, {"conference": str(conference.public_id)}, conference=conference, by=by
    )


def ask_saving(
    kind: str,
    upload: Upload,
    rows: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    *,
    conference: Conference,
    by: Actor,
) -> Job:
    files.upload_for_update(upload.id)
    known = job_of(kind, upload)
    if known is not None and known.state not in STOPPED:
        return known
    uploads.set_choices(upload, {**upload.choices, uploads.HELD: list(rows), "by": by.plain(conference.id)})
    return jobs.ask(
        kind, {"upload": upload.id, "slug": conference.slug, **about}, by=by, conference_id=conference.id,
        key=_key(kind, upload), total=len(rows),
    )  # fmt: skip


def _plain(person: Person, *, another: bool) -> dict[str, Any]:
    details = {
        key: value.isoformat() if key in _DAYS and value else value for key, value in person.details.items()
    }
    code = person.category.code if person.category else ""
    return {"row": person.row, "category": code, "details": details, "another": another}


# --- what the jobs do ------------------------------------------------------------------------------------------


def rows_left(upload_id: int, done: int) -> tuple[Actor, list[dict[str, Any]]]:
    """By whom, and the next rows to save; none when all are. The file is held. Raises :class:`UploadGone`."""
    kept = files.upload_for_update(upload_id).choices
    return Actor.of(kept["by"]), kept[uploads.HELD][done : done + AT_ONCE]


def finish(upload_id: int, *, now: datetime) -> None:
    """All are saved: the file and its rows, which are about people, are not kept."""
    uploads.finish(files.upload_for_update(upload_id), now=now)


def save_rows(work: Work, save: Callable[[Rows, Actor], None]) -> dict[str, Any]:
    """What such a job does: some rows in each transaction, with the number of all that are saved. Raises
    :class:`UploadGone` and what ``save`` raises."""
    upload = work.payload["upload"]
    by, rows = rows_left(upload, work.job.done)
    while rows:
        save(rows, by)
        work.progress(work.job.done + len(rows))
        by, rows = rows_left(upload, work.job.done)
    finish(upload, now=clock.now())
    return {"saved": work.job.done}


def name_rows(
    delegation: Delegation,
    rows: Sequence[Mapping[str, Any]],
    *,
    saved: int,
    by: Actor,
    now: datetime,
    send_links: bool,
) -> None:
    """The next people of a large table. Raises :class:`TableStopped` when others were quicker; then the caller names none
    of ``rows``."""
    categories = {one.code: one for one in categories_queries.categories(delegation.conference)}
    people = [Person(row["row"], categories.get(row["category"]), _details(row)) for row in rows]
    said = {row["row"]: ANOTHER for row in rows if row["another"]}
    check = name_people(delegation, people, said, by=by, now=now, send_links=send_links)
    if check.refused:
        first = check.refused[0]
        raise TableStopped(row=first.row or rows[0]["row"], why=first.text, saved=saved)
    for twin in check.twins:
        if not twin.another:
            why = _("%(name)s is named already.", name=twin.other)
            raise TableStopped(row=twin.row, why=why, saved=saved)


def invite_rows(
    conference: Conference, rows: Sequence[Mapping[str, Any]], *, saved: int, by: Actor, now: datetime
) -> None:
    """The next cities of a large table. Raises :class:`TableStopped` when others were quicker."""
    cities = networks.cities_by_code(row["city"] for row in rows)
    invited = queries.cities_with_delegation(conference, cities.values())
    for row in rows:
        city = cities[row["city"]]
        if city.id in invited:
            why = AlreadyInvited(
                city=conference.city_name(city).get_in(fallbacks(languages=conference.languages))
            )
            raise TableStopped(row=row["row"], why=str(why), saved=saved)
    invitees = [Invitee(cities[row["city"]], row["name"], row["email"], row["language"]) for row in rows]
    invite_cities(conference, invitees, by=by, now=now)


def _details(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: date.fromisoformat(value) if key in _DAYS and value else value
        for key, value in row["details"].items()
    }
