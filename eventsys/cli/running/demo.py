"""``eventsys demo`` and ``eventsys seed``: the 12th plenary, done from the invitation to the signed declaration."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app

from eventsys.cli.group import CannotStart, application, main, with_app
from eventsys.cli.running.database import ensure_current
from eventsys.cli.running.serve import run as serve
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import current
from eventsys.demo import conclude, credentials, follow, prepare, receive
from eventsys.demo.stage import Stage

__all__ = ["play"]

_MARK = ".eventsys-demo"


@main.command()
@click.option("--no-serve", is_flag=True, help="End after the main job.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the figures as one JSON object on the last line."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_context
def demo(context: click.Context, no_serve: bool, as_json: bool, port: int) -> None:
    """Do the 12th plenary anew in a folder of its own, then serve it. What an earlier demo left is replaced."""
    folder = Path(os.environ.get("EVENTSYS_DATA_DIR", "var/demo")).absolute()
    _fresh(folder)
    os.environ["EVENTSYS_DATA_DIR"] = str(folder)
    os.environ.setdefault("EVENTSYS_BASE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("EVENTSYS_DEMO", "yes")
    os.environ.setdefault("EVENTSYS_SECOND_FACTOR", "optional")
    os.environ.setdefault("EVENTSYS_LOG_LEVEL", "WARNING")
    with application().app_context():
        ensure_current(may_upgrade=True)
        figures = play(folder / "papers", lambda line: click.echo(line, err=as_json))
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    if not no_serve:
        context.invoke(serve, host="127.0.0.1", port=port, threads=8, processes=1, upgrade=False)


def _fresh(folder: Path) -> None:
    """An empty folder of the demonstration's own; never somebody's data."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise CannotStart(
                f"{folder} holds data that is not the demonstration's: name another EVENTSYS_DATA_DIR."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `eventsys demo`, which empties this folder each time it starts.\n")


@main.command()
@with_app
def seed() -> None:
    """Do the 12th plenary in the configured database, which must not have it yet."""
    ensure_current(may_upgrade=False)
    if editions_queries.find_by_slug("anmc21-12") is not None:
        raise CannotStart("The 12th plenary is in this database already.")
    play(current.settings().data_dir / "papers", click.echo)


def play(papers: Path, say: Callable[[str], None]) -> dict[str, object]:
    """The main job, step by step; a line of progress for each. Returns its figures. An application context is open."""
    started = time.monotonic()
    papers.mkdir(parents=True, exist_ok=True)
    stage = Stage(papers, say)
    with current_app.test_request_context(base_url=current.settings().base_url):
        figures = {**_prepare(stage), **_hold(stage)}
        receive.leave_links(stage)
    seconds = round(time.monotonic() - started, 1)
    say(
        f"    Done in {seconds} seconds. Sign in at {current.settings().base_url}/account/sign-in, or open a link:"
    )
    for person in stage.people:
        say(f"    {person.who:<24}{person.how}")
    return {"conference": stage.conference.slug, **figures, "seconds": seconds}


def _prepare(stage: Stage) -> dict[str, object]:
    """From the network to the programme."""
    say = stage.say
    say(f"  1 Network           {prepare.set_up_network(stage)} cities of ANMC21")
    prepare.set_up_conference(stage)
    say("  2 Conference        12th plenary, Hanoi, 18 and 19 November 2013")
    say(f"  3 Invitations       {receive.invite_all(stage)} member cities")
    accepted, declined = receive.answer_all(stage)
    say(f"  4 Answers           {accepted} accepted, {declined} unable to attend")
    approved = receive.register_all(stage)
    letters, provisional = credentials.examine_all(stage)
    say(
        f"  5 Registrations     {approved} delegates approved; {letters} letters of credentials accepted, "
        f"{provisional} delegations let in provisionally"
    )
    say(f"  6 Programme         {prepare.set_up_programme(stage)} dialogue sessions published")
    return {"cities": accepted, "delegates": approved}


def _hold(stage: Stage) -> dict[str, object]:
    """From the badges to what becomes of the promises."""
    say = stage.say
    pages, badges_pdf = conclude.print_badges(stage)
    say(f"  7 Badges            {pages} printed: {badges_pdf}")
    present = conclude.gather(stage)
    declaration = conclude.declare(stage)
    say(f"  8 Declaration       5 points in 3 languages, adopted by {present} cities present")
    signatures, declaration_pdf, valid = conclude.sign_all(stage, declaration)
    say(f"  9 Signatures        {signatures}, {_valid(valid)}: {declaration_pdf}")
    agreement = conclude.agree(stage)
    originals, all_valid = conclude.sign_agreement(stage, agreement)
    say(
        f" 10 Agreement         Hanoi and Tokyo, {len(originals)} originals, "
        f"{_valid(all_valid)}: {originals[0].parent}/minutes-of-cooperation-*.pdf"
    )
    commitments, pledges = follow.follow_up(stage, agreement)
    say(
        f" 11 Follow-up         {commitments} commitments from the minutes, {pledges} pledge without an instrument"
    )
    return {
        "badges": pages,
        "badges_pdf": str(badges_pdf),
        "declaration_pdf": str(declaration_pdf),
        "signatures": signatures,
        "valid": valid and all_valid,
        "agreement_pdfs": [str(path) for path in originals],
        "commitments": commitments,
        "pledges": pledges,
    }


def _valid(all_are: bool) -> str:
    return "all valid" if all_are else "NOT VALID"
