"""What a user may act as: values in, verdict out."""

from __future__ import annotations

from dataclasses import replace

from eventsys.accounts.users.models import FOCAL_POINT, User
from eventsys.core.actor import Actor, Grant, Role
from eventsys.core.words.languages import lazy_gettext as _l

ROLE_WORDS = {
    Role.ORGANISER: _l("Organiser"),
    Role.SECRETARIAT: _l("Secretariat"),
    Role.REVIEWER: _l("Reviewer"),
    Role.DESK: _l("Desk staff"),
    Role.PRESS: _l("Press officer"),
    Role.VIEWER: _l("Viewer"),
}


def actor_of(user: User, *, passed_second_factor: bool, second_factor_required: bool) -> Actor:
    """The actor a signed-in user is. Staff who passed no second factor keep their name and nothing else."""
    roles: dict[int, set[Role]] = {}
    focal = set()
    for held in user.assignments:
        if held.role == FOCAL_POINT:
            focal.add(held.subject)
        else:
            roles.setdefault(held.conference_id, set()).add(Role(held.role))
    if second_factor_required and not passed_second_factor and (roles or user.admin):
        return Actor(
            kind="user", user_id=user.id, label=user.name, focal=frozenset(focal), needs_second_factor=True
        )
    return Actor(
        kind="user",
        user_id=user.id,
        label=user.name,
        admin=user.admin,
        focal=frozenset(focal),
        roles={conference: frozenset(held) for conference, held in roles.items()},
    )


def with_grants(actor: Actor, grants: tuple[Grant, ...]) -> Actor:
    """The same actor, holding links besides."""
    return replace(actor, grants=grants) if grants else actor
