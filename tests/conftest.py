"""Fixtures of all tests: an application on SQLite, or on PostgreSQL when EVENTSYS_TEST_DATABASE_URL names one."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from eventsys.app import create_app
from eventsys.conferences.editions.models import Conference
from eventsys.core import settings
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db, reading
from eventsys.core.web.limits import limiter
from eventsys.trail.verbs.rules import VERB_WORDS
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.support import statements


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", action="store_true", help="only tests that touch a database")


def pytest_configure(config: pytest.Config) -> None:
    statements.install(config)


@event.listens_for(AuditEntry, "before_insert")
def _told_in_words(_mapper: Any, _connection: Any, entry: AuditEntry) -> None:
    """Whatever a test does: the trail has words for it (tests/trail/verbs/test_rules.py says where they go)."""
    assert entry.verb in VERB_WORDS, (
        f"{entry.verb} has no words in eventsys/trail/hosting/rules.py or declaring/rules.py"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones first, so that the workers end together: journeys, then what is about the whole house. With
    ``--databases``, what touches no database need not run again on the next one."""
    items.sort(key=_rank)
    if config.getoption("--databases"):
        chosen = {item: _touches_a_database(item) for item in items}
        kept = statements.chosen([item for item, touches in chosen.items() if touches])
        left = set(items) - set(kept)
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = kept


def _rank(item: pytest.Item) -> int:
    place = item.path.relative_to(Path(__file__).parent).parts
    return (item.path.name != "test_from_nothing.py") if place[0] == "journeys" else 1 + len(place)


def _touches_a_database(item: Any) -> bool:
    """It asks for the shared one, or its module makes some of its own."""
    makers = "tests.support.databases"
    return "database_url" in item.fixturenames or any(
        getattr(value, "__module__", None) == makers for value in vars(item.module).values()
    )


def pytest_collection_finish() -> None:
    """The application and the tests themselves stay: the collector need not walk them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A database of this test process alone, dropped afterwards."""
    server = os.environ.get("EVENTSYS_TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{tmp_path_factory.mktemp('db') / 'test.db'}"
        return
    name = f"eventsys_test_{worker_id}_{os.getpid()}"
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield (
        make_url(server)
        .set(drivername="postgresql+psycopg", database=name)
        .render_as_string(hide_password=False)
    )
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "one")


@pytest.fixture(scope="session")
def _application(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    data = tmp_path_factory.mktemp("data")
    app = create_app(test_settings(data, database_url))
    app.test_client_class = Browser
    with app.app_context():
        db.create_all()
        let_entries_go()
    yield app
    with app.app_context():
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


def let_entries_go() -> None:
    """The tests empty their database one after the other: the trigger that keeps the audit trail from being deleted
    has its own tests."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER audit_entry_goes")
        else:
            connection.exec_driver_sql("DROP TRIGGER audit_entry_rows ON audit_entry")
            connection.exec_driver_sql(
                "CREATE TRIGGER audit_entry_rows BEFORE INSERT OR UPDATE ON audit_entry"
                " FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()"
            )


def test_settings(data_dir: Path, database_url: str, **more: Any) -> settings.Settings:
    """Settings of a test application: nothing from the environment, no rate limits, second factor optional."""
    given = {"second_factor": "optional", "rate_limits": False, "testing": True, **more}
    return settings.load({}, data_dir=data_dir, database_url=database_url, **given)


test_settings.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def app(_application: Flask) -> Iterator[Flask]:
    """The application with an empty database; an application context is open for the test."""
    limiter.enabled = False  # it is one for the whole process, and other tests make houses with limits
    with _application.app_context(), reading(False):
        yield _application
        db.session.remove()
    with _application.app_context():
        _empty()


def _empty() -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())
        else:  # one round trip; TRUNCATE would make new files for every table
            everything = [
                str(table.delete().compile(connection)) for table in reversed(db.metadata.sorted_tables)
            ]
            connection.exec_driver_sql(";".join(everything))


@pytest.fixture
def db_session(app: Flask) -> Any:
    """The session of the open application context."""
    return db.session


class Browser(FlaskClient):
    """Each request begins with an empty ``g`` and finds what the test has made, as it does where no application context
    stands open around it; what it did not commit is gone when it is over."""

    def open(self, *args: Any, **values: Any) -> Any:
        if not has_app_context():
            return super().open(*args, **values)
        for name in list(g):
            g.pop(name)
        if db.session.registry().in_transaction():
            db.session.commit()
        try:
            return super().open(*args, **values)
        finally:
            db.session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript. CSRF is on: use tests.support.web.post to send forms with their token."""
    return app.test_client()


@pytest.fixture
def conference(app: Flask) -> Conference:
    """One called ``hanoi``, where a topic has none of its own."""
    found = make_conference(slug="hanoi")
    db.session.commit()
    return found


@pytest.fixture
def desk(client: FlaskClient, conference: Conference) -> FlaskClient:
    """Signed in at its desk."""
    sign_in(client, make_user("desk", conference))
    return client


@pytest.fixture
def office(client: FlaskClient, conference: Conference) -> FlaskClient:
    """Signed in as its secretariat."""
    sign_in(client, make_user("secretariat", conference))
    return client
