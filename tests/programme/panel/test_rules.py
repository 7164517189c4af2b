"""Names that may be one person's."""

from __future__ import annotations

import pytest

from eventsys.programme.panel import rules


@pytest.mark.parametrize(
    "other", ["naoki inose", "INOSE Naoki", "Mr. Naoki Inose", "Prof. Dr. Naoki Inosé, PhD", "Naoki  İnose"]
)
def test_names_that_may_be_one_persons(other):
    assert rules.name_key("Naoki Inose") == rules.name_key(other)


def test_titles_that_are_names_stay():
    assert rules.name_key("Bà Trần") == "ba tran"
    assert rules.name_key("Ông Nguyễn Thế Thảo") == rules.name_key("Nguyen The Thao")
    assert rules.name_key("An Lim") != rules.name_key("Anh Lim")


def test_a_person_is_a_delegate_or_a_guest_of_an_organisation():
    assert rules.person_key(None, "Naoki INOSE", "Tokyo") == rules.person_key(None, "Inose Naoki", "TOKYO")
    keys = {
        rules.person_key(1, "Naoki Inose"),
        rules.person_key(2, "Naoki Inose"),
        rules.person_key(None, "Naoki Inose"),
        rules.person_key(None, "Naoki Inose", "Tokyo"),
    }
    assert len(keys) == 4
