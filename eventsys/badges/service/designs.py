"""Badge designs, in versions: copied from the library, changed, gone back to."""

from __future__ import annotations

from eventsys.badges import documents, queries
from eventsys.badges.models import BadgeDesign
from eventsys.badges.rules.library import HOUSE, DesignText, Ready
from eventsys.badges.service.samples import sample_copies
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import gettext as _
from eventsys.core.languages import in_language
from eventsys.core.render import render

__all__ = [
    "ensure_design",
    "go_back",
    "ready_text",
    "sample_pdf",
    "save_design",
    "text_of",
    "try_design",
    "use_ready",
]


def ready_text(conference: Conference, design: Ready) -> DesignText:
    """A design of the library, its fixed words in the conference's first language."""
    with in_language(conference.languages[0]):
        return DesignText(
            render(design.front), render(design.back), render(design.css), design.width_mm, design.height_mm
        )


def text_of(design: BadgeDesign) -> DesignText:
    return DesignText(design.html, design.back, design.css, design.width_mm, design.height_mm)


def ensure_design(conference: Conference, *, by: Actor) -> BadgeDesign:
    """The design for all categories; the house's A6 upright is taken when there is none yet."""
    found = queries.design_for(conference, None)
    return found or use_ready(conference, None, HOUSE, by=by)


def use_ready(conference: Conference, category: Category | None, design: Ready, *, by: Actor) -> BadgeDesign:
    """Copy a design of the library as the newest version for ``category`` (``None``: all without their own)."""
    text = documents.clean(ready_text(conference, design))
    return _keep(conference, category, text, origin=design.key, by=by)


def save_design(
    conference: Conference, category: Category | None, *, html: str, css: str, size: tuple[float, float],
    by: Actor, back: str = "", tried: bool = False,
) -> BadgeDesign:  # fmt: skip
    """A new version of the category's design (``None``: of all without one of their own); sizes in mm.

    Raises :class:`UnsafeDesign` and what :mod:`eventsys.pdf` refuses: slots that do not exist or have no place,
    unsafe or broken styles, pictures from elsewhere, more than a page; and :class:`TookTooMuch`. What is refused
    never reaches a run: sample pages are laid out before anything is kept, unless the caller has just ``tried``.
    """
    text = documents.clean(DesignText(html, back, css, *size))
    if not tried:
        try_design(conference, category, text)
    return _keep(conference, category, text, by=by)


def try_design(conference: Conference, category: Category | None, text: DesignText) -> bytes:
    """Samples, after ``text`` was laid out in all looks it will serve in: each category's, with and
    without photo, with and without gaps. Raises as :func:`save_design`."""
    clean = documents.clean(text)
    own = {design.category_key for design in queries.designs(conference)}
    served = [
        (one.code, one.colour)
        for one in conference_queries.categories(conference)
        if (one.id == category.id if category else one.id not in own)
    ]
    documents.try_looks(clean, served, language=conference.languages[0])
    return sample_pdf(conference, category, text)


def go_back(conference: Conference, design: BadgeDesign, *, by: Actor) -> BadgeDesign:
    """An old version once more, as the newest one."""
    text = documents.clean(text_of(design))
    return _keep(conference, design.category, text, origin=str(design.version), by=by)


def _keep(
    conference: Conference, category: Category | None, text: DesignText, *, by: Actor, origin: str = ""
) -> BadgeDesign:
    queries.lock_conference(conference)  # two who save at once get two versions
    key = category.id if category else 0
    design = BadgeDesign(
        conference_id=conference.id, category_id=category.id if category else None, category_key=key,
        version=queries.newest_version(conference, key) + 1, width_mm=text.width_mm,
        height_mm=text.height_mm, html=text.html, back=text.back, css=text.css, origin=origin,
        created_by=by.label,
    )  # fmt: skip
    db.session.add(design)
    db.session.flush()
    after = {"version": design.version, **({"origin": origin} if origin else {})}
    audit.record(by, verb="badge_design.saved", thing=design, after=after)
    return design


def sample_pdf(
    conference: Conference, category: Category | None, text: DesignText, *, people: str = "",
    known: bool = False, ours: bool = False,
) -> bytes:  # fmt: skip
    """``text`` on names that are hard to print, front and back of each, as ``category``.

    ``known``: it was tried when it was saved; ``ours``: it is of the library. Else refusals name the line.
    ``people``: ``"real"`` for those of the conference, a delegate's public id for one alone, else samples.
    Raises as :func:`save_design`.
    """
    copies = sample_copies(conference, category, people)
    language = conference.languages[0]
    with in_language(language):
        title = _("Preview")
    if known:
        return documents.badges_pdf(text, copies, title=title, language=language, backs=True, ours=ours)
    return documents.trial_pdf(documents.clean(text), copies, title=title, language=language)
