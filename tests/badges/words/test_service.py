"""What a badge says of its person."""

from __future__ import annotations

import pytest

from eventsys.badges.words.service import Words
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("family", "given", "order", "name", "first", "rest"),
    [
        ("Inose", "Naoki", "given", "Naoki Inose", "Naoki", "Naoki Inose"),
        ("Nguyễn", "Thế Thảo", "family", "Nguyễn Thế Thảo", "Thế Thảo", "Nguyễn Thế Thảo"),
        ("Suharto", "", "given", "Suharto", "Suharto", ""),
        ("", "Budi Santoso", "given", "Budi Santoso", "Budi Santoso", ""),
    ],
)
def test_the_large_line_is_what_one_is_called(
    family: str, given: str, order: str, name: str, first: str, rest: str
) -> None:
    conference = make_conference()
    person = make_delegate(
        make_delegation(conference, "TYO"), family_name=family, given_name=given, name_order=order
    )
    said = Words(conference, [person]).of(person)
    assert (said["name"], said["first"], said["rest"]) == (name, first, rest)
