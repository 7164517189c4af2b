"""Tables of people saved at the same moment, and a process that is killed while it saves one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.tables import service
from eventsys.registration.tables.forms import Whose, read_people
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegation
from tests.support.threads import together

TABLE = "category,family name,given name\n" + "".join(f"delegate,Lee,Number {'x' * n}\n" for n in range(1, 9))


def waiting_table(delegation: Delegation, text: str = TABLE) -> UUID:
    scope = f"people/{delegation.public_id}"
    return uploads.keep_waiting(scope, text, name="", by=SYSTEM, now=clock.now()).public_id


def saving(delegation_id: int, upload_id: UUID) -> Callable[[], object]:
    """What the page does when a table is saved."""

    def act() -> object:
        delegation = db.session.get(Delegation, delegation_id)
        assert delegation is not None
        upload = files.waiting_upload_in(f"people/{delegation.public_id}", upload_id)
        categories = [category_of(delegation.conference)]
        _table, people, _faults = read_people(upload.content, categories, Whose.of(delegation))
        uploads.finish(upload, now=clock.now())
        return service.name_people(delegation, people, {}, by=SYSTEM, now=clock.now())

    return act


def named(delegation: Delegation) -> int:
    return sum(people_queries.taken_places(delegation).values())


def test_one_table_saved_by_two_clicks_at_once_names_everybody_once(app: Flask) -> None:
    delegation = make_delegation(make_conference(), "SEL")
    category_of(delegation.conference)
    upload_id = waiting_table(delegation)
    db.session.commit()
    ends = together(app, [saving(delegation.id, upload_id) for _click in range(4)])
    assert (ends, named(delegation)) == ({"done": 1, "UploadDone": 3}, 8)


def test_the_same_people_in_two_tables_at_once_are_named_once(app: Flask) -> None:
    delegation = make_delegation(make_conference(), "SEL")
    category_of(delegation.conference)
    tables = [waiting_table(delegation, TABLE + "\n" * n) for n in range(2)]
    db.session.commit()
    ends = together(app, [saving(delegation.id, upload_id) for upload_id in tables])
    assert (ends, named(delegation)) == ({"done": 2}, 8)


@pytest.mark.usefixtures("app")
def test_a_process_killed_while_it_saves_leaves_the_table_waiting_and_nobody_named() -> None:
    delegation = make_delegation(make_conference(), "SEL")
    category_of(delegation.conference)
    upload_id = waiting_table(delegation)
    db.session.commit()
    key, scope = delegation.id, f"people/{delegation.public_id}"
    db.session.remove()
    child = os.fork()
    if child == 0:
        db.engine.dispose(close=False)  # its connections are the parent's
        saving(key, upload_id)()
        os.kill(os.getpid(), signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert files.waiting_upload_in(scope, upload_id).content == TABLE
    again = db.session.get(Delegation, key)
    assert again is not None
    assert named(again) == 0
    saving(key, upload_id)()
    db.session.commit()
    assert named(again) == 8
