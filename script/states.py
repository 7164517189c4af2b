"""Writes docs/states.md from the arrows in the rooms' rules; tests/test_docs.py holds it to them.

.venv/bin/python script/states.py
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eventsys.badges.record import rules as record_rules  # noqa: E402
from eventsys.commitments.record import rules as commitments  # noqa: E402
from eventsys.declarations.acts import rules as acts_rules  # noqa: E402
from eventsys.programme.sessions import rules as sessions_rules  # noqa: E402
from eventsys.registration.credentials import rules as credentials_rules  # noqa: E402
from eventsys.registration.people import rules as people_rules  # noqa: E402
from eventsys.registration.people.models import DelegateState  # noqa: E402


def _registration() -> dict[Any, frozenset[Any]]:
    """Its arrows are kept by verb."""
    states = list(DelegateState)
    return {
        state: frozenset(end for begins, end in people_rules.ARROWS.values() if state in begins)
        for state in states
    }


MACHINES: tuple[tuple[str, str, Mapping[Any, frozenset[Any]]], ...] = (
    ("A registration", "eventsys/registration/people/rules.py", _registration()),
    ("A letter of credentials", "eventsys/registration/credentials/rules.py", credentials_rules.ARROWS),
    ("A declaration", "eventsys/declarations/acts/rules.py", acts_rules.ARROWS),
    ("An agreement", "eventsys/declarations/acts/rules.py", acts_rules.AGREEMENT_ARROWS),
    ("A session", "eventsys/programme/sessions/rules.py", sessions_rules.ARROWS),
    ("A badge", "eventsys/badges/record/rules.py", record_rules.ARROWS),
    ("A commitment", "eventsys/commitments/record/rules.py", commitments.ARROWS),
)


def text() -> str:
    """The whole file."""
    parts = [
        "# States\nWhich state follows which, written by `script/states.py` from the rules that hold it.\n"
    ]
    for title, place, arrows in MACHINES:
        lines = [f"  [*] --> {next(iter(arrows))}"]
        for state, following in arrows.items():
            lines += [f"  {state} --> {wanted}" for wanted in sorted(following)]
            lines += [] if following else [f"  {state} --> [*]"]
        parts.append(f"## {title}\n`{place}`\n```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "states.md").write_text(text())
