"""The register from a shell."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.register import queries as register_queries
from eventsys.core import clock
from eventsys.core.db import db
from tests.commitments.factories import make_text


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)

    def invoke(*arguments: object) -> Result:
        db.session.commit()
        return CliRunner().invoke(main, ["commitments", *map(str, arguments)])

    return invoke


def test_recorded_advanced_and_listed(run: Any) -> None:
    text = make_text()
    slug = text.conference.slug
    promise = (
        "--owner",
        "BKK",
        "--partner",
        "HAN",
        "--partner",
        "JKT",
        "--what",
        "en=less smog",
        "--what",
        "vi=giảm bụi",
    )
    recorded = run(
        "record", text.public_id, "--point", 2, *promise, "--due", "June 2013", "--indicator", "en=µg/m³"
    )
    line = r"([0-9a-f-]{36})  BKK  recorded \(overdue\)  less smog  \[Hanoi Joint Declaration, point 2\]\n"
    found = re.fullmatch(line, recorded.output)
    assert found, recorded.output
    pledged = run(
        "pledge",
        slug,
        "--owner",
        "JKT",
        "--what",
        "en=help in IT",
        "--said-by",
        "en=Jakarta",
        "--said-on",
        "18/11/2013",
    )
    assert pledged.output.endswith("  JKT  recorded  help in IT  [said by Jakarta]\n"), pledged.output
    made = record_queries.get_commitment(UUID(found[1]))
    assert ([c.code for c in made.partners], str(made.due), made.indicator, made.what["vi"]) == (
        ["HAN", "JKT"],
        "2013-06",
        {"en": "µg/m³"},
        "giảm bụi",
    )
    assert "accepted (overdue)  less smog" in run("advance", "accept", found[1]).output
    run("advance", "start", found[1])
    assert "  reported on  less smog" in run("advance", "report", found[1], "--words", "en=Done.").output
    run("advance", "evaluate", found[1], "--words", "en=Well done.")
    run("advance", "continue", found[1], "--due", "2080")
    db.session.expire_all()
    assert str(made.due) == "2080"
    assert [line.split("  ")[2:4] for line in run("list", slug).output.splitlines()] == [
        ["continued", "less smog"],
        ["recorded", "help in IT"],
    ]
    for option, value in (("--source", "statement"), ("--state", "recorded")):
        (line,) = run("list", slug, option, value).output.splitlines()
        assert "  recorded  help in IT  " in line
    assert "help in IT" not in run("list", slug, "--owner", "BKK").output
    assert run("list", slug, "--overdue").output == ""


def test_advancing_is_all_or_none(run: Any) -> None:
    text = make_text()
    ids = []
    for what in ("en=one", "en=two"):
        said = run("record", text.public_id, "--owner", "BKK", "--what", what).output
        assert "point" not in said
        ids.append(said[:36])
    run("advance", "accept", ids[1])
    refused = run("advance", "accept", *ids)
    assert (refused.exit_code, "“accepted” cannot become “accepted”" in refused.output) == (2, True)
    db.session.rollback()
    db.session.expire_all()
    assert record_queries.get_commitment(UUID(ids[0])).state == "recorded"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--point", 9, "--what", "en=x"), "Hanoi Joint Declaration has 2 points"),
        (("--what", "less smog"), "write a language and the words, as en=…"),
        (("--what", "xx=less smog"), "'xx' is no language"),
        (("--what", "en=x", "--due", "soon"), "write 2014, 2014-06"),
        (("--what", "en=x", "--partner", "XYZ"), "no city has the code XYZ"),
        (("--what", "en="), "Say what is to be done"),
    ],
)
def test_what_cannot_be_recorded_is_told_in_one_line(run: Any, given: tuple[str, ...], said: str) -> None:
    text = make_text()
    refused = run("record", text.public_id, "--owner", "BKK", *given)
    assert refused.exit_code in (1, 2)
    assert said in refused.output
    db.session.rollback()
    assert register_queries.counts(text.conference, clock.now().date()).total == 0


def test_a_date_goes_with_continuing_alone(run: Any) -> None:
    made = run("record", make_text().public_id, "--owner", "BKK", "--what", "en=x").output[:36]
    refused = run("advance", "accept", made, "--due", "2014")
    assert (refused.exit_code, "--due goes with continue" in refused.output) == (2, True)
