"""What may be done with signatures on paper, from values alone."""

from __future__ import annotations

from enum import StrEnum

from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import DeclarationState as State


class ScanAction(StrEnum):
    """With the scan of a signed paper."""

    FILE_SCAN = "file_scan"
    REPLACE_SCAN = "replace_scan"


def possible(state: State) -> frozenset[ScanAction]:
    """A scan is filed while signatures are given; a better one of the same paper may still come after that, until the
    archive or the end of the agreement."""
    found = set()
    if acts_rules.DeclarationAction.SIGN in acts_rules.possible(state):
        found.add(ScanAction.FILE_SCAN)
    if state in acts_rules.SEALED_NOT_ENDED:
        found.add(ScanAction.REPLACE_SCAN)
    return frozenset(found)
