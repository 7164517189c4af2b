"""Bodies: made, changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address
from eventsys.core.db import db
from eventsys.core.words.text import folded
from eventsys.networks.bodies import queries, rules
from eventsys.networks.bodies.errors import BodyTaken, PartOfItself
from eventsys.networks.bodies.models import Body, BodyKind
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import rules as registry_rules
from eventsys.networks.registry.models import Network
from eventsys.networks.registry.service import checked_name


def create_body(
    network: Network,
    *,
    kind: BodyKind,
    name: Mapping[str, str],
    by: Actor,
    native_name: str = "",
    country: str = "",
    parent: Body | None = None,
) -> Body:
    """Its code is made from its name, and stays.

    Raises :class:`NameMissing`, :class:`BodyTaken`, :class:`UnknownCountry`, :class:`AddressAsName`.
    """
    registry_queries.lock_network(network)
    known = queries.bodies(network)
    body = Body(network_id=network.id)
    _fill(body, known, kind, name, native_name, country, parent)
    try:
        with db.session.begin_nested():
            db.session.add(body)
            db.session.flush()
    except IntegrityError as error:
        raise BodyTaken(name=body.name) from error
    audit.record(by, verb="body.created", thing=body, after=body_values(body))
    return body


def update_body(
    body: Body,
    *,
    kind: BodyKind,
    name: Mapping[str, str],
    by: Actor,
    native_name: str = "",
    country: str = "",
    parent: Body | None = None,
) -> None:
    """Raises as :func:`create_body`, and :class:`PartOfItself`. What it is at an edition it was invited to stays: there its
    kind stands as it was then."""
    registry_queries.lock_network(body.network)
    known = queries.bodies(body.network)
    if parent is not None and parent.id in rules.parts_of(body, known):
        raise PartOfItself
    before = body_values(body)
    _fill(body, [one for one in known if one.id != body.id], kind, name, native_name, country, parent)
    db.session.flush()
    if (after := body_values(body)) != before:
        audit.record(by, verb="body.changed", thing=body, before=before, after=after)


def body_values(body: Body) -> dict[str, Any]:
    """What the audit trail keeps of a body."""
    return {
        "code": body.code,
        "name": dict(body.name),
        "native_name": body.native_name,
        "kind": str(body.kind),
        "country": body.country,
        "part_of": body.parent.code if body.parent else None,
    }


def _fill(
    body: Body,
    others: Any,
    kind: BodyKind,
    name: Mapping[str, str],
    native_name: str,
    country: str,
    parent: Body | None,
) -> None:
    shown = checked_name(name)
    names = {folded(text) for text in shown.values()}
    if any(names & {folded(text) for text in one.name.values()} for one in others):
        raise BodyTaken(name=shown)
    body.name, body.kind = shown, BodyKind(kind)
    body.native_name = without_address(native_name.strip(), domains=False)
    body.country = registry_rules.checked_country(country) if country.strip() else ""
    body.parent, body.parent_id = parent, parent.id if parent else None
    body.code = body.code or rules.made_code(shown, {one.code for one in others})
    body.search_text = registry_rules.search_text(body.code, shown, body.native_name)
