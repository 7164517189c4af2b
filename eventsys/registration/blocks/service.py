"""How our own fields are asked is settled, for everybody or for one category."""

from __future__ import annotations

from collections.abc import Mapping

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.blocks import queries, rules
from eventsys.registration.blocks.errors import FieldIsSettled
from eventsys.registration.blocks.models import Asked, FieldSwitch
from eventsys.registration.fields.models import BY_NAME


def set_fields(
    conference: Conference,
    settled: Mapping[str, Asked | None],
    *,
    by: Actor,
    category: Category | None = None,
) -> None:
    """These fields of the category (``None``: of everybody) are asked so from now on; ``None`` takes back what was settled.
    What people have said already stays. Raises :class:`FieldIsSettled`."""
    for name in settled:
        if name not in rules.SWITCHED:
            raise FieldIsSettled(field=str(BY_NAME[name].label) if name in BY_NAME else name)
    key = category.id if category else 0
    rows = {row.field: row for row in queries.locked_switches(conference) if row.category_key == key}
    before = {name: str(row.asked) for name, row in rows.items()}
    for name, asked in settled.items():
        _put(
            rows,
            name,
            asked,
            FieldSwitch(conference_id=conference.id, category_id=key or None, category_key=key),
        )
    db.session.flush()
    after = {name: str(row.asked) for name, row in rows.items()}
    if before == after:
        return
    whose = {"category": category.code} if category else {}
    audit.record(
        by, verb="conference.form_fields_set", thing=conference, before=whose | before, after=whose | after
    )
    db.session.flush()


def _put(rows: dict[str, FieldSwitch], name: str, asked: Asked | None, new: FieldSwitch) -> None:
    known = rows.get(name)
    if asked is None:
        if known is not None:
            db.session.delete(rows.pop(name))
        return
    if known is None:
        known = rows[name] = new
        known.field = name
        db.session.add(known)
    known.asked = asked


def copy_fields(
    source: Conference, target: Conference, categories: Mapping[int, Category], *, by: Actor
) -> None:
    """As another edition asks, where nothing was settled for this one; ``categories``: ids of the source's to the
    target's."""
    if queries.switches(target.id):
        return
    rows = queries.switches(source.id)
    for key in dict.fromkeys(row.category_key for row in rows):
        if not key or key in categories:
            settled = rules.settled_for(rows, key)
            set_fields(target, settled, category=categories.get(key), by=by)
