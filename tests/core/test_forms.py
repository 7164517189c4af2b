from __future__ import annotations

import pytest
from flask import Flask
from wtforms import StringField
from wtforms.validators import Length

from eventsys.core.choices import SelectMultipleField
from eventsys.core.forms import Form, LocalizedField


class _Shout(Form):
    word = StringField("Word", filters=[lambda value: value and value.upper()])
    title = LocalizedField("Title", required=True)


def test_a_fields_own_filters_work_on_every_form(app: Flask) -> None:
    for _ in range(3):
        with app.test_request_context(method="POST", data={"word": " hà nội\x07 ", "title-vi": "x"}):
            assert _Shout().word.data == "HÀ NỘI"


def test_a_required_localized_text_needs_one_language(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"title-fr": "  "}):
        form = _Shout(meta={"csrf": False})
        assert not form.validate()
        assert form.errors["title"] == {"en": ["Give this in at least one language."]}
    with app.test_request_context(method="POST", data={"title-fr": " Déclaration "}):
        form = _Shout(meta={"csrf": False})
        assert form.validate()
        assert form.title.localized == {"fr": "Déclaration"}


class _Short(Form):
    word = StringField("Word", [Length(max=5)])
    title = LocalizedField("Title", max_length=1)
    tongues = SelectMultipleField("Languages", choices=[("en", "en")])


@pytest.mark.parametrize("lang", ["en", "fr", "vi"])
def test_words_that_are_too_long_are_told_with_the_limit(app: Flask, lang: str) -> None:
    data = {"word": "x" * 6, "title-en": "xx", "tongues": ["xx", "yy"]}
    with app.test_request_context(f"/?lang={lang}", method="POST", data=data):
        form = _Short(meta={"csrf": False})
        assert not form.validate()
        assert "5" in form.errors["word"][0]
        assert "1" in form.errors["title"]["en"][0]
        assert "xx" in form.errors["tongues"][0]
