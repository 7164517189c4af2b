"""Texts in several languages: a box for each, one to add another in, and nothing that was typed is dropped."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from lxml import html
from werkzeug.datastructures import MultiDict

from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LanguagesField, LocalizedField


class Asked(Form):
    class Meta(Form.Meta):
        csrf = False

    title = LocalizedField("Title", required=True, max_length=20)
    languages = LanguagesField("Languages")


@pytest.fixture
def filled(app: Flask) -> Any:
    def with_sent(**sent: Any) -> Asked:
        pairs = [
            (name.replace("__", "-").replace("zh_", "zh-"), value)
            for name, values in sent.items()
            for value in ([values] if isinstance(values, str) else values)
        ]
        with app.test_request_context("/", method="POST"):
            return Asked(MultiDict(pairs))

    return with_sent


def test_a_further_language_is_given_by_its_name(app, filled):
    with app.test_request_context("/"):
        form = filled(title__en="Plenary", title__another="русский", title__another_text="Пленум")
        assert form.title.localized == {"en": "Plenary", "ru": "Пленум"}


def test_what_stands_in_a_language_of_no_conference_has_its_box(app):
    with app.test_request_context("/"):
        form = Asked(data={"title": {"my": "ညီလာခံ", "en": "Plenary"}})
        assert form.title.languages == ["en", "fr", "vi", "my"]
        assert form.title.localized == {"en": "Plenary", "my": "ညီလာခံ"}


def test_a_box_that_was_sent_is_read_though_nobody_offered_it(filled):
    form = filled(title__ar="الجلسة", title__xx="no language", title__zh_Hant="大會")
    assert form.title.localized == {"ar": "الجلسة", "zh-Hant": "大會"}


@pytest.mark.parametrize("which", ["Klingon", "xx", "", "en; drop"])
def test_a_language_that_nobody_knows_is_told_and_the_words_stay(app, filled, which):
    with app.test_request_context("/"):
        form = filled(title__en="Plenary", title__another=which, title__another_text="Qapla’")
        assert not form.validate()
        name, text = form.title.added
        assert "We do not know this language" in name.errors[0]
        assert text.data == "Qapla’"


def test_a_language_without_words_adds_nothing(app, filled):
    with app.test_request_context("/"):
        form = filled(title__en="Plenary", title__another="русский")
        assert form.validate()
        assert form.title.localized == {"en": "Plenary"}


def test_of_many_languages_one_box_and_those_with_words_are_in_sight(app):
    written = dict.fromkeys(("ru", "my", "ar", "ja", "vi"), "words")
    with app.test_request_context("/"):
        laid = Asked(data={"title": written}).title.laid()
        names = [laid.first.short_name, *([box.short_name for box in boxes] for boxes in laid[1:])]
        assert names == ["en", ["vi", "ru", "my"], ["ar", "ja"], ["fr"]]


def test_a_box_that_must_be_mended_is_in_sight_before_the_others(app, filled):
    sent = {f"title__{tag}": "words" for tag in ("ru", "my", "ar", "ja")}
    with app.test_request_context("/"):
        form = filled(**sent, title__ko="more than twenty letters")
        assert not form.validate()
        laid = form.title.laid("ar")
        assert (laid.first.short_name, laid.written[0].short_name) == ("ar", "ko")


def test_each_empty_box_stands_once_and_its_language_opens_it(app):
    with app.test_request_context("/"):
        form = Asked(data={"title": {"my": "ညီလာခံ"}})
        macros = app.jinja_env.get_template("_shell/fields.html").make_module({})
        shown = html.fromstring(str(macros.field(form.title)))
    assert sorted(shown.xpath("//@name")) == sorted(f"title-{one.short_name}" for one in form.title.form)
    chosen = {one.get("lang"): one.get("data-opens") for one in shown.xpath("//button[@data-opens]")}
    assert chosen == {"fr": "title-fr", "vi": "title-vi", None: "title-another"}
    opened = [shown.get_element_by_id(name).xpath("ancestor::details") for name in chosen.values()]
    assert all(opened)  # without scripts they stand behind the same line


def test_languages_are_ticked_or_named(app, filled):
    with app.test_request_context("/"):
        form = filled(title__en="x", languages=["vi", "en", "Traditional Chinese"])
        assert form.validate()
        assert form.languages.data == ["vi", "en", "zh-Hant"]
        assert form.languages.tags[:3] == ["vi", "en", "zh-Hant"]


def test_a_language_named_wrongly_loses_none_of_the_others(app, filled):
    with app.test_request_context("/"):
        form = filled(title__en="x", languages=["vi", "Klingon"])
        assert not form.validate()
        assert (form.languages.data, form.languages.unknown) == (["vi"], "Klingon")
