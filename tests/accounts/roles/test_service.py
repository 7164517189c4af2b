"""Roles given and taken."""

import pytest

from eventsys.accounts.roles import service
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from tests.accounts.factories import make_user


@pytest.mark.usefixtures("app")
def test_asking_for_a_role_twice_gives_it_once():
    user = make_user()
    first = service.give_role(user, Role.DESK, 3, by=SYSTEM)
    db.session.flush()
    assert service.give_role(user, Role.DESK, 3, by=SYSTEM) is first
    with pytest.raises(ValueError, match="focal point"):
        service.give_role(user, "focal_point", 3, by=SYSTEM)
