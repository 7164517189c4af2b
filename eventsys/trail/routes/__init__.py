"""The pages of the audit trail."""

from eventsys.trail.routes.pages import bp
from eventsys.trail.routes.telling import tell_states

__all__ = ["bp", "tell_states"]
