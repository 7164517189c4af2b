"""Remarks on paragraphs: by the secretariat at any time, by cities while the text is before them."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import clean
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.remarks import rules
from eventsys.declarations.remarks.errors import CommentEmpty
from eventsys.declarations.remarks.models import Comment
from eventsys.registration.delegations.models import Delegation


def comment(
    declaration: Declaration,
    paragraph: Paragraph,
    body: str,
    *,
    by: Actor,
    now: datetime,
    delegation: Delegation | None = None,
) -> Comment:
    """A remark on a paragraph; ``delegation`` when it is a city's.

    Raises :class:`CommentEmpty`, :class:`TextFrozen`, and :class:`NotCirculated` for a city before its time.
    """
    acts_rules.check_editable(declaration.state)
    if delegation is not None:
        rules.check_before_cities(declaration.state)
    if not clean(body):
        raise CommentEmpty
    made = Comment(
        declaration_id=declaration.id,
        paragraph_id=paragraph.id,
        body=clean(body)[:5000],
        author=by.label[:200],
        delegation_id=delegation.id if delegation else None,
        made_at=now,
    )
    db.session.add(made)
    city = delegation.party.code if delegation else None
    audit.record(
        by,
        verb="declaration.commented",
        thing=declaration,
        after={"paragraph": paragraph.public_id.hex, "city": city, "body": made.body},
    )
    db.session.flush()
    return made


def settle_comment(found: Comment, declaration: Declaration, *, by: Actor, now: datetime) -> None:
    """Done with; it stays readable. Settling again opens it again."""
    found.settled_at = None if found.settled_at else now
    verb = "declaration.comment_settled" if found.settled_at else "declaration.comment_reopened"
    audit.record(by, verb=verb, thing=declaration, after={"comment": found.public_id.hex})
    db.session.flush()
