"""What may be done with scans, by the state of the document."""

from __future__ import annotations

from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.paper.rules import ScanAction, possible

_TABLE = {
    State.OPEN_FOR_SIGNATURE: {ScanAction.FILE_SCAN, ScanAction.REPLACE_SCAN},
    State.PARTLY_SIGNED: {ScanAction.FILE_SCAN, ScanAction.REPLACE_SCAN},
    State.CLOSED: {ScanAction.REPLACE_SCAN},
    State.SIGNED: {ScanAction.REPLACE_SCAN},
    State.IN_FORCE: {ScanAction.REPLACE_SCAN},
    State.RENEWED: {ScanAction.REPLACE_SCAN},
}


def test_a_scan_is_filed_while_it_is_signed_and_replaced_until_the_archive_or_the_end():
    assert {state: possible(state) for state in State} == dict.fromkeys(State, frozenset()) | _TABLE
