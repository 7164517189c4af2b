"""A day far from the conference, mostly a slip of the year, is asked about in every form that has days."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from flask import Flask
from wtforms import DateField, DateTimeLocalField

import eventsys
from eventsys.cli import group, main
from eventsys.core.db import db
from eventsys.core.web.forms import AsksFarDays, Form
from tests.conferences.factories import make_conference

#: Forms whose days are held in another way.
OTHERWISE = {
    "ActForm": "a day out of the act’s reach is refused",
    "SignForm": "a day out of the signature’s reach is refused",
    "OwnCertificateForm": "a day out of the signature’s reach is refused",
    "ElsewhereForm": "a day out of the signature’s reach is refused",
    "ScanForm": "a day out of the signature’s reach is refused",
    "ReplaceScanForm": "a day out of the signature’s reach is refused",
    "ConferenceForm": "the days of the conference itself",
    "NewConferenceForm": "the days of the conference itself",
    "JourneyForm": "a day far from the conference is refused",
    "StaffRegistrationForm": "a day far from the conference is refused",
    "ChangeForm": "a day far from the conference is refused",
    "PassportForm": "none that ends before the conference, or nobody’s lifetime after it",
    **dict.fromkeys(
        ("LetterForm", "SendLetterForm", "FileLetterForm", "ExamineForm"),
        "a day to come is refused, any other is held against the letter beside it",
    ),
    "CommitteeForm": "a day to come is refused",
    "RunsFilter": "narrows a list, saves nothing",
}


def forms() -> Iterator[type[Form]]:
    for found in pkgutil.walk_packages(eventsys.__path__, "eventsys."):
        if ".forms" in found.name:
            module = importlib.import_module(found.name)
            yield from (
                one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Form)
            )


def days_of(form: type[Form]) -> list[str]:
    return [
        name
        for name in dir(form)
        if issubclass(getattr(getattr(form, name, None), "field_class", str), DateField | DateTimeLocalField)
    ]


def test_every_form_with_days_asks_about_far_ones_or_holds_them_otherwise():
    having = {form for form in forms() if days_of(form)}
    assert len(having) > 10
    loose = {form.__name__: days_of(form) for form in having if not issubclass(form, AsksFarDays)}
    assert {name: days for name, days in loose.items() if name not in OTHERWISE} == {}


@pytest.mark.parametrize(
    "words",
    [
        "conference milestone hanoi registration_opens 2003-11-01",
        "programme add hanoi dialogue Energy --day 2003-11-18 --starts 09:00 --ends 10:30",
    ],
)
def test_the_shell_asks_about_far_days_too(app: Flask, monkeypatch: pytest.MonkeyPatch, words: str):
    monkeypatch.setattr(group, "application", lambda: app)
    make_conference(slug="hanoi")
    db.session.commit()
    ended = CliRunner().invoke(main, words.split())
    assert (ended.exit_code, "is far from hanoi: correct it, or say --far" in ended.output) == (1, True)
    meant = CliRunner().invoke(main, [*words.split(), "--far"])
    assert (meant.exit_code, meant.output.count("far")) == (0, 0)
