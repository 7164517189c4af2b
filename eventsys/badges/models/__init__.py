"""Badges: designs in versions, each badge and its life, the runs that printed them, the keys of their codes."""

from eventsys.badges.models.badges import LIVE_STATES, Badge, BadgeKind, BadgeState, VoidReason
from eventsys.badges.models.designs import BadgeDesign
from eventsys.badges.models.facts import BadgeFacts
from eventsys.badges.models.floaters import FloaterQuota, HandOver
from eventsys.badges.models.keys import KeyGeneration
from eventsys.badges.models.runs import PrintRun, PrintRunPart
from eventsys.badges.models.zones import ZoneChange

__all__ = [
    "LIVE_STATES", "Badge", "BadgeDesign", "BadgeFacts", "BadgeKind", "BadgeState", "FloaterQuota", "HandOver",
    "KeyGeneration", "PrintRun", "PrintRunPart", "VoidReason", "ZoneChange",
]  # fmt: skip
