"""All accounts of the installation, as the list of users shows them."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from eventsys.accounts.users.models import User
from eventsys.core.web.paging import Page, page_of


def users(*, search: str = "", after: str | None = None, size: int = 50) -> Page[User]:
    """All accounts by address, with roles and passkeys; not those that were erased."""
    statement = select(User).options(selectinload(User.assignments), selectinload(User.webauthn))
    statement = statement.where(User.erased_at.is_(None))
    if search:
        words = f"%{search.lower().replace('%', '').replace('_', '')}%"
        statement = statement.where(or_(User.email.like(words), func.lower(User.name).like(words)))
    return page_of(statement, [User.email], after=after, size=size)
