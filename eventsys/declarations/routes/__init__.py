"""Pages of the declaration room: the text and its adoption, the ceremony, public documents, verification."""

from eventsys.declarations.routes import ceremony, public, text
from eventsys.declarations.routes.room import bp

__all__ = ["bp", "ceremony", "public", "text"]
