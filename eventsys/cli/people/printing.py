"""``eventsys badges …`` and ``eventsys papers``: print, void, print again, read a code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import click

from eventsys.badges.codes import service as codes
from eventsys.badges.freshness import queries as freshness_queries
from eventsys.badges.printing import queries as printing_queries
from eventsys.badges.printing import service as printing
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service as replacing
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.cli.group import main, with_app
from eventsys.cli.people.badges import badges
from eventsys.cli.words import TARGET, conference, row, write
from eventsys.conferences.categories import queries as categories_queries
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.jobs.models import Job
from eventsys.jobs.tasks import run_job
from eventsys.papers.stamped import service as papers

__all__: list[str] = []

_WAIT_SECONDS = 0.5
REASON = click.Choice([reason.value for reason in record_rules.ASKED_REASONS])


@badges.command("print")
@click.argument("slug")
@click.argument("file", type=TARGET)
@click.option("--category", help="Only those of this category, by its code.")
@click.option("--limit", type=click.IntRange(1), help="Only the first so many.")
@click.option(
    "--out-of-date",
    is_flag=True,
    help="Instead: replace the badges whose words or photo were corrected since; the old ones are void at once.",
)
@with_app
def print_command(slug: str, file: Path, category: str | None, limit: int | None, out_of_date: bool) -> None:
    """Print a badge for every approved delegate of the conference SLUG who has none, into FILE, a PDF.

    The run is printed here, together with the workers that are there; when this command is killed, a worker
    goes on with it and its PDF is on the page of runs.
    """
    found = conference(slug)
    wanted = categories_queries.category_by_code(found, category).id if category else None
    if out_of_date:
        late = [
            badge
            for badge in freshness_queries.badges_out_of_date(found)
            if wanted in (None, badge.category_id)
        ]
        run = replacing.replace_out_of_date(
            found, by=SYSTEM, chosen={badge.public_id for badge in late[:limit]}
        )
    else:
        people = [
            person for person in printing_queries.unprinted(found) if wanted in (None, person.category_id)
        ]
        run = printing.start_run(found, people[:limit], by=SYSTEM, selection={"all": True})
    db.session.commit()
    write(file, files.read(_finished(run)))
    _tell_missing([(one["name"], one["reason"]) for one in run.failures])
    click.echo(f"{run.count - len(run.failures)} badges")


def _tell_missing(missing: Sequence[tuple[str, str]]) -> None:
    """On standard error, so that a script that reads the figures is not disturbed."""
    if missing:
        click.echo(f"{len(missing)} could not be printed:", err=True)
    for name, why in missing:
        click.echo(f"  {name}: {why}", err=True)


def _finished(run: PrintRun | None) -> str:
    """Do the run's job, or wait for the worker that was quicker. Returns the digest of its PDF."""
    if run is None or run.job_id is None:
        raise click.ClickException("There is no run to print.")
    while run.pdf_digest is None:
        if not run_job(run.job_id):
            time.sleep(_WAIT_SECONDS)
        with reading():
            job = db.session.get_one(Job, run.job_id, populate_existing=True)
            db.session.refresh(run)
            db.session.rollback()
        if job.is_stopped:
            raise click.ClickException(f"The run has ended without a PDF: {job.error or job.state}")
    return run.pdf_digest


@badges.command("list")
@click.argument("slug")
@with_app
def list_command(slug: str) -> None:
    """Badges of the conference SLUG, of the newest run first: id, number, state, name, and if so "out of date"."""
    found = conference(slug)
    for run in runs_queries.runs(found):
        for badge in record_queries.badges_of_run(run):
            late = ["out of date"] if badge.out_of_date else []
            row(badge.public_id, badge.serial, badge.state, badge.words["name"], *late)


def _badge_in(slug: str, badge_id: UUID) -> Badge:
    return record_queries.badge_in(conference(slug).slug, badge_id)


@badges.command("void")
@click.argument("slug")
@click.argument("badge_id", metavar="ID", type=click.UUID)
@click.argument("reason", type=REASON)
@click.option("--words", default="", help="What is to be added to the reason.")
@with_app
def void_command(slug: str, badge_id: UUID, reason: str, words: str) -> None:
    """Let the code of a badge open no door from now on."""
    badge = _badge_in(slug, badge_id)
    record.void(badge, reason, words, by=SYSTEM)
    db.session.commit()
    click.echo(f"{badge.words['name']}: {badge.state}")


@badges.command("reprint")
@click.argument("slug")
@click.argument("badge_id", metavar="ID", type=click.UUID)
@click.argument("reason", type=REASON)
@click.argument("file", type=TARGET)
@click.option("--words", default="", help="What is to be added to the reason.")
@with_app
def reprint_command(slug: str, badge_id: UUID, reason: str, file: Path, words: str) -> None:
    """Void a badge and print its successor into FILE, a PDF."""
    successor = replacing.reprint(_badge_in(slug, badge_id), reason, words, by=SYSTEM, knowing=True)
    db.session.commit()
    write(file, files.read(_finished(successor.run)))


@badges.command("check")
@click.argument("slug")
@click.argument("code")
@with_app
def check_command(slug: str, code: str) -> None:
    """Whose badge this CODE is; one line with the reason, and exit code 2, when it opens no door."""
    badge = codes.check_code(conference(slug), code)
    row(
        badge.public_id,
        badge.words["name"],
        badge.words.get("city", ""),
        badge.words["category"],
        badge.state,
    )


@main.command("papers")
@click.argument("slug")
@click.argument("paper", type=click.Choice([paper.value for paper in papers.Paper]))
@click.argument("file", type=TARGET)
@click.option("--language", help="Without it, the conference's first.")
@click.option("--category", help="Only people of this category, by its code.")
@click.option("--heads", is_flag=True, help="Only heads of delegation.")
@click.option("--cities", is_flag=True, help="One for each city instead of each person.")
@with_app
def papers_command(
    slug: str, paper: str, file: Path, language: str | None, category: str | None, heads: bool, cities: bool
) -> None:
    """Print nameplates, table tents or certificates of the conference SLUG into FILE, a PDF."""
    found = conference(slug)
    language = language or found.languages[0]
    subjects = (
        papers.of_cities(found, language=language)
        if cities
        else papers.of_people(
            found,
            language=language,
            heads=heads,
            category=categories_queries.category_by_code(found, category) if category else None,
        )
    )
    ready = papers.prepare(papers.Paper(paper), subjects, conference=found, language=language)
    papers.print_ready(file, papers.Paper(paper), ready, conference=found, language=language)
    _tell_missing(ready.missing)
    click.echo(str(file))
