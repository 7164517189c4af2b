"""Designs kept in versions, and taken from the library."""

from __future__ import annotations

from eventsys.badges.designs import documents, queries
from eventsys.badges.designs.documents import library_text
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.rules import HOUSE, DesignText, LibraryDesign
from eventsys.badges.runs import queries as runs_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import in_language


def library_text_for(conference: Conference, design: LibraryDesign) -> DesignText:
    """A design of the library, its fixed words in the conference's first language."""
    with in_language(conference.languages[0]):
        return library_text(design)


def text_of(design: BadgeDesign) -> DesignText:
    return DesignText(design.html, design.back, design.css, design.width_mm, design.height_mm)


def ensure_design(conference: Conference, *, by: Actor) -> BadgeDesign:
    """The design for all categories; the house's A6 upright is taken when there is none yet."""
    found = queries.design_for(conference, None)
    return found or use_ready(conference, None, HOUSE, by=by)


def use_ready(
    conference: Conference, category: Category | None, design: LibraryDesign, *, by: Actor
) -> BadgeDesign:
    """Copy a design of the library as the newest version for ``category`` (``None``: all without their own)."""
    text = documents.clean(library_text_for(conference, design))
    return _keep(conference, category, text, origin=design.key, by=by)


def _keep(
    conference: Conference, category: Category | None, text: DesignText, *, by: Actor, origin: str = ""
) -> BadgeDesign:
    runs_queries.lock_conference(conference)  # two who save at once get two versions
    key = category.id if category else 0
    design = BadgeDesign(
        conference_id=conference.id,
        category_id=category.id if category else None,
        category_key=key,
        version=queries.newest_version(conference, key) + 1,
        width_mm=text.width_mm,
        height_mm=text.height_mm,
        html=text.html,
        back=text.back,
        css=text.css,
        origin=origin,
        created_by=by.label,
    )
    db.session.add(design)
    db.session.flush()
    after = {"version": design.version, **({"origin": origin} if origin else {})}
    audit.record(by, verb="badge_design.saved", thing=design, after=after)
    return design
