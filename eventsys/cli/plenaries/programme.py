"""The programme from the shell: sessions, their panels, publication, the calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import DAY, FAR, TARGET, conference, in_words, refuse_far, row, shown, write
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue.models import Room
from eventsys.core import clock, current
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.programme.clashes import service as clashes
from eventsys.programme.notices import service as notices
from eventsys.programme.panel import service as panel
from eventsys.programme.public import documents as public_documents
from eventsys.programme.publication import queries as publication_queries
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import queries as sessions_queries
from eventsys.programme.sessions import rules as sessions_rules
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind
from eventsys.registration.people import queries as people_queries

__all__: list[str] = []

_VERBS = {
    "schedule": sessions.schedule,
    "begin": sessions.begin,
    "close": sessions.close,
    "approve": sessions.approve_summary,
    "postpone": sessions.postpone,
    "cancel": sessions.cancel,
}
TIME = click.DateTime(["%H:%M"])


@main.group("programme")
def programme_group() -> None:
    """Sessions, their panels, and the public programme."""


@programme_group.command("list")
@click.argument("slug")
@with_app
def list_command(slug: str) -> None:
    """Sessions of the conference SLUG: id, time, room, state, title; then what clashes."""
    found = conference(slug)
    for session in sessions_queries.sessions(found):
        when = (
            sessions_rules.spoken_time(session.starts_at, session.ends_at, found.timezone)
            if session.starts_at and session.ends_at
            else ""
        )
        room = shown(session.room.name) if session.room else ""
        row(session.public_id, when, room, session.state, shown(session.title, found.languages))
    for clash in clashes.clashes_of_programme(found):
        click.echo(f"{'!' if clash.hard else '?'} {clash}")


@programme_group.command("add")
@click.argument("slug")
@click.argument("kind", type=click.Choice([kind.value for kind in SessionKind]))
@click.argument("title", nargs=-1, required=True)
@click.option("--day", type=DAY, help="On the conference's own clock, as --starts and --ends.")
@click.option("--starts", type=TIME)
@click.option("--ends", type=TIME)
@click.option("--room", help="Its name, in any language.")
@click.option("--expected", type=click.IntRange(1), help="How many people.")
@click.option("--schedule", is_flag=True, help="Ready to be published at once.")
@FAR
@with_app
def add_command(
    slug: str,
    kind: str,
    title: tuple[str, ...],
    day: datetime | None,
    starts: datetime | None,
    ends: datetime | None,
    room: str | None,
    expected: int | None,
    schedule: bool,
    far: bool,
) -> None:
    """Add a session called TITLE: words in English, and fr=… or vi=… for other languages."""
    found, now = conference(slug), clock.now()
    if len({value is None for value in (day, starts, ends)}) > 1:
        raise click.UsageError("--day, --starts and --ends come together")
    refuse_far(found, far, day.date() if day else None)
    starts_at = ends_at = None
    if day and starts and ends:
        starts_at, ends_at = sessions_rules.instants(day.date(), starts.time(), ends.time(), found.timezone)
    made = sessions.create_session(
        found,
        kind=SessionKind(kind),
        title=Localized(in_words(title)),
        starts_at=starts_at,
        ends_at=ends_at,
        room=_room(found, room) if room else None,
        languages=found.languages,
        expected=expected,
        by=SYSTEM,
    )
    if schedule:
        sessions.schedule(made, by=SYSTEM, now=now)
    db.session.commit()
    click.echo(str(made.public_id))


def _room(found: Conference, name: str) -> Room:
    for room in venue_queries.rooms(found):
        if name in room.name.values():
            return room
    raise click.ClickException(f"There is no room {name} at {found.slug}.")


def _session_in(slug: str, session_id: UUID) -> Session:
    conference(slug)
    return sessions_queries.session_in(slug, session_id)


@programme_group.command("seat")
@click.argument("slug")
@click.argument("session_id", metavar="SESSION", type=click.UUID)
@click.argument("role", type=click.Choice([role.value for role in PanelRole]))
@click.argument("delegate_id", metavar="DELEGATE", type=click.UUID)
@with_app
def seat_command(slug: str, session_id: UUID, role: str, delegate_id: UUID) -> None:
    """Give the approved DELEGATE (an id of `delegate list`) a part in SESSION."""
    person = people_queries.get_delegate(delegate_id)
    panel.seat(_session_in(slug, session_id), role=PanelRole(role), delegate=person, by=SYSTEM)
    db.session.commit()
    click.echo(f"{person.full_name}: {role}")


@programme_group.command("move")
@click.argument("slug")
@click.argument("verb", type=click.Choice(list(_VERBS)))
@click.argument("ids", nargs=-1, required=True, type=click.UUID)
@with_app
def move_command(slug: str, verb: str, ids: tuple[UUID, ...]) -> None:
    """Do VERB on sessions, by the ids that `list` prints; all or none."""
    for session_id in ids:
        found = _session_in(slug, session_id)
        _VERBS[verb](found, by=SYSTEM, now=clock.now())
        click.echo(f"{shown(found.title)}: {found.state}")
    db.session.commit()


@programme_group.command("publish")
@click.argument("slug")
@click.option("--tell", is_flag=True, help="Write to the people on the panels.")
@with_app
def publish_command(slug: str, tell: bool) -> None:
    """Publish what waits: scheduled sessions and changes of published ones; or nothing, and what clashes."""
    found, told = conference(slug), 0
    if tell:
        published, told = notices.publish_and_tell(found, by=SYSTEM, now=clock.now())
    else:
        published = publication.publish(found, by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(f"{len(published)} published, {told} written to")


@programme_group.command("calendar")
@click.argument("slug")
@click.argument("file", type=TARGET)
@with_app
def calendar_command(slug: str, file: Path) -> None:
    """Write the published programme to FILE, an .ics."""
    found = conference(slug)
    page = f"{current.settings().base_url}/c/{found.slug}/programme"
    data = public_documents.calendar(
        found,
        publication_queries.public_sessions(found),
        url_of=lambda session: f"{page}#s-{session.public_id}",
    )
    write(file, data)
