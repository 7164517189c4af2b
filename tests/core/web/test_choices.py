"""Fields with choices, written as pairs."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from flask import Flask

from eventsys.core.web.choices import RadioField, SelectField, SelectMultipleField
from eventsys.core.web.forms import Form

PAIRS = [("a", "Ana"), ("b", "Binh")]


@pytest.mark.parametrize("kind", [SelectField, SelectMultipleField, RadioField])
@pytest.mark.parametrize("given", [PAIRS, {"City": PAIRS}, lambda: PAIRS])
def test_pairs_are_taken_without_a_warning(app: Flask, kind: Any, given: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        class Declared(Form):
            who = kind("Who", choices=given)

        class Given(Form):
            who = kind("Who")

        for data, valid in (("b", True), ("c", False)):
            with app.test_request_context(method="POST", data={"who": data}):
                declared, later = Declared(meta={"csrf": False}), Given(meta={"csrf": False})
                later.who.choices = given
                for form in (declared, later):
                    assert form.validate() is valid
                    assert [option.data for option in form.who] == ["a", "b"]
                    assert ("<optgroup" in form.who()) is (isinstance(given, dict) and kind is not RadioField)


def test_what_was_chosen_is_shown_as_chosen(app: Flask) -> None:
    class Chosen(Form):
        who = SelectField("Who", choices=PAIRS)

    with app.test_request_context():
        assert '<option selected value="b">Binh</option>' in Chosen(data={"who": "b"}).who()
