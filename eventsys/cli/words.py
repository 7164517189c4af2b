"""What commands share in reading arguments and writing tables: words in several languages, conferences by
their short name, rows parted by tabs, what is wrong in a file by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.incoming import Fault, together
from eventsys.core.tables import as_csv, as_xlsx
from eventsys.core.words.bcp47 import UnknownTag, tag_of
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.days import DONE, DUE, read_day
from eventsys.core.words.languages import DEFAULT, fallbacks
from eventsys.core.words.tags import tag_named

__all__ = [
    "DAY",
    "FAR",
    "FILE",
    "TARGET",
    "conference",
    "imprecise_day",
    "in_words",
    "fault_lines",
    "refuse_far",
    "refuse_faults",
    "one_of",
    "row",
    "shown",
    "write",
    "write_table",
]

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)


def imprecise_day(_ctx: click.Context, param: click.Parameter, given: str | None) -> ImpreciseDate | None:
    """For an option that takes a date as precise as it is known."""
    try:
        found = read_day(given) if given else None
    except ValueError as error:
        raise click.BadParameter(
            "write 2014, 2014-06, 2014-06-30, 'spring 2014', 'end of 2014', 'before 2014' or 'about 2014'"
        ) from error
    if found is not None and not (DUE if param.name == "due" else DONE).has(found):
        raise click.BadParameter("this is too far from today: is the year right?")
    return found


def in_words(values: Iterable[str]) -> dict[str, str]:
    """``("Hanoi", "fr=Hanoï", "zh-Hant=河內")``: English unless the tag of a language stands before the words."""
    found: dict[str, str] = {}
    for value in values:
        language, mark, text = value.partition("=")
        if not mark or not _LIKE_A_TAG.fullmatch(language):
            found[DEFAULT] = value
            continue
        try:
            found[tag_of(language)] = text
        except UnknownTag as error:
            raise click.BadParameter(
                f"{language!r} is no language: write its tag, such as fr, ru or zh-Hant"
            ) from error
    return found


def language_tag(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    """For an argument that names a language of texts, by its tag or its name."""
    try:
        return tag_named(given)
    except UnknownTag as error:
        raise click.BadParameter(
            f"{given!r} is no language: write its tag, such as fr, ru or zh-Hant"
        ) from error


_LIKE_A_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


#: For a command that takes days: most of those far from the conference are a slip of the year.
FAR = click.option("--far", is_flag=True, help="A day far from the conference is meant.")


def refuse_far(found: Conference, far: bool, *days: date | None) -> None:
    """Ends the command at a day far from the conference that nobody said is meant."""
    for day in days:
        if day is not None and not far and found.is_far(day):
            raise click.ClickException(f"{day} is far from {found.slug}: correct it, or say --far.")


def conference(slug: str) -> Conference:
    """The conference of this short name; one line when there is none."""
    found = editions_queries.find_by_slug(slug)
    if found is None:
        raise click.ClickException(f"There is no conference {slug}: `eventsys conference list` names them.")
    return found


def one_of(words: type[StrEnum], *more: str) -> dict[str, Any]:
    """Of an option that narrows a list to one of these; ``""`` where it is not given."""
    choice = click.Choice([*(word.value for word in words), *more])
    return {"type": choice, "callback": lambda _context, _option, value: value or ""}


def shown(words: Mapping[str, str], languages: Iterable[str] = ()) -> str:
    """The text in the first of ``languages`` that has one, then in those they fall back to; empty where none has."""
    return next((words[code] for code in fallbacks(languages=tuple(languages)) if words.get(code)), "")


def row(*cells: Any) -> None:
    """A line of a list, parted by tabs; nothing is said by a dash."""
    click.echo("\t".join("-" if cell in (None, "") else str(cell) for cell in cells))


def fault_lines(faults: Iterable[tuple[int, str, str]]) -> list[str]:
    """One line for each column and reason, with the rows."""
    found = together(Fault(number, column, column, text) for number, column, text in sorted(faults))
    return [
        f"{'row' if same.cells == 1 else 'rows'} {same.rows or '-'}, {same.column}: {same.text}"
        for same in found
    ]


def refuse_faults(faults: Iterable[tuple[int, str, str]]) -> None:
    """Says what is wrong by row and column, and ends the command with nothing saved."""
    told = fault_lines(faults)
    if told:
        raise click.ClickException("Nothing was saved.\n" + "\n".join(told))


def write_table(target: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table is written as the name of its file says, ``.csv`` or ``.xlsx``, and the name told."""
    match target.suffix.lower():
        case ".csv":
            write(target, as_csv(heads, rows))
        case ".xlsx":
            write(target, as_xlsx(title, heads, rows))
        case _other:
            raise click.UsageError("FILE ends with .csv or .xlsx")


def write(target: Path, data: bytes) -> None:
    """A file is written, and its name told."""
    target.write_bytes(data)
    click.echo(str(target))
