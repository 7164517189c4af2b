"""Entries as people read them: in words, by day, as rows of an export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from eventsys.core.audit import AuditEntry
from eventsys.core.web import filters
from eventsys.core.wings import States
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import list_words
from eventsys.core.words.text import Localized
from eventsys.trail.changes.rules import Difference, Speech, differences
from eventsys.trail.verbs.rules import VERB_WORDS
from eventsys.trail.words.rules import ERASED_WORDS, THING_WORDS

__all__ = ["Line", "by_day", "cells", "heads", "is_public_id", "name_of", "plain", "tell_states"]

_HEADS = (
    _l("Moment"),
    _l("Who"),
    _l("What happened"),
    _l("Kind of thing"),
    _l("Thing"),
    _l("Before"),
    _l("After"),
    _l("Place in the chain"),
    _l("Link of the chain"),
)
#: A code to its word, or ``None``; lazy words are said when they are asked for.
Words = Callable[[str], Any]
_words: dict[tuple[str, str], list[Words]] = {}
#: Who comes with a link and has no name, as ``accounts.sign_in.pages`` calls them.
_WITH_A_LINK = re.compile(r"([a-z_]+) link \d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry on the page. ``erased`` says what is gone from it; ``about`` asks for everything about the thing."""

    at: datetime
    who: str
    by_link: bool
    what: str
    kind: str
    name: Localized
    about: str | None
    differences: list[Difference]
    erased: str


def tell_states(states: Iterable[States]) -> None:
    """Words of a room's codes; the longest beginning of a verb wins."""
    for one in states:
        known = _words.setdefault((one.beginning, one.field), [])
        if one.word not in known:  # several applications may be made in one process
            known.append(one.word)


def by_day(entries: Iterable[AuditEntry], zone: tzinfo) -> list[tuple[date, list[Line]]]:
    """Lines under the day they were written, in the order of ``entries``."""
    days = groupby(entries, key=lambda entry: entry.at.astimezone(zone).date())
    return [(day, [_line(entry, zone) for entry in group]) for day, group in days]


def _line(entry: AuditEntry, zone: tzinfo) -> Line:
    number = entry.thing_id if is_public_id(entry.thing_id) else ""
    return Line(
        entry.at,
        _who(entry),
        entry.actor_kind == "link" and not _purpose_of_link(entry),
        _what(entry),
        _kind(entry),
        name_of(entry),
        f"{entry.thing_type}:{number}" if number and entry.thing_type in THING_WORDS else None,
        differences(entry.verb, entry.before, entry.after, _speech(zone)),
        _erased(entry, zone),
    )


def is_public_id(text: str) -> bool:
    """Of a thing that addresses may name; internal numbers never leave the house."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def name_of(entry: AuditEntry) -> Localized:
    """What the thing was called then."""
    return Localized(entry.thing_label or {})


def _what(entry: AuditEntry) -> str:
    return str(VERB_WORDS.get(entry.verb, entry.verb))


def _kind(entry: AuditEntry) -> str:
    return str(THING_WORDS.get(entry.thing_type, ""))


def _who(entry: AuditEntry) -> str:
    if entry.actor_label is None:
        return str(_("Name erased"))
    if entry.actor_kind == "system":
        return str(_("The program itself"))
    if purpose := _purpose_of_link(entry):
        return str(_("The holder of a link %(purpose)s", purpose=purpose))
    return entry.actor_label or str(_("Somebody without an account"))


def _purpose_of_link(entry: AuditEntry) -> str | None:
    """What the link of somebody is for of whom no name is known; ``None`` for anybody else."""
    came = _WITH_A_LINK.fullmatch(entry.actor_label or "") if entry.actor_kind == "link" else None
    return _word("link.granted", "purpose", came[1]) if came else None


def _erased(entry: AuditEntry, zone: tzinfo) -> str:
    if entry.erased_at is None or entry.words_salt is not None:
        return ""
    day = filters.day(entry.erased_at.astimezone(zone).date())
    why = ERASED_WORDS.get(entry.erased_why or "")
    if why is None:
        return str(_("Words erased on %(day)s.", day=day))
    return str(_("Words erased on %(day)s, %(why)s.", day=day, why=why))


def _speech(zone: tzinfo) -> Speech:
    return Speech(
        text=filters.loc,
        day=filters.day,
        moment=lambda moment: filters.moment(moment, zone),
        truth=lambda value: str(_("Yes") if value else _("No")),
        listed=_listed,
        imprecise=filters.imprecise,
        word=_word,
    )


def _listed(told: list[str], more: int) -> str:
    if more <= 0:
        return list_words(told)
    return str(_("%(words)s and %(num)s more", words=", ".join(told), num=more))


def _word(verb: str, field: str, code: str) -> str | None:
    known = [key for key in _words if key[1] == field and verb.startswith(key[0])]
    for key in sorted(known, key=lambda key: len(key[0]), reverse=True):
        for words in _words[key]:
            if (word := words(code)) is not None:
                return str(word)
    return None


def heads() -> list[str]:
    """Of a table of entries."""
    return [str(head) for head in _HEADS]


def cells(entry: AuditEntry, zone: tzinfo) -> list[str]:
    """An entry as a row of that table."""
    line = _line(entry, zone)
    before, after = (
        "\n".join(f"{d.label}: {getattr(d, side)}" for d in line.differences if getattr(d, side))
        for side in ("before", "after")
    )
    at = entry.at.astimezone(zone).isoformat(timespec="seconds")
    return [
        at,
        line.who,
        line.what,
        line.kind,
        filters.loc(line.name),
        before,
        line.erased or after,
        str(entry.place or ""),
        entry.chain or "",
    ]


def plain(entry: AuditEntry) -> dict[str, Any]:
    """What was written, for a program: internal numbers and salts stay here."""
    return {
        "at": entry.at.isoformat(),
        "who": entry.actor_label,
        "by": entry.actor_kind,
        "verb": entry.verb,
        "kind": entry.thing_type,
        "thing": entry.thing_id if is_public_id(entry.thing_id) else None,
        "name": entry.thing_label,
        "before": entry.before,
        "after": entry.after,
        "erased_at": entry.erased_at.isoformat() if entry.erased_at else None,
        "erased_why": entry.erased_why,
        "place": entry.place,
        "chain": entry.chain,
    }
