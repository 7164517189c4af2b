"""The blueprint, what links open, and what several pages share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, flash
from werkzeug.datastructures import FileStorage

from eventsys.accounts import service as accounts
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.registration import policy, queries, rules, service
from eventsys.registration.models import Delegate

__all__ = [
    "answer_or_flash", "bp", "category_choices", "category_here", "delegate_of_delegation", "form_key", "given_file",
    "may_lead", "PUBLIC_POSTS",
]  # fmt: skip

bp = Blueprint("registration", __name__)
PUBLIC_POSTS = "60 per minute"


def _resend_focal(link: Any) -> None:
    with suppress(Refusal):
        service.invite(queries.delegation_at(UUID(link.subject)), by=SYSTEM, now=clock.now(), bounded=True)


def _resend_delegate(link: Any) -> None:
    with suppress(Refusal):
        delegate = queries.delegate_at(UUID(link.subject))
        service.send_own_link(delegate, by=SYSTEM, now=clock.now(), bounded=True)


accounts.purpose(
    "focal", endpoint="registration.focal", resend=_resend_focal,
    values=lambda subject, slug: {"slug": slug, "delegation_id": subject},
)  # fmt: skip
accounts.purpose(
    "delegate", endpoint="registration.own", resend=_resend_delegate,
    values=lambda subject, slug: {"slug": slug, "delegate_id": subject},
)  # fmt: skip


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Words of states for templates, here and in later rooms' lists."""
    return {
        "state_words": rules.STATE_WORDS,
        "state_tones": rules.STATE_TONES,
        "standing_word": rules.standing_words,
    }


def delegate_of_delegation(slug: str, delegation_id: UUID, delegate_id: UUID) -> Delegate:
    """A person of this very delegation. Raises :class:`NotFound` for anybody else."""
    found = queries.delegate_here(slug, delegate_id)
    if found.delegation.public_id != delegation_id:
        raise NotFound
    return found


def may_lead(actor: Any, delegate: Delegate) -> bool:
    return policy.can_lead(actor, delegate.delegation)


def category_choices(conference: Conference) -> list[tuple[str, str]]:
    return [("", "—"), *((c.code, str(c.name)) for c in conference_queries.categories(conference))]


def category_here(conference: Conference, code: str) -> Category:
    return conference_queries.category_by_code(conference, code)


def form_key(text: str | None) -> UUID | None:
    """The form's own id, so that sending it twice does one thing; ``None`` when it was tampered with."""
    try:
        found = UUID(text or "")
    except ValueError:
        return None
    return found if found.version == 7 else None


def given_file(storage: Any) -> FileStorage | None:
    return storage if isinstance(storage, FileStorage) and storage.filename else None


def answer_or_flash(act: Callable[[], object], said: str) -> bool:
    """Do one thing and commit; a refusal is told on the page that follows, and nothing is changed."""
    try:
        act()
    except Refusal as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
        return False
    db.session.commit()
    flash(said, "success")
    return True
