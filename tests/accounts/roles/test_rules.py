"""What a user may act as."""

import pytest

from eventsys.accounts.roles.rules import actor_of
from eventsys.accounts.users.models import RoleAssignment, User
from eventsys.core.actor import Actor, Role


def user(*assignments: tuple[int, str, str], admin: bool = False) -> User:
    made = User(id=4, name="Ana", admin=admin)
    made.assignments = [RoleAssignment(conference_id=c, role=r, subject=s) for c, r, s in assignments]
    return made


@pytest.mark.parametrize(
    ("passed", "required", "withheld"),
    [(False, True, True), (True, True, False), (False, False, False), (True, False, False)],
)
def test_actor_of_staff(passed, required, withheld):
    found = actor_of(
        user((1, "desk", ""), (1, "press", ""), (2, "viewer", ""), (1, "focal_point", "d1"), admin=True),
        passed_second_factor=passed,
        second_factor_required=required,
    )
    if withheld:
        assert found == Actor("user", 4, "Ana", focal=frozenset({"d1"}), needs_second_factor=True)
    else:
        roles = {1: frozenset({Role.DESK, Role.PRESS}), 2: frozenset({Role.VIEWER})}
        assert found == Actor("user", 4, "Ana", admin=True, roles=roles, focal=frozenset({"d1"}))
