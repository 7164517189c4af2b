"""``for-translator`` and ``take-translation`` say what a file would do, and ask before they take a part of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.paragraphs import service as paragraphs
from tests.declarations.factories import make_declaration, make_plenary
from tests.declarations.translators.factories import translated

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    made = make_declaration(make_plenary(cities=1), points=2)
    db.session.commit()
    return made


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)

    def invoke(*words: str, typed: str = "") -> Result:
        db.session.rollback()
        found = CliRunner().invoke(main, ["declaration", *words], input=typed)
        db.session.expire_all()
        return found

    return invoke


def test_a_file_is_written_and_taken(draft: Declaration, run: Any, tmp_path: Path):
    file, number = tmp_path / "vi.xlf", str(draft.public_id)
    assert run("for-translator", number, "English", "vi", str(file)).output == f"{file}\n"
    assert "<target" in file.read_text("utf-8")
    assert "Both must be languages of the text" in run("for-translator", number, "en", "de", str(file)).output
    file.write_bytes(translated(draft, {"b_point:1": "tăng cường;", "b_point:2": "giải quyết;"}))
    second = draft.paragraphs[3]
    paragraphs.edit_paragraph(draft, second, Localized({**second.text, "en": "plant trees;"}), by=SYSTEM)
    db.session.commit()
    said = run("take-translation", number, str(file), typed="n\n")
    assert said.output.splitlines()[:3] == [
        "Point 1                  changed: tăng cường;",
        "! Point 2                  The words to be translated were changed meanwhile.",
        "Take the rest all the same? [y/N]: n",
    ]
    assert draft.paragraphs[2].text["vi"] != "tăng cường;"
    assert run("take-translation", number, str(file), "--yes").output.endswith("vi: taken in 1\n")
    assert draft.paragraphs[2].text["vi"] == "tăng cường;"
    assert "Nothing in this file differs" in run("take-translation", number, str(file), "--yes").output
