"""The rooms of the house, each after those that it knows. A new one is a line here, and its lines in ``tests/test_access.py``."""

from __future__ import annotations

from eventsys.accounts.room import ROOM as ACCOUNTS
from eventsys.badges.room import ROOM as BADGES
from eventsys.commitments.room import ROOM as COMMITMENTS
from eventsys.conferences.room import ROOM as CONFERENCES
from eventsys.declarations.room import ROOM as DECLARATIONS
from eventsys.jobs.room import ROOM as JOBS
from eventsys.mail.room import ROOM as MAIL
from eventsys.networks.room import ROOM as NETWORKS
from eventsys.papers.room import ROOM as PAPERS
from eventsys.privacy.room import ROOM as PRIVACY
from eventsys.programme.room import ROOM as PROGRAMME
from eventsys.registration.room import ROOM as REGISTRATION
from eventsys.site.room import ROOM as SITE
from eventsys.trail.room import ROOM as TRAIL

__all__ = ["ROOMS"]

ROOMS = (
    JOBS,
    MAIL,
    ACCOUNTS,
    NETWORKS,
    CONFERENCES,
    REGISTRATION,
    PRIVACY,
    PROGRAMME,
    BADGES,
    DECLARATIONS,
    COMMITMENTS,
    PAPERS,
    TRAIL,
    SITE,
)
