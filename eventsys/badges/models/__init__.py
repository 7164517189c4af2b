"""Badges: designs in versions, each person's badge and its life, and the runs that printed them."""

from eventsys.badges.models.badges import LIVE_STATES, Badge, BadgeState
from eventsys.badges.models.designs import BadgeDesign
from eventsys.badges.models.runs import PrintRun, PrintRunPart

__all__ = ["LIVE_STATES", "Badge", "BadgeDesign", "BadgeState", "PrintRun", "PrintRunPart"]
