"""What pages about a person begin with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.filters import shown, weekday_day
from eventsys.core.web.saying import Tone, say
from eventsys.core.words.tags import own_name
from eventsys.core.words.text import Localized
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.pages import bp
from eventsys.registration.fields.models import BY_NAME, in_section
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.people import models, queries
from eventsys.registration.people.forms import ORDERS
from eventsys.registration.people.models import Delegate


def photo_url(delegate: Delegate) -> str | None:
    if not delegate.photo_digest:
        return None
    slug = delegate.conference.slug
    return url_for(
        "registration.photo", slug=slug, delegate_id=delegate.public_id, v=delegate.photo_digest[:12]
    )


ME = "/r/<slug>/me/<uuid:delegate_id>"
PEOPLE = "/r/<slug>/delegation/<uuid:delegation_id>/people"
PERSON = PEOPLE + "/<uuid:delegate_id>"
_ORDERS = dict(ORDERS)


def act_one_by_one(chosen: Sequence[Delegate], act: Callable[[Delegate], object]) -> int:
    """Each is done or refused by itself, and all is committed: for how many it was done. Who was refused, and that nobody
    was chosen, is told on the page that follows."""
    done, refused = 0, []
    delegations_queries.hold_delegations({person.delegation_id for person in chosen})
    for person in chosen:
        name = person.full_name
        try:
            with db.session.begin_nested():
                act(person)
        except Refusal as refusal:
            refused.append(f"{name}: {refusal}")
        else:
            done += 1
    db.session.commit()
    if refused:
        more = len(refused) - 10
        say(Tone.BAD, _("Not done:") + " " + " · ".join(refused[:10]) + (f" · +{more}" if more > 0 else ""))
    if not chosen:
        say(Tone.WARN, _("Nobody was chosen."))
    return done


def told(
    delegate: Delegate, section: str, *data: str, left_out: frozenset[str] = frozenset()
) -> list[tuple[Any, str]]:
    """What a definition list says of a person: the fields of a section, all or those that are such ``data``; those that are
    ``left_out`` only where something was said."""
    return [
        (field.label, _said(getattr(delegate, field.name), field.kind) or "—")
        for field in in_section(section)
        if field.told
        and (field.seen_as in data or not data)
        and (field.name not in left_out or getattr(delegate, field.name))
    ]


def _said(value: Any, kind: FieldKind) -> str:
    match kind:
        case FieldKind.OFFICE:
            return shown(value)
        case FieldKind.DAY:
            return weekday_day(value) if value else ""
        case _:
            return str(value)


def field_words(name: str, value: Any) -> Any:
    """A value of a declared field in words, also of one that is not on record; a photo is in none."""
    match BY_NAME[name].kind:
        case FieldKind.CHOICE if name == "name_order":
            return _ORDERS.get(value, "")
        case FieldKind.CHOICE:
            return own_name(value) if value else ""
        case FieldKind.OFFICE:
            return shown(Localized(value or {}))
        case kind:
            return _said(value or "", kind)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Words of states for templates, here and in later rooms' lists."""
    return {
        "state_words": models.STATE_WORDS,
        "state_tones": models.STATE_TONES,
        "standing_word": delegations_rules.standing_words,
        "fields_of": in_section,
        "told": told,
    }


def delegate_of_delegation_in(slug: str, delegation_id: UUID, delegate_id: UUID) -> Delegate:
    """A person of this very delegation. Raises :class:`NotFound` for anybody else."""
    found = queries.delegate_in(slug, delegate_id)
    if found.delegation.public_id != delegation_id:
        raise NotFound
    return found


def home_of(delegate: Delegate) -> str:
    """The address of the page on which this person sees their own registration."""
    return url_for("registration.own", slug=delegate.conference.slug, delegate_id=delegate.public_id)


def may_lead(actor: Any, delegate: Delegate) -> bool:
    return delegations_policy.can_lead(actor, delegate.delegation)


def category_choices(conference: Conference) -> list[tuple[str, str]]:
    return [("", "—"), *((c.code, str(c.name)) for c in categories_queries.categories(conference))]


def category_in(conference: Conference, code: str) -> Category:
    return categories_queries.category_by_code(conference, code)
