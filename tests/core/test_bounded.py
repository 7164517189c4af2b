"""Work in a process of its own: it comes back, refuses, and is stopped."""

from __future__ import annotations

import os

import pytest
from flask import Flask

from eventsys.core import bounded
from eventsys.core.errors import TooLarge


def doubled(number: int) -> int:
    print("noise that must not reach the answer")
    return 2 * number


def refuse() -> None:
    raise TooLarge(limit="5 MB")


def spin() -> None:
    while True:
        pass


def hoard() -> int:
    return len(bytearray(3_000_000_000))


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def die() -> None:
    os.abort()


def environment() -> list[str]:
    return sorted(os.environ)


def test_the_result_comes_back() -> None:
    assert bounded.call(doubled, 21, seconds=10, megabytes=500) == 42


def test_a_refusal_comes_back_with_its_values(app: Flask) -> None:
    with pytest.raises(TooLarge) as caught:
        bounded.call(refuse, seconds=10, megabytes=500)
    assert str(caught.value) == "The file is too large: at most 5 MB are accepted."


@pytest.mark.parametrize("work", [spin, hoard, recurse, die])
def test_endless_or_greedy_work_is_stopped_and_the_caller_lives(work) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(work, seconds=1, megabytes=500)


def test_settings_and_their_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTSYS_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "t" * 40)
    seen = bounded.call(environment, seconds=10, megabytes=500)
    assert [name for name in seen if name.startswith(("EVENTSYS", "AWS"))] == []


def test_a_flood_of_one_kind_is_turned_away_and_blocks_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_WAIT", 0.1)
    turns = bounded._turns[f"{__name__}.spin"]
    with turns, turns:
        with pytest.raises(bounded.Busy):
            bounded.call(spin, seconds=1, megabytes=500)
        assert bounded.call(doubled, 21, seconds=10, megabytes=500) == 42
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(spin, seconds=1, megabytes=500)
