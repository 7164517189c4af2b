"""``eventsys declaration import`` shows what it read, and saves nothing that was not agreed to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from tests.core.manuscripts import case
from tests.declarations.factories import make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    made = make_declaration(make_plenary(cities=2), points=1)
    db.session.commit()
    return made


@pytest.fixture
def run(app: Flask, draft: Declaration, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)
    number = str(draft.public_id)

    def invoke(data: bytes, *options: str, typed: str = "") -> Result:
        file = tmp_path / "draft.docx"
        file.write_bytes(data)
        db.session.rollback()  # what the test has looked at holds a lock
        found = CliRunner().invoke(
            main, ["declaration", "import", number, "en", str(file), *options], input=typed
        )
        db.session.expire_all()
        return found

    return invoke


def english(draft: Declaration) -> list[str]:
    return [one.text.get("en", "") for one in draft.paragraphs]


def test_what_was_read_is_shown(run: Any, draft: Declaration):
    said = run(case("article.docx"))
    assert said.output.splitlines() == [
        "title              Joint Declaration",
        "preamble           We, the member cities,",
        "preamble           Article 5 of the Charter of ANMC21 guides our work,",
        "preamble           Point 3 of the Seoul Declaration is recalled,",
        "1.                 Cities meet.",
        "goes on from above Article 7 remains in force.",
        "en: 3 of the preamble, 1 points",
    ]
    assert english(draft)[-1] == "Cities meet. Article 7 remains in force."


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("vanish.docx", "! Hidden words, left out: SECRET NOTE"),
        ("textbox.docx", "! Text box, left out: Box: agreed text"),
    ],
)
def test_with_losses_it_asks_before_it_saves(run: Any, draft: Declaration, name: str, told: str):
    before = english(draft)
    refused = run(case(name), typed="n\n")
    assert (refused.exit_code, told in refused.output) == (1, True)
    assert english(draft) == before
    agreed = run(case(name), typed="y\n")
    assert agreed.exit_code == 0, agreed.output
    assert english(draft)[-1].startswith("Cities ")
    assert run(case(name), "--yes").exit_code == 0


def test_tracked_changes_want_a_word(run: Any, draft: Declaration):
    before = english(draft)
    undecided = run(case("moved_within.docx"), "--yes")
    assert (undecided.exit_code, english(draft)) == (2, before)
    assert "~ moved here: every year (a)" in undecided.output
    assert "--accept-changes or --reject-changes" in undecided.output
    assert run(case("moved_within.docx"), "--reject-changes").exit_code == 0
    assert "Cities every year meet in one city." in english(draft)
    assert run(case("moved_within.docx"), "--accept-changes").exit_code == 0
    assert "Cities meet every year in one city." in english(draft)


@pytest.mark.parametrize("name", ["nbhyphen.docx", "sym.docx"])
def test_signs_stay(run: Any, draft: Declaration, name: str):
    assert run(case(name)).exit_code == 0
    assert any(sign in english(draft)[-1] for sign in ("non‑binding", "CO₂"))


def test_no_text_saves_nothing(run: Any, draft: Declaration):
    before = english(draft)
    said = run(b"\xd0\xcf\x11\xe0 old")
    assert (said.exit_code, "save it as .docx" in said.output, english(draft)) == (2, True, before)
