"""Links by their token, by what they are for, and as a browser holds them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, select

from eventsys.accounts.links.models import LetGo, Link
from eventsys.core.db import db
from eventsys.core.ids import hash_token


def find_link(token: str) -> Link | None:
    return db.session.scalars(select(Link).where(Link.token_hash == hash_token(token))).one_or_none()


# Put together once: it is asked for on every page of a link's holder.
_LINKS = (
    select(Link)
    .where(
        Link.id.in_(bindparam("links", expanding=True)),
        ~exists().where(LetGo.mark_hash == bindparam("mark")),
    )
    .order_by(Link.id.desc())
)


def is_let_go(mark: str) -> bool:
    """Whether the browser with this mark has let go of the links it held."""
    return db.session.scalar(select(LetGo.id).where(LetGo.mark_hash == hash_token(mark))) is not None


def links_held(link_ids: Collection[int], mark: str) -> Sequence[Link]:
    """The links of these numbers, newest first; none when the browser with this mark has let go of them."""
    if not link_ids:
        return []
    return db.session.scalars(_LINKS, {"links": list(link_ids), "mark": hash_token(mark)}).all()


def links_of(purpose: str, subject: Any) -> Sequence[Link]:
    """Every link ever granted for this, newest first."""
    statement = (
        select(Link).where(Link.purpose == purpose, Link.subject == str(subject)).order_by(Link.id.desc())
    )
    return db.session.scalars(statement).all()
