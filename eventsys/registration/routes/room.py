"""The blueprint, what links open, and what several pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, url_for
from werkzeug.datastructures import FileStorage

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.registration import policy, queries, rules
from eventsys.registration.models import Delegate, Delegation

__all__ = [
    "ME", "PEOPLE", "PERSON", "Chip", "focal_url", "home_of",
    "answer_or_flash", "bp", "category_choices", "category_here", "delegate_of_delegation", "form_key", "given_file",
    "may_lead", "PUBLIC_POSTS",
]  # fmt: skip

bp = Blueprint("registration", __name__)
PUBLIC_POSTS = "60 per minute"
ME = "/r/<slug>/me/<uuid:delegate_id>"
PEOPLE = "/r/<slug>/delegation/<uuid:delegation_id>/people"
PERSON = PEOPLE + "/<uuid:delegate_id>"


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of a list: how many rows it opens, and whether it is in force."""

    label: Any
    url: str
    current: bool
    count: int | None = None


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


def focal_url(delegation: Delegation) -> str:
    """The page of the city's focal point."""
    return url_for("registration.focal", slug=delegation.conference.slug, delegation_id=delegation.public_id)


def home_of(delegate: Delegate) -> str:
    """The person's own page."""
    return url_for("registration.own", slug=delegate.conference.slug, delegate_id=delegate.public_id)


def may_lead(actor: Any, delegate: Delegate) -> bool:
    return policy.can_lead(actor, delegate.delegation)


def category_choices(conference: Conference) -> list[tuple[str, str]]:
    return [("", "—"), *((c.code, str(c.name)) for c in categories_queries.categories(conference))]


def category_here(conference: Conference, code: str) -> Category:
    return categories_queries.category_by_code(conference, code)


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
