"""The register as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from eventsys.commitments.record import rules as record_rules
from eventsys.commitments.record.models import SOURCE_WORDS, STATE_WORDS, Commitment
from eventsys.core.words.languages import current, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized


def register_table(
    commitments: Iterable[Commitment],
    order: Sequence[str],
    *,
    today: date,
) -> tuple[list[str], list[list[Any]]]:
    """Heads and one row a commitment. ``order`` is that of the languages in which
    texts are read; dates are as they were given."""
    heads = [
        _("Owner"),
        _("Code"),
        _("Partners"),
        _("What is to be done"),
        _("Indicator"),
        _("Due"),
        _("Overdue"),
        _("State"),
        _("Source"),
        _("Text"),
        _("Point"),
        _("Said by"),
        _("Said on"),
        _("Where"),
        _("Words"),
        _("Recorded on"),
        _("Recorded by"),
    ]
    return heads, [_row(one, order, today) for one in commitments]


def _row(one: Commitment, order: Sequence[str], today: date) -> list[Any]:
    def words(text: Localized | None) -> str:
        return text.get_in(order) if text else ""

    return [
        words(one.owner_name),
        one.owner.code,
        list_words([words(name) for name in one.partner_names]),
        words(one.what),
        words(one.indicator),
        one.due.in_table(current()) if one.due else "",
        _("yes") if record_rules.is_overdue(one.due, one.state, today) else "",
        str(STATE_WORDS[one.state]),
        str(SOURCE_WORDS[one.source]),
        words(one.declaration.title) if one.declaration else "",
        str(one.point_number or ""),
        words(one.said_by),
        one.said_on.in_table(current()) if one.said_on else "",
        words(one.said_where),
        words(one.said_words),
        one.recorded_at.date(),
        one.recorded_by,
    ]
