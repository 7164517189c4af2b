"""The macros of the shell: what a screen reader is told, what an error looks like, and nothing inline."""

import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from flask_wtf import CSRFProtect
from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from eventsys.core.web import assets
from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LocalizedField

TEMPLATES = Path(assets.__file__).parents[3] / "templates"


class Sample(Form):
    name = StringField("Name", [DataRequired("Enter a name")], description="As in the passport")
    title = LocalizedField("Title", required=True)
    city = SelectField("City", choices=[("", "Choose"), ("han", "Hà Nội")])
    role = RadioField(
        "Role", choices=[("h", "Head"), ("d", "Delegate")], validators=[DataRequired("Choose a role")]
    )
    note = TextAreaField("Note")
    photo = FileField("Photo")
    consent = BooleanField("I agree")


PAGE = """{% import "_shell/fields.html" as fields %}{{ fields.form_open(form, multipart=True) }}
{{ fields.errors_summary(form) }}
{% for f in form if f.name != "csrf_token" %}{{ fields.field(f) }}{% endfor %}
{{ fields.form_close("Save", "/back") }}"""


@pytest.fixture
def house(monkeypatch):
    monkeypatch.setattr(assets, "asset_url", lambda name: f"/static/{name}")
    app = Flask("plain", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(SECRET_KEY="for tests alone")
    Babel(app)
    CSRFProtect(app)
    assets.install(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def page(house, template=PAGE, *, sent=None, **values):
    with house.test_request_context("/", method="POST" if sent is not None else "GET", data=sent):
        form = Sample(meta={"csrf": False})
        if sent is not None:
            form.validate()
        return render_template_string(template, form=form, **values)


def tag(html, id_):
    return re.search(rf'<[^>]*\bid="{id_}"[^>]*>', html).group(0)


def test_a_form_carries_the_csrf_field_once(house):
    assert page(house).count('name="csrf_token"') == 1


def test_every_control_has_a_label(house):
    html = page(house)
    controls = set(re.findall(r'<(?:input|select|textarea)\b[^>]*\bid="([^"]+)"', html)) - {"csrf_token"}
    labelled = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))
    assert controls - labelled == set()
    assert {"name", "title-en", "title-fr", "title-vi", "role-0", "role-1", "consent"} <= controls


def test_hints_and_errors_are_tied_to_their_field(house):
    html = page(house, sent={"name": ""})
    assert 'aria-invalid="true"' in tag(html, "name")
    assert 'aria-describedby="name-error name-hint"' in tag(html, "name")
    assert {"name-error", "name-hint"} <= set(re.findall(r'\bid="([^"]+)"', html))
    assert "aria-invalid" not in tag(html, "note")


def test_radios_stand_in_a_fieldset_with_a_legend(house):
    html = page(house)
    assert re.search(r'<fieldset[^>]*id="role"[^>]*>\s*<legend[^>]*>\s*Role', html)


def test_the_summary_links_into_existing_fields(house):
    html = page(house, sent={"name": "", "city": "han"})
    summary = re.search(r'<div class="errors-summary".*?</div>', html, re.DOTALL).group(0)
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["name", "title-en", "role-0"]
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', html))


def test_what_was_typed_comes_back_as_text(house):
    html = page(house, sent={"name": "", "note": "</textarea><script>alert(1)</script>", "city": "han"})
    assert "<script" not in html
    assert re.search(r'<option selected value="han">', html)


def test_a_confirmed_post_needs_no_script(house):
    button = '{{ f.post_button("/x", "Void", confirm="Sure?", fields={"a": "<1>"}) }}'
    html = page(house, '{% import "_shell/fields.html" as f %}' + button)
    assert re.search(r"<details.*<summary.*Void.*<form method=\"post\" action=\"/x\"", html, re.DOTALL)
    assert 'name="a" value="&lt;1&gt;"' in html


def test_a_choice_of_tone_never_stands_without_a_word_and_a_sign(house):
    chips = '{% for t in ["ok", "warn", "danger", "info", "neutral"] %}{{ ui.status("Word", t) }}{% endfor %}'
    html = page(house, '{% import "_shell/ui.html" as ui %}' + chips)
    assert html.count("Word") == html.count("<svg") == 5


def test_no_template_of_a_page_has_inline_script_or_style():
    bad = re.compile(r"<script(?![^>]*\bsrc=)|<style(?![^>]*nonce)|\sstyle=\"|\son\w+=\"|javascript:")
    files = {"print.html", "copy.html"}  # which are taken home, and have nothing beside them
    pages = [p for p in TEMPLATES.rglob("*.html") if "pdf" not in p.parts and p.name not in files]
    assert [str(p.relative_to(TEMPLATES)) for p in pages if bad.search(p.read_text(encoding="utf-8"))] == []
