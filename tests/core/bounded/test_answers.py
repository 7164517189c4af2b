"""Answers of children: every plain value comes back as it was, and nothing that is not one of ours comes at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from eventsys.core.bounded.answers import Unreadable, packed, unpacked
from eventsys.core.errors import TooLarge


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    one: int
    two: str


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    data: bytes
    colours: tuple[Colour, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        "Hà Nội",
        b"\x00\xff",
        [1, [2, b"a", b""]],
        (1, (2,)),
        {1, 2},
        frozenset({"a"}),
        {"a": b"x", 3: None, ("t",): []},
        date(2026, 11, 29),
        datetime(2026, 11, 29, 8, tzinfo=UTC),
        timedelta(seconds=1.5),
        Decimal("1.50"),
        UUID(int=7),
        Colour.RED,
        Pair(1, "b"),
        Page(2, b"octets", (Colour.RED,), {"k": [b"more"]}),
    ],
)
def test_values_come_back_as_they_were(value: Any) -> None:
    found = unpacked(packed(value, package="tests"), package="tests")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x", 1),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "odd"),
        TooLarge(limit="5 MB"),
        KeyError(b"k"),
    ],
)
def test_what_was_raised_comes_back(error: Exception) -> None:
    found = unpacked(packed(error), package="tests")
    assert (type(found), found.args, getattr(found, "values", None)) == (
        type(error),
        error.args,
        getattr(error, "values", None),
    )


def test_a_foreign_exception_comes_back_as_the_first_of_its_kind_that_is_known() -> None:
    found = unpacked(packed(json.JSONDecodeError("odd", "x", 0)), package="tests")
    assert (type(found), found.args) == (ValueError, ("odd: line 1 column 1 (char 0)",))


@pytest.mark.parametrize(
    "told",
    [
        ["error", "os", "system", ["true"]],
        ["error", "builtins", "eval", ["1"]],
        ["error", "builtins", "int", ["1"]],
        ["data", "eventsys.core.settings", "Settings", {"demo": True}],
        ["enum", "subprocess", "Popen", "x"],
        ["data", "eventsys.core.bounded.answers", "json.loads", {}],
        ["str", "builtins", "open", "x"],
        ["bytes", 99],
        ["bytes", -1],
        ["value", "eventsys", "x", []],
        {"a": 1},
        ["dict", "builtins", "dict", [[["list", []], 1]]],
        ["no such"],
        ["refusal", "builtins", "Exception", {}],
        ["error", "not.there", "X", []],
    ],
)
def test_nothing_else_is_made(told: Any) -> None:
    said = json.dumps(told).encode()
    with pytest.raises(Unreadable):
        unpacked(len(said).to_bytes(8) + said, package="tests")


class _Foreign(str):
    """Of another library's package, as far as the writer knows."""

    __slots__ = ()


def test_other_libraries_texts_and_numbers_come_back_plain() -> None:
    found = unpacked(packed([_Foreign("x"), {_Foreign("k"): Pair(1, "b")}]), package="tests")
    assert (found, type(found[0]), type(found[1]["k"])) == (["x", {"k": (1, "b")}], str, tuple)


def test_what_has_no_plain_form_is_refused_where_it_is_said() -> None:
    with pytest.raises(TypeError, match=r"builtins\.object has no plain form"):
        packed([object()])
