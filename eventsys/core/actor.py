"""Who is acting. Plain values: policies decide from them without a query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

__all__ = ["ANONYMOUS", "STAFF", "SYSTEM", "Actor", "Grant", "Role"]


class Role(StrEnum):
    """What somebody of the staff does at a conference: held for one conference each; administrators are of the installation."""

    ORGANISER = "organiser"
    SECRETARIAT = "secretariat"
    REVIEWER = "reviewer"
    DESK = "desk"
    PRESS = "press"
    VIEWER = "viewer"


STAFF = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Grant:
    """What the holder of a link may do: one purpose on one subject (both are the link owner's words)."""

    purpose: str
    subject: str
    link_id: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user, the holder of links, both, nobody, or the system itself.

    ``roles``: conference id to roles; ``focal``: public ids of delegations the user is focal point of;
    ``needs_second_factor``: staff who have not set one up yet (their roles are withheld until then).
    """

    kind: str = "anonymous"
    user_id: int | None = None
    label: str = ""
    admin: bool = False
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    focal: frozenset[str] = frozenset()
    grants: tuple[Grant, ...] = ()
    needs_second_factor: bool = False

    def plain(self, conference_id: int) -> dict[str, Any]:
        """For a JSON column: what is needed at one conference to do later, in a job, what they may do now."""
        roles = sorted(self.roles.get(conference_id, ()))
        return {
            "kind": self.kind,
            "user_id": self.user_id,
            "label": self.label,
            "admin": self.admin,
            "roles": {str(conference_id): roles},
            "focal": sorted(self.focal),
            "grants": [[one.purpose, one.subject, one.link_id] for one in self.grants],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """The actor that :meth:`plain` wrote."""
        return cls(
            plain["kind"],
            plain["user_id"],
            plain["label"],
            plain["admin"],
            {int(key): frozenset(map(Role, roles)) for key, roles in plain["roles"].items()},
            frozenset(plain["focal"]),
            tuple(Grant(*one) for one in plain["grants"]),
        )

    @property
    def number(self) -> int | None:
        """The user's or, for who came by a link, the link's: what stays when a name changes."""
        return self.user_id or (self.grants[0].link_id if self.grants else None)

    @property
    def is_anonymous(self) -> bool:
        return self.user_id is None and not self.grants and self.kind != "system"

    def has(self, conference_id: int | None, *wanted: Role) -> bool:
        """Holds one of ``wanted`` roles there. Administrators and the system hold all."""
        if self.admin or self.kind == "system":
            return True
        if conference_id is None:
            return False
        return bool(self.roles.get(conference_id, frozenset()) & frozenset(wanted))

    def is_staff(self, conference_id: int | None) -> bool:
        return self.has(conference_id, *STAFF)

    def granted(self, purpose: str, subject: object) -> bool:
        """Holds a link for just this purpose on just this subject."""
        return any(g.purpose == purpose and g.subject == str(subject) for g in self.grants)


ANONYMOUS = Actor()
SYSTEM = Actor(kind="system", label="eventsys")
