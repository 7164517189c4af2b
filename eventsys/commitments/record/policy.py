"""Who may: organisers and the secretariat record and advance; all staff of the conference read."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.actor import Actor


def can_record(actor: Actor, thing: Any) -> bool:
    """Record, edit and advance what cities committed themselves to."""
    return editions_policy.can_run(actor, thing)


def can_read(actor: Actor, thing: Any) -> bool:
    """The register and its exports."""
    return editions_policy.can_see(actor, thing)
