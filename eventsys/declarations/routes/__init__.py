"""Pages of the declaration room: the text and its adoption, the ceremony, public documents, verification."""

from eventsys.declarations.routes import ceremony, cities, comments, editor, life, public, texts, versions
from eventsys.declarations.routes.room import bp

__all__ = ["bp", "ceremony", "cities", "comments", "editor", "life", "public", "texts", "versions"]
