"""Decisions about declarations from values alone."""

from __future__ import annotations

from eventsys.declarations.rules.adoption import check_quorum
from eventsys.declarations.rules.amendments import (
    OPEN,
    check_amendable,
    check_brackets,
    check_decidable,
    check_proposal,
    check_undecided,
)
from eventsys.declarations.rules.diffs import Change, Difference, differences, word_changes
from eventsys.declarations.rules.life import (
    ARROWS,
    check_before_cities,
    check_editable,
    check_has_points,
    check_step,
)
from eventsys.declarations.rules.order import collation_key
from eventsys.declarations.rules.texts import (
    Completeness,
    Merged,
    check_aligned,
    check_complete,
    completeness,
    digest,
    emphasis,
    frozen_words,
    joined,
    merge,
    new_order,
    plain,
    split,
)

__all__ = [
    "ARROWS", "OPEN", "Change", "Completeness", "Difference", "Merged", "check_aligned", "check_amendable",
    "check_before_cities", "check_brackets", "check_complete", "check_decidable", "check_editable",
    "check_has_points", "check_proposal", "check_quorum", "check_step", "check_undecided", "collation_key",
    "completeness", "differences", "digest", "emphasis", "frozen_words", "joined", "merge", "new_order",
    "plain", "split", "word_changes",
]  # fmt: skip
