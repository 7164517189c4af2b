"""The rules of decision as options of commands: of a network, and of an edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from eventsys.networks.plenary.models import HALF, CityVotes, CredentialsAsked, Decision, QuorumOf

__all__ = ["rule_options", "rule_values"]

_F = TypeVar("_F", bound=Callable[..., Any])


def _quorum(_context: click.Context, _option: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value == HALF:
        return value
    if value.isdecimal():
        return int(value)
    raise click.BadParameter("write half or a number")


def rule_options(command: _F) -> _F:
    """Adds the options for the rules of decision to a command; :func:`rule_values` reads what they say."""
    for option in (
        click.option("--decision", type=click.Choice([word.value for word in Decision])),
        click.option(
            "--quorum",
            callback=_quorum,
            metavar="half|NUMBER",
            help="How many members must be represented: half means more than half.",
        ),
        click.option(
            "--quorum-of", type=click.Choice([word.value for word in QuorumOf]), help="Of which members."
        ),
        click.option(
            "--proxies", type=int, help="For how many other members one may act; 0: there are no proxies."
        ),
        click.option(
            "--credentials",
            type=click.Choice([word.value for word in CredentialsAsked]),
            help="Who is approved only with a letter of credentials of the city.",
        ),
        click.option(
            "--city-votes",
            type=click.Choice([word.value for word in CityVotes]),
            help="Where cities vote: on their own pages too, or in the room alone.",
        ),
    ):
        command = option(command)
    return command


def rule_values(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Those that were given, as services take them."""
    return {name: value for name, value in chosen.items() if value is not None}
