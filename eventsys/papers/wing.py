"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.conferences.editions.policy import can_print
from eventsys.core.wings import MenuLink, MenuSection, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.routes import bp

__all__ = ["WING"]

WING = Wing(bp, navigation=(MenuLink(MenuSection.CONVENE, 20, _l("Nameplates"), "papers.index", can_print),))
