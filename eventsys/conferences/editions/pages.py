"""The blueprint and what the wing's pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsys.conferences.colours.rules import colour_word, ink_on
from eventsys.conferences.editions import service
from eventsys.conferences.editions.errors import InUse
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.rules import edition_words, ordinal
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.forms import Form, place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import current

bp = Blueprint("conferences", __name__)
_PARTS = (
    ("conferences.setup", _l("Facts")),
    ("conferences.organisers", _l("Organisers")),
    ("conferences.rooms", _l("Rooms")),
    ("conferences.categories", _l("Categories and quotas")),
    ("conferences.zones", _l("Zones")),
    ("conferences.milestones", _l("Milestones")),
    ("conferences.city_names", _l("Names of cities")),
    ("conferences.gaps", _l("Languages")),
    ("conferences.rules", _l("Rules of decision")),
)


@bp.app_template_filter("ordinal")
def ordinal_of(number: int) -> str:
    """``12th``, ``12e``, ``lần thứ 12`` in the language of the page."""
    return ordinal(number, current())


@bp.app_template_filter("edition")
def edition_of(number: int) -> str:
    """``12th edition`` in the language of the page."""
    return edition_words(number, current())


@bp.app_template_filter("ink_on")
def ink(colour: str) -> str:
    return ink_on(colour)


bp.app_template_filter("colour_word")(colour_word)


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool


def conference_of(part: Any) -> Conference:
    """The conference a part belongs to (already loaded with the address)."""
    return db.session.get_one(Conference, part.conference_id)


def page(template: str, status: int = 200, /, **values: Any) -> Any:
    """An answer with ``conferences/<template>.html`` filled with ``values``."""
    response = make_response(render_template(f"conferences/{template}.html", **values))
    response.status_code = status
    return response


def setup_page(template: str, conference: Conference, *forms: Any, **values: Any) -> Any:
    """A page of the set-up with the line of its parts; 422 when one of ``forms`` comes back."""
    tabs = [
        Tab(str(label), url_for(endpoint, slug=conference.slug), request.endpoint == endpoint)
        for endpoint, label in _PARTS
    ]
    status = 422 if any(form.errors for form in forms) else 200
    return page(template, status, conference=conference, tabs=tabs, **values)


def save_or_say(form: Form, act: Callable[[], object], **fields: tuple[type[Refusal], ...]) -> bool:
    """Do one thing and commit; a refusal is put as :func:`place_refusal` does, and nothing is changed."""
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, **fields)
        return False
    return True


def moved_or_removed(row: Any, rows: Any, back: str) -> Any:
    """One button did it: ``do`` is up, down or remove."""
    verb = request.form.get("do")
    try:
        if verb == "remove":
            service.remove(row, by=current_actor())
            say(Tone.OK, _("Removed."))
        elif verb in {"up", "down"}:
            service.move(row, rows, up=verb == "up", by=current_actor())
        db.session.commit()
    except InUse as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(back)
