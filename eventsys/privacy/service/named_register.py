"""What the trail keeps of somebody on record by name; later rooms bring their own tables."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.core.words.text import sought
from eventsys.privacy import queries
from eventsys.privacy.models import Named
from eventsys.privacy.service.holdings import NAMED_HOLDINGS, Holding, columns, hold, things_of, within

__all__ = ["places", "trail"]

_MOST = 200


def places(named: Named) -> list[tuple[Holding, list[object]]]:
    """Where the name stands, table by table, without what follows from another one."""
    return [(one, list(rows)) for one in NAMED_HOLDINGS if not one.follows and (rows := one.rows(named))]


def trail(named: Named) -> Sequence[AuditEntry]:
    """Entries in whose words the whole name stands, in the order of its words. While somebody else there is called so
    (registered, or at a place that was not chosen), those alone that are about what this person had a part in."""
    if not sought(named.name):
        return []
    spellings = {named.name} | {text for text in _written(named) if len(text) < _MOST}
    theirs = [*things_of(named), *within(named)] if _has_namesakes(named) else None
    found = queries.naming(named.conference, sorted(spellings), theirs)
    return [entry for entry in found if any(_says(text, named.name) for text in _words(entry))]


def _has_namesakes(named: Named) -> bool:
    if queries.called(named):
        return True
    if named.chosen is None:
        return False
    everywhere = Named(named.conference, named.name)
    return any(
        everywhere.key(row) not in named.chosen
        and any(everywhere.is_called(text) for text in _said(one, row))
        for one, rows in places(everywhere)
        for row in rows
    )


def _written(named: Named) -> list[str]:
    return [
        text
        for one, rows in places(named)
        for row in rows
        for text in _said(one, row)
        if named.stands_in(text)
    ]


def _said(one: Holding, row: object) -> list[str]:
    """The texts of a row, as they are written."""
    return [text for fact in one.facts(row) for text in _flat(fact.value)]


def _flat(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _flat(part)]
    if isinstance(value, list):
        return [text for part in value for text in _flat(part)]
    return [value] if isinstance(value, str) else []


def _words(entry: AuditEntry) -> list[str]:
    return [text for words in (entry.thing_label, entry.before, entry.after) for text in _flat(words)]


def _says(text: str, name: str) -> bool:
    """Whether the words of ``name`` stand in ``text`` one after the other: "Ana Li" does not in "Ana Lindholm"."""
    return f" {' '.join(sought(name))} " in f" {' '.join(sought(text))} "


hold(
    Holding(
        # What was before and after names other people too: it is theirs to be told.
        "audit_entry",
        _l("Audit trail"),
        trail,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "verb": _l("What")},
        columns(
            "id actor_kind actor_id thing_type thing_id thing_label conference_id before after actor_salt actor_digest "
            "words_salt words_digest erased_at erased_why place chain"
        ),
        goes=_l("Names and words in the audit trail"),
        stays=_l("That something was done, when, and by which number: the trail stays whole"),
        follows=True,
    ),
    of=NAMED_HOLDINGS,
)
