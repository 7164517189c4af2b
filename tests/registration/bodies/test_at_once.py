"""A body is written down and invited once, whoever does it at the same moment, and whoever dies over it."""

from __future__ import annotations

import os
from pathlib import Path

from eventsys.app import create_app
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.current import settings
from eventsys.core.db import db, reading
from eventsys.mail.record.models import OutboxLetter
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from tests.conferences.factories import make_conference
from tests.conftest import test_settings
from tests.support.databases import application
from tests.support.dying import die_one_by_one
from tests.support.processes import Command, apart

HERE = __name__


def write_down(code: str) -> None:
    network = registry_queries.find_network(code)
    assert network is not None
    bodies.create_body(network, kind=BodyKind.ORGANISATION, name={"en": "UNESCO"}, by=SYSTEM)


def invite(slug: str) -> None:
    conference = editions_queries.by_slug(slug)
    body = bodies_queries.body_by_code(conference.network, "unesco")
    invitee = invitations.Invitee(body, "Ms Diop", "diop@example.org")
    invitations.invite_cities(conference, [invitee], by=SYSTEM, now=clock.now())


def kept() -> tuple[int, int, int]:
    """Bodies, delegations, letters."""
    made = (Body, Delegation, OutboxLetter)
    bodies_made, delegations, letters = (db.session.query(kind).count() for kind in made)
    return bodies_made, delegations, letters


def _nothing_by_halves(number: int) -> None:
    """Nothing, or all of what one transaction does."""
    assert kept() in {(0, 0, 0), (1, 0, 0), (1, 1, 1)}, number


def die(arguments: list[str]) -> None:
    """One after the other writes the body down and dies, until one lives; then they invite it."""
    folder, url = arguments
    with create_app(test_settings(Path(folder), url)).app_context(), reading(False):
        died = die_one_by_one(lambda: write_down("ANMC21"), _nothing_by_halves, most=40)
        assert 3 < died < 40, died
        assert kept() == (1, 0, 0)
        invite("hanoi")
        db.session.rollback()  # templates and words are read once, for all that follow
        died = die_one_by_one(lambda: invite("hanoi"), _nothing_by_halves, most=40, step=3)
        assert 5 < died < 40, died
        assert kept() == (1, 1, 1)


def test_a_body_is_there_once_whoever_dies_and_however_many_write_it_down(tmp_path: Path) -> None:
    with application(tmp_path, "bodies") as app, reading(False):
        db.create_all()
        conference = make_conference(slug="hanoi")
        assert conference.network.code == "ANMC21"
        db.session.commit()
        url = db.engine.url.render_as_string(hide_password=False)
        db.session.remove()
        dying = Command([settings().data_dir, url], os.environ, program=die)
        said = dying.communicate()
        assert dying.returncode == 0, said
        assert audit.verify().broken is None
        make_conference(slug="second", edition=77)
        db.session.commit()
        assert apart(app, [(HERE, "invite", ("second",))] * 2) == {"done": 1, "AlreadyInvited": 1}
        assert apart(app, [(HERE, "write_other", ("ANMC21",))] * 2) == {"done": 1, "BodyTaken": 1}
        assert kept() == (2, 2, 2)


def write_other(code: str) -> None:
    network = registry_queries.find_network(code)
    assert network is not None
    bodies.create_body(network, kind=BodyKind.NEWSROOM, name={"vi": "Báo Hà Nội"}, by=SYSTEM)
