"""Badges that are out of date are replaced: all in one run, some, from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from eventsys.badges.freshness import queries as freshness_queries
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service
from eventsys.badges.replacing.errors import NewWordsNotDrawn, NothingOutOfDate
from eventsys.cli import group, main
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from tests.badges.factories import CLERK, make_printed, print_now, staff_edits, texts_in

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def printed() -> Badge:
    return make_printed()


def title_changed(badge: Badge) -> None:
    badge.conference.title = Localized(en="Another Meeting")


def test_all_are_replaced_in_one_run_with_the_words_of_today(printed: Badge) -> None:
    conference = printed.conference
    staff_edits(printed.delegate, office={"en": "Mayor"})
    db.session.commit()
    run = service.replace_out_of_date(conference, by=CLERK)
    db.session.commit()
    with pytest.raises(NothingOutOfDate):
        service.replace_out_of_date(conference, by=CLERK)
    db.session.rollback()
    (page,) = texts_in(print_now(run))
    assert "Mayor" in page
    assert "Governor" not in page
    (new,) = record_queries.badges_of_run(run)
    assert (printed.state, printed.void_why, new.replaces_id, new.out_of_date) == (
        "void",
        "changed",
        printed.id,
        False,
    )
    assert record_queries.live_badge(printed.delegate) is new


def test_a_badge_whose_new_words_no_font_draws_is_kept(printed: Badge) -> None:
    conference = printed.conference
    title_changed(printed)
    printed.delegate.native_name = "\U000f0001"
    db.session.commit()
    with pytest.raises(NewWordsNotDrawn, match="Naoki Inose"):
        service.replace_out_of_date(conference, by=CLERK, chosen={printed.public_id})
    run = service.replace_out_of_date(conference, by=CLERK)
    assert (run.count, run.selection["kept"], printed.state) == (1, ["Naoki Inose"], "printed")


def test_only_those_chosen_are_replaced(printed: Badge) -> None:
    conference = printed.conference
    title_changed(printed)
    db.session.commit()
    assert len(freshness_queries.badges_out_of_date(conference)) == 2
    run = service.replace_out_of_date(conference, by=CLERK, chosen={printed.public_id})
    assert [badge.replaces_id for badge in record_queries.badges_of_run(run)] == [printed.id]


def test_the_shell_lists_and_replaces_them(
    app: Flask, printed: Badge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group, "application", lambda: app)
    staff_edits(printed.delegate, office={"en": "Mayor"})
    db.session.commit()
    lines = CliRunner().invoke(main, ["badges", "list", "hanoi"]).output.splitlines()
    assert [line.split("\t")[4:] for line in lines] == [[], ["out of date"]]
    file = tmp_path / "late.pdf"
    done = CliRunner().invoke(main, ["badges", "print", "hanoi", str(file), "--out-of-date"])
    assert (done.exit_code, done.output.endswith("1 badges\n")) == (0, True)
    assert "Mayor" in texts_in(file.read_bytes())[0]
    again = CliRunner().invoke(main, ["badges", "print", "hanoi", str(file), "--out-of-date"])
    assert again.exit_code != 0
