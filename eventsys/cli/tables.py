"""What commands that take a table share: how it is read, what of it is left out, and what is refused of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

import click

from eventsys.cli.words import fault_lines, refuse_faults
from eventsys.core.incoming import LEFT_OUT, Choices, EncodingUnknown, Fault, SheetUnknown, Table
from eventsys.core.incoming.columns import plain_heading

__all__ = ["read_choices", "refuse_table", "table_options", "tell_left_out"]

_F = TypeVar("_F", bound=Callable[..., Any])
Read = Callable[[Choices], tuple[Table, Any, list[Fault]]]


def table_options(command: _F) -> _F:
    """Options of every command that reads a table."""
    for option in (
        click.option("--encoding", default="", help="How a CSV file's letters are written, such as cp1258."),
        click.option(
            "--sheet", default="", help="Which sheet of a workbook is read, where several have a table."
        ),
        click.option(
            "--leave-out", multiple=True, metavar="HEADING", help="A column that is not saved. Repeatable."
        ),
        click.option(
            "--column", multiple=True, metavar="HEADING=NAME", help="What a column is saved as. Repeatable."
        ),
        click.option(
            "--blank",
            multiple=True,
            metavar="ROW/HEADING",
            help="A date that is left empty instead. Repeatable.",
        ),
    ):
        command = option(command)
    return command


def read_choices(
    read: Read,
    *,
    encoding: str,
    sheet: str,
    leave_out: Iterable[str],
    column: Iterable[str],
    blank: Iterable[str],
) -> tuple[Choices, Table]:
    """The answers that the options give: headings become places by reading the table once.

    Says what to choose from, and ends the command, when encoding or sheet are not certain.
    """
    choices = Choices(encoding=encoding, sheet=sheet)
    try:
        table, *_rest = read(choices)
    except EncodingUnknown as question:
        ways = [f"  --encoding {way.encoding}: {' · '.join(way.sample)}" for way in question.decodings]
        raise click.ClickException("\n".join([str(question), *ways])) from question
    except SheetUnknown as question:
        names = [f"  --sheet '{name}'" for name in question.sheets]
        raise click.ClickException("\n".join([str(question), *names])) from question
    places = {plain_heading(head.text): head.at for head in table.heads if head.text}
    places |= {str(head.at + 1): head.at for head in table.heads if not head.text}
    said = {_place(places, heading): LEFT_OUT for heading in leave_out}
    for pair in column:
        heading, sign, key = pair.rpartition("=")
        if not sign or key not in table.columns:
            raise click.UsageError(
                f"--column {pair}: write HEADING=NAME, with one of: {', '.join(table.columns)}"
            )
        said[_place(places, heading)] = key
    empty = frozenset(_blank(table, places, pair) for pair in blank)
    return replace(choices, columns=said, blank=empty), table


def _blank(table: Table, places: dict[str, int], pair: str) -> str:
    """``4/since`` as the table knows it: row and key."""
    number, _sign, heading = pair.partition("/")
    at = _place(places, heading)
    key = next((head.key for head in table.heads if head.at == at), "")
    if not number.isdecimal() or key not in table.columns or table.columns[key].shape != "day":
        raise click.UsageError(f"--blank {pair}: write ROW/HEADING, of a column of dates")
    return f"{number}/{key}"


def _place(places: dict[str, int], heading: str) -> int:
    found = places.get(plain_heading(heading))
    if found is None:
        raise click.UsageError(f"The table has no column “{heading}”.")
    return found


def tell_left_out(table: Table) -> None:
    """Hidden sheets, rows and columns, on the other channel than what was done."""
    for sentence in table.told:
        click.echo(sentence, err=True)


def refuse_table(table: Table, faults: Iterable[Fault]) -> None:
    """All that stands between a table and its being saved; ends the command when there is any."""
    tell_left_out(table)
    told = [
        f"column “{head.text or head.at + 1}” was not understood{f' ({head.why})' if head.why else ''}: "
        "--leave-out it, or --column it"
        for head in table.open_heads
    ]
    told += [f"there is no column for “{column.label}” ({column.key})" for column in table.lacking]
    if told:
        told += fault_lines((fault.row, fault.column, fault.text) for fault in faults)
        raise click.ClickException("Nothing was saved.\n" + "\n".join(told))
    refuse_faults((fault.row, fault.column, fault.text) for fault in faults)
