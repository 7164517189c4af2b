from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from eventsys.core.web import paging
from eventsys.core.words.text import Localized
from eventsys.networks.registry.models import City
from eventsys.networks.registry.rules import derived


def _cities(db_session: Any, names: list[str]) -> None:
    for number, name in enumerate(names):
        db_session.add(
            City(
                code=f"C{number}",
                name=Localized(en=name),
                country="VN",
                **derived(f"C{number}", {"en": name}, ""),
            )
        )
    db_session.commit()


def test_pages_follow_each_other_without_gap_or_repeat_among_equal_names(db_session: Any) -> None:
    _cities(db_session, ["b", "a", "b", "a", "c", "b", "a"])
    seen: list[str] = []
    key = None
    while True:
        page = paging.page_of(select(City), [City.sort_name, City.id], after=key, size=2)
        seen += [f"{c.sort_name}{c.id}" for c in page.items]
        key = page.next_key
        if key is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert [s[0] for s in seen] == list("aaabbbc")


@pytest.mark.parametrize(
    "key",
    [
        "",
        "%%%",
        "é",
        "a,\r~i:1",
        "s:" + "a" * 200_000,
        "s:a",
        "s:a~i:1~i:1",
        "i:1~i:1",
        "s:a~s:b",
        "s:a~true",
        "x~i:1",
        f"s:a~i:{2**64}",
        "s:a~i:" + "9" * 5_000,
        "s:a\0~i:1",
        "s:\ud800~i:1",
    ],
)
def test_a_key_that_is_none_starts_from_the_beginning(db_session: Any, key: str) -> None:
    _cities(db_session, ["a", "b"])
    assert len(paging.page_of(select(City), [City.sort_name, City.id], after=key).items) == 2
