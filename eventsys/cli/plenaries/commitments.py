"""``eventsys commitments …``: the register of what cities promised, from the shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import click

from eventsys.cli.group import main, with_app
from eventsys.cli.words import imprecise_day, in_words
from eventsys.commitments.life import service as life
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record import rules as record_rules
from eventsys.commitments.record.models import STATE_WORDS, Commitment, CommitmentState, Source
from eventsys.commitments.recording import service as recording
from eventsys.commitments.recording.service import Said, Terms
from eventsys.commitments.register import queries as register_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City

__all__: list[str] = []

_VERBS: dict[str, Callable[..., None]] = {
    "accept": life.accept,
    "start": life.start,
    "report": life.report,
    "evaluate": life.evaluate,
    "complete": life.complete,
    "continue": life.continue_,
    "discontinue": life.discontinue,
}


def _words(_ctx: click.Context, _param: click.Parameter, given: Sequence[str]) -> Localized:
    """``LANGUAGE=WORDS``, given several times: one text in several languages."""
    if any("=" not in one for one in given):
        raise click.BadParameter("write a language and the words, as en=…")
    return Localized(in_words(given))


def _city(code: str) -> City:
    found = registry_queries.find_city(code)
    if found is None:
        raise click.ClickException(f"no city has the code {code}")
    return found


def _terms(given: dict[str, Any]) -> Terms:
    return Terms(
        owner=_city(given["owner"]),
        partners=[_city(code) for code in given["partners"]],
        what=given["what"],
        indicator=given["indicator"],
        due=given["due"],
    )


def _terms_options(command: Any) -> Any:
    for option in (
        click.option("--due", callback=imprecise_day, help="A year, a month, a day, or 'end of' a year."),
        click.option(
            "--indicator", multiple=True, callback=_words, help="How one will see that it was done."
        ),
        click.option("--what", multiple=True, callback=_words, required=True, help="What is to be done."),
        click.option("--partner", "partners", multiple=True, help="Code of a city; may be given again."),
        click.option("--owner", required=True, help="Code of the city that commits itself."),
    ):
        command = option(command)
    return command


def _line(one: Commitment) -> str:
    today = record_rules.today_at(one.conference, clock.now())
    late = " (overdue)" if record_rules.is_overdue(one.due, one.state, today) else ""
    where = str(one.declaration.title) if one.declaration else f"said by {one.said_by}"
    point = f", point {one.point_number}" if one.point_number else ""
    state = STATE_WORDS[one.state]
    return f"{one.public_id}  {one.owner.code}  {state}{late}  {one.what}  [{where}{point}]"


@main.group("commitments")
def commitments_group() -> None:
    """What cities promised, in a text or in a statement, and what became of it."""


@commitments_group.command("list")
@click.argument("slug")
@click.option(
    "--state", type=click.Choice([str(s) for s in CommitmentState]), help="Only those in this state."
)
@click.option(
    "--source", type=click.Choice([str(s) for s in Source]), help="Only those from a text, or pledges."
)
@click.option("--owner", help="Only those of the city with this code.")
@click.option("--overdue", is_flag=True, help="Only those whose date has passed without a report.")
@with_app
def list_command(slug: str, state: str | None, source: str | None, owner: str | None, overdue: bool) -> None:
    """The register of the conference SLUG: id, owner, state, what is to be done, where it stands."""
    conference = editions_queries.by_slug(slug)
    filters = register_queries.Filters(
        state=state or "", source=source or "", owner_id=_city(owner).id if owner else None, overdue=overdue
    )
    today = record_rules.today_at(conference, clock.now())
    for one in register_queries.all_matching(conference, filters, today=today):
        click.echo(_line(one))


@commitments_group.command("record")
@click.argument("declaration_id", metavar="TEXT", type=click.UUID)
@click.option("--point", type=click.IntRange(min=1), help="Its point; without it the text as a whole.")
@_terms_options
@with_app
def record_command(declaration_id: UUID, point: int | None, **given: Any) -> None:
    """Record a commitment from the adopted TEXT (its id, as `declaration list` prints it)."""
    declaration = acts_queries.get_declaration(declaration_id)
    points = [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT]
    if point is not None and point > len(points):
        raise click.ClickException(f"{declaration.title} has {len(points)} points")
    chosen = points[point - 1] if point else None
    made = recording.record_commitment(declaration, _terms(given), point=chosen, by=SYSTEM, now=clock.now())
    db.session.commit()
    click.echo(_line(made))


@commitments_group.command("pledge")
@click.argument("slug")
@click.option("--said-by", multiple=True, callback=_words, required=True, help="Who said it.")
@click.option("--said-on", callback=imprecise_day, help="When, as precisely as it is known.")
@click.option("--said-where", multiple=True, callback=_words, help="On which occasion.")
@click.option("--said-words", multiple=True, callback=_words, help="In which words.")
@_terms_options
@with_app
def pledge_command(slug: str, **given: Any) -> None:
    """Record a pledge that was made at the conference SLUG and stands in no text."""
    said = Said(*(given[f"said_{part}"] for part in ("by", "on", "where", "words")))
    made = recording.record_pledge(
        editions_queries.by_slug(slug),
        _terms(given),
        said,
        by=SYSTEM,
        now=clock.now(),
    )
    db.session.commit()
    click.echo(_line(made))


@commitments_group.command("advance")
@click.argument("verb", type=click.Choice([*_VERBS]))
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=click.UUID)
@click.option("--words", multiple=True, callback=_words, help="What goes on record.")
@click.option("--due", callback=imprecise_day, help="With `continue`: to be done by.")
@with_app
def advance_command(verb: str, ids: tuple[UUID, ...], words: Localized, due: ImpreciseDate | None) -> None:
    """Do VERB on commitments, by their ids; all or none."""
    if due is not None and verb != "continue":
        raise click.UsageError("--due goes with continue")
    more: dict[str, Any] = {"due": due} if verb == "continue" else {}
    for public_id in ids:
        found = record_queries.get_commitment(public_id)
        _VERBS[verb](found, words=words, by=SYSTEM, now=clock.now(), **more)
        click.echo(_line(found))
    db.session.commit()
