"""The languages of a text side by side, in a shell: what was changed when, and the word that they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.completion import service as completion
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.errors import NotCompared, WordingGap

__all__ = ["WORD", "confirm", "gaps_explained", "show_pieces"]

WORD = click.option(
    "--word",
    default="",
    help="Where languages got their words one after the other: your word for the record that they say the same. "
    "`eventsys declaration compare ID` shows them side by side.",
)


@contextmanager
def gaps_explained() -> Iterator[None]:
    """Refusals about a place in the text are said in words."""
    try:
        yield
    except NotCompared as gap:
        more = "`eventsys declaration compare ID` shows them; --word confirms."
        raise click.ClickException(f"{wording.explain_gap(gap)} {more}") from gap
    except WordingGap as gap:
        raise click.ClickException(str(wording.explain_gap(gap))) from gap


def confirm(declaration: Declaration, word: str) -> None:
    """With a word, the languages say the same as they stand now."""
    if word:
        completion.confirm_compared(
            declaration, word, version=declaration.version, by=SYSTEM, now=clock.now()
        )


def show_pieces(declaration: Declaration) -> None:
    """What is to be compared, with the version in which each language got its words."""
    for piece in completion.to_compare(declaration):
        click.echo(wording.piece_words(piece.what))
        for code in declaration.languages:
            moments = piece.wording.moments.get(code, [])
            behind = ", to be brought into line" if code in piece.wording.behind else ""
            since = f"version {max(moments)}" if moments else "-"
            click.echo(f"  {code} ({since}{behind})  {piece.text.get(code, '-')}")
