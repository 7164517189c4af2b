"""Users with their keys, sessions, and roles per conference. Secrets are kept as hashes or ciphertext only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from flask_security import AsaList, UserMixin, WebAuthnMixin
from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventsys.core import clock
from eventsys.core.db import Model, UtcDateTime
from eventsys.core.ids import uuid7
from eventsys.core.words.languages import DEFAULT

#: The role whose subject is the public id of a delegation; all others are :class:`eventsys.core.actor.Role`.
FOCAL_POINT = "focal_point"


def _random_mark() -> str:
    return uuid4().hex


class User(Model, UserMixin):
    """Someone who signs in. ``email`` is kept in lower case; without a password only an invitation sets one.

    ``erased_at``: nothing is left of who it was, and nobody finds it. Names that begin with ``fs_``, ``tf_`` or ``mf_`` are
    flask-security's. A new ``fs_uniquifier`` ends
    every session. ``tf_totp_secret`` and ``mf_recovery_codes`` are encrypted.
    """

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default=DEFAULT)
    admin: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=_random_mark)
    fs_webauthn_user_handle: Mapped[str] = mapped_column(String(64), unique=True, default=_random_mark)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_phone_number: Mapped[str | None] = mapped_column(
        String(128)
    )  # flask-security clears it on reset; we keep none
    totp_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))

    assignments: Mapped[list[RoleAssignment]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="RoleAssignment.id"
    )
    webauthn: Mapped[list[Passkey]] = relationship(  # type: ignore[assignment]  # flask-security's own name and type
        back_populates="user", cascade="all, delete-orphan", order_by="Passkey.id"
    )

    @property
    def has_second_factor(self) -> bool:
        """An authenticator app or a passkey is set up (reads the passkeys only when there is no app)."""
        return bool(self.tf_totp_secret and self.tf_primary_method) or bool(self.webauthn)


class Passkey(Model, WebAuthnMixin):
    """A WebAuthn credential; column names are flask-security's."""

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    create_datetime: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    lastuse_datetime: Mapped[datetime] = mapped_column(UtcDateTime)
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))

    user: Mapped[User] = relationship(back_populates="webauthn")


class SignIn(Model):
    """A browser that is signed in. Its cookie carries a mark, of which only the hash is kept; ``ended_at`` is set by
    signing out, by the owner, by a new password or role. ``browser`` is what it calls itself, ``network`` where
    it was then. ``proven_at``: when its owner last proved who it is, by the second factor where there is one."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[UUID] = mapped_column(unique=True, default=uuid7)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    mark_hash: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(300), default="")
    network: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proven_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UsedChallenge(Model):
    """A question that a passkey has answered, as a hash: an answer that was caught on its way counts for nothing. Kept
    longer than a question may wait for its answer."""

    __tablename__ = "used_challenge"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class RoleAssignment(Model):
    """A role of a user at a conference. ``subject`` is "" but for focal points: their delegation's public id.

    ``conference_id`` is a plain number: this wing stands below the conferences.
    """

    __tablename__ = "role_assignment"
    __table_args__ = (UniqueConstraint("user_id", "conference_id", "role", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    conference_id: Mapped[int] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    user: Mapped[User] = relationship(back_populates="assignments")

    @property
    def audit_label(self) -> str:
        return self.user.name
