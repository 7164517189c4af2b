"""Gives and takes roles at a conference, and the administrator's right; whose rights change signs in anew."""

from __future__ import annotations

from eventsys.accounts.roles import queries
from eventsys.accounts.roles.errors import LastOrganiser
from eventsys.accounts.roles.rules import ROLE_WORDS as ROLE_WORDS  # for later rooms
from eventsys.accounts.users.errors import NotYourself
from eventsys.accounts.users.models import FOCAL_POINT, RoleAssignment, User
from eventsys.accounts.users.service import end_sessions
from eventsys.core import audit
from eventsys.core.actor import Actor, Role
from eventsys.core.db import db


def give_role(
    user: User, role: Role | str, conference_id: int, *, by: Actor, subject: object = ""
) -> RoleAssignment:
    """Give a role at a conference; giving it twice changes nothing.

    ``role`` is a :class:`Role`, or ``"focal_point"`` with the delegation's public id as ``subject``.
    """
    name = FOCAL_POINT if role == FOCAL_POINT else Role(role).value
    if (name == FOCAL_POINT) != bool(subject):
        raise ValueError("a focal point, and nobody else, has a subject")
    held = queries.role_held(user, name, conference_id, str(subject))
    if held is not None:
        return held
    given = RoleAssignment(user=user, conference_id=conference_id, role=name, subject=str(subject))
    db.session.add(given)
    _sign_in_anew(user, by=by)
    audit.record(by, verb="role.given", thing=given, after={"user": str(user.public_id), "role": name})
    return given


def take_role(user: User, role: Role | str, conference_id: int, *, by: Actor, subject: object = "") -> None:
    """Take a role back, from the next request on. Raises :class:`LastOrganiser`."""
    name = FOCAL_POINT if role == FOCAL_POINT else Role(role).value
    if name == Role.ORGANISER:
        others = [held for held in queries.organisers_locked(conference_id) if held.user_id != user.id]
        if not others:
            raise LastOrganiser
    held = queries.role_held(user, name, conference_id, str(subject))
    if held is None:
        return
    audit.record(by, verb="role.taken", thing=held, before={"user": str(user.public_id), "role": name})
    if held in user.assignments:
        user.assignments.remove(held)
    db.session.delete(held)
    _sign_in_anew(user, by=by)
    db.session.flush()


def set_admin(user: User, admin: bool, *, by: Actor) -> None:
    """Make someone administrator of the installation, or not. Raises :class:`NotYourself`."""
    if user.admin == admin:
        return
    if user.id == by.user_id:
        raise NotYourself
    user.admin = admin
    _sign_in_anew(user, by=by)
    audit.record(by, verb="user.admin", thing=user, before={"admin": not admin}, after={"admin": admin})
    db.session.flush()


def _sign_in_anew(user: User, *, by: Actor) -> None:
    """With other rights one signs in again, and proves what they ask for; not who changed their own just now."""
    if user.id != by.user_id:
        end_sessions(user)
