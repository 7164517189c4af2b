"""What may stand in a name: letters and the signs of print; the field and the sign are told when it may not."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.registration.names import rules
from eventsys.registration.names.errors import SignRefused, UnsafeName
from eventsys.registration.people.service import cleaned


@pytest.mark.parametrize(
    "text",
    [
        "Lycée n° 7",
        "School № 12",
        "Acme® Hotels",
        "Café 25 °C",
        "㈱東京",
        "㈜서울",
        "★ Palace",
        "葛\U000e0100城",
        "辻\U000e0101",
        "ㇷ゚",
        "\U0001b001",
        "می\u200cخواهم",
        "ක්\u200dරි",
        "O’Brien",
    ],
)
def test_letters_that_people_need_are_kept(text: str) -> None:
    assert cleaned({"family_name": text, "organisation": {"en": text}, "hotel": text}) == {
        "family_name": text,
        "organisation": {"en": text},
        "hotel": text,
    }


def test_what_phones_add_to_signs_of_print_goes() -> None:
    assert rules.printed_name("Acme™\ufe0f", "organisation") == "Acme™"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("details", "key", "sign"),
    [
        ({"family_name": "Anna 🎉"}, "family_name", "“🎉” (U+1F389)"),
        ({"native_name": "鈴木\ue000"}, "native_name", "“\ue000” (U+E000)"),
        ({"office": {"fr": "Maire \U000f1234"}}, "office", "“\U000f1234” (U+F1234)"),
    ],
)
def test_a_picture_or_a_sign_without_a_font_is_refused_by_field_and_sign(
    details: dict[str, Any], key: str, sign: str
) -> None:
    with pytest.raises(SignRefused) as refused:
        cleaned(details)
    assert (refused.value.values["key"], refused.value.values["sign"]) == (key, sign)
    assert str(refused.value).startswith(f"{rules.PRINTED[key]}: the sign {sign} cannot be printed.")


@pytest.mark.usefixtures("app")
def test_what_is_not_printed_may_be_said_with_pictures() -> None:
    said = {"diet": "🥜 allergie", "access_needs": "♿ ramp", "hotel": "Hotel ★★★★ 🏨"}
    assert cleaned(said) == said
    with pytest.raises(UnsafeName):
        cleaned({"diet": "two\nlines"})
