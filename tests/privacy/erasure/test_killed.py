"""Whoever erases somebody is killed in the middle: nothing is half done, and the next one does the whole of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from eventsys.app import create_app
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.mail.delivery.tasks import deliver_due
from eventsys.privacy.erasure import service
from eventsys.privacy.erasure.tasks import finish_erasures
from eventsys.privacy.names import service as names
from eventsys.privacy.subjects.models import Named
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.conftest import test_settings
from tests.privacy.factories import WORDS, with_everything
from tests.privacy.remains import LATER, everything_in_tables, everything_on_disk, tell
from tests.programme.factories import make_session
from tests.support.databases import application
from tests.support.processes import Command

#: Where death comes before anything is kept: after a statement that begins so, or as it is committed.
INSIDE = ["UPDATE audit_entry", "commit"]
_KEPT = {"files", "outbox"}
GUEST = "Élodie Plantedguest"


def _die(*_given: Any) -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return True


def _arm(moment: str) -> None:
    def after_statement(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith(moment):
            _die()

    if moment == "commit":
        event.listen(db.engine, "commit", _die)
    elif moment == "committed":
        event.listen(db.session, "after_commit", lambda session: session.in_nested_transaction() or _die())
    elif moment == "letters gone":
        patch.object(files, "release", _die).start()
    else:
        event.listen(db.engine, "after_cursor_execute", after_statement)


def erase_and_die(arguments: list[str]) -> None:
    """In a process of its own: what the page does when an organiser says yes."""
    folder, url, number, moment = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        delegate = db.session.get_one(Delegate, int(number))
        _arm(moment)
        service.erase(delegate, "asked by letter", by=SYSTEM, now=clock.now())
        db.session.commit()


def erase_by_name_and_die(arguments: list[str]) -> None:
    """The same of a guest on a panel, who is on record by name."""
    folder, url, number, moment = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        named = Named(db.session.get_one(Conference, int(number)), GUEST)
        _arm(moment)
        names.erase(named, "asked by letter", by=SYSTEM, now=clock.now())
        db.session.commit()


def finish_and_die(arguments: list[str]) -> None:
    """In a process of its own: what the page does then, and a worker."""
    folder, url, _number, moment = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        _arm(moment)
        finish_erasures()


def killed(program: Callable[[list[str]], None], number: int, moment: str) -> None:
    db.session.remove()
    url = db.engine.url.render_as_string(hide_password=False)
    process = Command([settings().data_dir, url, number, moment], os.environ, program=program)
    said = process.communicate()
    assert process.returncode == -signal.SIGKILL, (moment, said)


def test_an_erasure_that_is_killed_is_done_wholly_or_not_at_all(tmp_path: Path) -> None:
    with application(tmp_path, "killed_erasure"), reading(False):
        db.create_all()
        number = with_everything(make_conference(), clock.now()).id
        db.session.commit()
        before, on_disk = everything_in_tables(), _files()
        for moment in INSIDE:
            killed(erase_and_die, number, moment)
            assert everything_in_tables() == before, moment
        assert _files() == on_disk
        killed(erase_and_die, number, "committed")
        assert {table for _word, table in tell(WORDS, everything_in_tables())} == {
            "outbox_letter"
        }  # the last
        assert _files() == on_disk
        killed(finish_and_die, number, "letters gone")
        assert len(_files()) == len(on_disk) - 1
        with clock.at(clock.now() + LATER):
            deliver_due()
            assert finish_erasures() == 1
        assert tell(WORDS, everything_in_tables()) == []
        assert tell(WORDS, everything_on_disk(settings().data_dir)) == []
        assert audit.verify().broken is None


def test_an_erasure_by_name_that_is_killed_is_done_wholly_or_not_at_all(tmp_path: Path) -> None:
    with application(tmp_path, "killed_by_name"), reading(False):
        db.create_all()
        conference = make_conference()
        make_session(conference, state="published", speakers=(GUEST,))
        number = conference.id
        db.session.commit()
        before = everything_in_tables()
        killed(erase_by_name_and_die, number, INSIDE[0])
        assert everything_in_tables() == before
        killed(erase_by_name_and_die, number, "committed")
        assert tell([GUEST], everything_in_tables()) == []
        with clock.at(clock.now() + LATER):
            assert finish_erasures() == 1
        assert audit.verify().broken is None


def _files() -> dict[str, bytes]:
    """Photos, prints and letters."""
    found = everything_on_disk(settings().data_dir)
    return {name: octets for name, octets in found.items() if _KEPT & set(Path(name).parts)}
