"""The wings of the house, each after those that it knows. A new one is a line here, and its lines in ``tests/test_access.py``."""

from __future__ import annotations

from eventsys.accounts.wing import WING as ACCOUNTS
from eventsys.badges.wing import WING as BADGES
from eventsys.commitments.wing import WING as COMMITMENTS
from eventsys.conferences.wing import WING as CONFERENCES
from eventsys.declarations.wing import WING as DECLARATIONS
from eventsys.jobs.wing import WING as JOBS
from eventsys.mail.wing import WING as MAIL
from eventsys.networks.wing import WING as NETWORKS
from eventsys.papers.wing import WING as PAPERS
from eventsys.privacy.wing import WING as PRIVACY
from eventsys.programme.wing import WING as PROGRAMME
from eventsys.registration.wing import WING as REGISTRATION
from eventsys.site.wing import WING as SITE
from eventsys.trail.wing import WING as TRAIL

__all__ = ["WINGS"]

WINGS = (
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
