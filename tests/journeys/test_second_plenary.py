"""A whole plenary of a hundred people in another network: set up by a table, invited, registered by table and by link,
printed, adopted in two languages with exactly the proxy that the quorum needs, signed, and verified by a stranger.

What pages, letters and papers count is read at every step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eventsys.accounts.roles import service as roles
from eventsys.accounts.users import service as users
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core.actor import SYSTEM, Role
from tests.journeys import creative_acts as acts
from tests.journeys import creative_people
from tests.journeys import creative_setup as setup
from tests.journeys.conftest import PASSWORD, sign_in
from tests.support.browser import Visit
from tests.support.installation import Installation, installation

ORGANISER, SECRETARY = "organiser@creative.example.org", "secretary@creative.example.org"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "site", EVENTSYS_SECOND_FACTOR="optional") as made:
        made.prepare(administrator)
        made.serve()
        yield made


def administrator() -> None:
    users.create_user(ORGANISER, "Phạm Thu Trang", PASSWORD, by=SYSTEM, admin=True)


def secretariat() -> None:
    user = users.create_user(SECRETARY, "Vũ Minh Hằng", PASSWORD, by=SYSTEM)
    roles.give_role(user, Role.SECRETARIAT, editions_queries.by_slug(setup.SLUG).id, by=SYSTEM)


def test_a_hundred_people_of_another_network(
    site: Installation, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    organiser, secretary = visit(site), visit(site)
    sign_in(organiser, ORGANISER, PASSWORD)
    setup.network(organiser, tmp_path)
    setup.edition(organiser)
    site.change(secretariat)
    sign_in(secretary, SECRETARY, PASSWORD)
    setup.invitations(secretary)
    focal = setup.answers(site, visit)
    creative_people.people(site, secretary, focal, visit, tmp_path)
    creative_people.approvals(secretary)
    acts.badges(secretary, tmp_path)
    acts.programme(secretary, visit(site))
    here = acts.text(secretary, tmp_path)
    acts.adoption(secretary, here, tmp_path)
    signed = acts.signing(secretary, here, tmp_path)
    acts.verification(visit(site), signed, tmp_path)
