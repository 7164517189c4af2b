"""Workers that die in the middle of a round, and two that write it at the same moment: each letter is there once."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from eventsys.app import create_app
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db, reading
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.registration.rounds import queries, service
from eventsys.registration.rounds.models import LetterRound, RoundAddressee, RoundPurpose
from tests.conferences.factories import make_conference
from tests.conftest import test_settings
from tests.networks.factories import make_city
from tests.registration.browser import letters
from tests.registration.factories import make_delegation
from tests.support.databases import application
from tests.support.dying import die_one_by_one
from tests.support.processes import Command

#: Delegations; and how many workers die, each a statement later than the one before (SQLite is told more of them: two).
MANY, DEATHS = 50, 50


def die_many_times(arguments: list[str]) -> None:
    """One worker after the other writes a letter in each transaction, and is killed; after each, what was kept is whole."""
    folder, url, key = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        found = db.session.get_one(LetterRound, int(key))
        one = service.to_write_to(found.conference, found.purpose)[0]
        writing.preview(
            service.sample(found.purpose, one, {})
        )  # templates and words are read once, for all workers
        died = die_one_by_one(
            lambda: _send(int(key)), _kept_wholly, most=DEATHS, step=1 + (db.engine.dialect.name == "sqlite")
        )
        assert died == DEATHS


def _kept_wholly(number: int) -> None:
    """Whoever is noted as written to has a letter, and nobody else."""
    written = db.session.query(RoundAddressee).filter(RoundAddressee.written_at.is_not(None)).count()
    assert written == db.session.query(OutboxLetter).count(), number


def send(arguments: list[str]) -> None:
    """A worker that lives."""
    folder, url, key = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        _send(int(key))


def _send(key: int) -> None:
    while service.send_some(key, by=SYSTEM, now=clock.now(), most=1):
        db.session.commit()
    db.session.commit()


def test_each_letter_goes_once_whoever_dies_and_however_many_write(tmp_path: Path) -> None:
    with application(tmp_path, "killed_round"), reading(False):
        db.create_all()
        conference, now = make_conference(), clock.now()
        for number in range(MANY):
            make_delegation(conference, make_city(f"K{number:02}"), state="invited")
        closes = MilestoneKind.REGISTRATION_CLOSES
        dates.set_milestone(conference, closes, now + timedelta(days=7, seconds=-1), by=SYSTEM)
        (made,) = service.plan_reminders(
            conference, RoundPurpose.ANSWER, closes, [7], texts={}, by=SYSTEM, now=now - timedelta(minutes=1)
        )
        key = made.id
        db.session.commit()
        dying = _worker(die_many_times, key)
        said = dying.communicate()
        assert dying.returncode == 0, said
        db.session.rollback()
        assert 0 < len(letters("remind_answer")) < MANY
        both = [_worker(send, key), _worker(send, key)]
        ended = [(one.communicate(), one.returncode) for one in both]
        assert [code for _said, code in ended] == [0, 0], ended
        db.session.rollback()
        once = {f"focal@k{number:02}.example.org": 1 for number in range(MANY)}
        assert Counter(one.to_address for one in letters("remind_answer")) == once
        found = db.session.get_one(LetterRound, key)
        assert (found.state, queries.counts_of(found.conference)) == ("sent", {key: (MANY, MANY)})
        assert audit.verify().broken is None


def _worker(program: Any, key: int) -> Command:
    db.session.remove()
    url = db.engine.url.render_as_string(hide_password=False)
    return Command([settings().data_dir, url, key], os.environ, program=program)
