"""Pages of commitments: the register, recording, one commitment and its life."""

from eventsys.commitments.routes import life, recording, register
from eventsys.commitments.routes.room import bp

__all__ = ["bp", "life", "recording", "register"]
