"""Who may see and cancel a job: who asked for it, and those at its conference who answer for it."""

from __future__ import annotations

from eventsys.core.actor import Actor, Role
from eventsys.jobs.models import Job

__all__ = ["can_cancel", "can_see", "can_see_details"]


def _is_owner(actor: Actor, job: Job) -> bool:
    return actor.user_id is not None and actor.user_id == job.owner_id


def can_see(actor: Actor, job: Job) -> bool:
    """Its owner and all staff of the conference."""
    return _is_owner(actor, job) or actor.is_staff(job.conference_id)


def can_cancel(actor: Actor, job: Job) -> bool:
    """Its owner, organisers and the secretariat: nobody else stops another's work."""
    return _is_owner(actor, job) or actor.has(job.conference_id, Role.ORGANISER, Role.SECRETARIAT)


def can_see_details(actor: Actor) -> bool:
    """The technical side: attempts, worker, what was raised."""
    return actor.admin
