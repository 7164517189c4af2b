from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from wtforms import IntegerField, StringField
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, NumberRange

from eventsys.core.web.choices import SelectMultipleField
from eventsys.core.web.forms import Form, VersionField
from eventsys.core.web.localized import LocalizedField
from eventsys.pdf.shaping.coverage import printable

pytestmark = pytest.mark.usefixtures("app")


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


def validators_of(form: type[BaseForm]) -> Iterator[tuple[str, Any]]:
    """Functions of ours that are asked about a field, with the field's name; of forms in fields too."""
    for name, field in vars(form).items():
        if isinstance(field, UnboundField):
            given = [*field.kwargs.get("validators", ()), *field.kwargs.get("checks", ())]
            given += [one for more in field.args if isinstance(more, list | tuple) for one in more]
            yield from (
                (name, one)
                for one in given
                if inspect.isfunction(one) and one.__module__.startswith("eventsys.")
            )


def forms_below(form: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for one in form.__subclasses__():
        yield one
        yield from forms_below(one)


def test_a_validator_of_ours_refuses_as_the_library_reads_it() -> None:
    """WTForms takes a ValidationError for a refusal, and lets a plain ValueError break the page."""
    found = {check for form in {*forms_below(BaseForm)} for _name, check in validators_of(form)}
    assert len(found) >= 3
    odd = [
        f"{check.__module__}.{check.__qualname__}"
        for check in found
        if "raise ValueError" in textwrap.dedent(inspect.getsource(check))
    ]
    assert odd == []


def test_a_sign_that_no_font_draws_is_refused_beside_its_field(app: Flask) -> None:
    class Words(Form):
        name = LocalizedField("Name", checks=[printable])
        line = StringField("Line", [printable])

    with app.test_request_context(
        "/", method="POST", data={"name-en": "a \U0001f469", "line": "b \U0001f469"}
    ):
        form = Words(meta={"csrf": False})
        assert not form.validate()
        told = [*form.line.errors, *form.name.form.en.errors]
        assert [("U+1F469" in one, "cannot be printed" in one) for one in told] == [(True, True)] * 2


def test_a_number_that_no_database_keeps_is_refused_by_its_range(app: Flask) -> None:
    class Places(Form):
        places = IntegerField("Places", [InputRequired(), NumberRange(1, 5000)])
        version = VersionField()

    with app.test_request_context("/", method="POST", data={"places": "9" * 400, "version": "9" * 30}):
        form = Places(meta={"csrf": False})
        assert not form.validate()
        assert form.places.errors == ["Number must be between 1 and 5000."]
        assert form.version.data is None


def test_every_number_that_is_typed_has_a_range() -> None:
    bare = [
        f"{form.__module__}.{form.__qualname__}.{name}"
        for form in {*forms_below(Form)}
        for name, field in vars(form).items()
        if isinstance(field, UnboundField)
        and issubclass(field.field_class, IntegerField)
        and not issubclass(field.field_class, VersionField)
        and not any(
            isinstance(one, NumberRange)
            for one in [
                *field.kwargs.get("validators", ()),
                *(v for a in field.args if isinstance(a, list | tuple) for v in a),
            ]
        )
    ]
    assert bare == []
