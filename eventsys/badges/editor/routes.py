"""Designs: the library, and the editor with its preview."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges.designs import queries as designs_queries
from eventsys.badges.designs import rules as designs_rules
from eventsys.badges.designs import service as designs_service
from eventsys.badges.designs.errors import DesignNotLaid, UnsafeDesign
from eventsys.badges.designs.rules import HOUSE, LIBRARY, DesignText
from eventsys.badges.editor import service
from eventsys.badges.editor.forms import DesignForm, UseForm
from eventsys.badges.editor.pages import category_in, pdf_of, size_words
from eventsys.badges.record.pages import bp
from eventsys.badges.words import service as words
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.bounded.calling import Busy, TookTooMuch
from eventsys.core.db import db, reading
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.limits import limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import fallbacks
from eventsys.pdf.errors import (
    BadPhoto,
    BadText,
    BrokenStyle,
    DesignTooBig,
    NoGlyph,
    RemoteResource,
    SlotNotEmpty,
    SlotWithoutBox,
    UnknownImage,
    UnknownSlot,
    UnsafeStyle,
)
from eventsys.pdf.finished.picture import page_pictures

_IN_HTML = (
    DesignNotLaid,
    UnsafeDesign,
    UnknownSlot,
    SlotNotEmpty,
    SlotWithoutBox,
    UnknownImage,
    DesignTooBig,
    NoGlyph,
    BadText,
    BadPhoto,
    TookTooMuch,
    Busy,
)
_PREVIEW_DPI, _PREVIEW_PAGES = 96, 40
_IN_CSS = (BrokenStyle, UnsafeStyle, RemoteResource)


@bp.get("/o/<slug>/badges/designs")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def designs(conference: Conference) -> str:
    form = UseForm()
    _fill_choices(form, conference)
    return _list_page(conference, form)


def _list_page(conference: Conference, form: UseForm) -> str:
    own = {design.category_key: design for design in designs_queries.designs(conference)}
    return render_template(
        "badges/editor/designs.html",
        own=own,
        categories=categories_queries.categories(conference),
        house=HOUSE,
        library=LIBRARY,
        form=form,
        size=size_words,
        facts=words.back_words(conference),
    )


def _fill_choices(form: UseForm, conference: Conference) -> None:
    order = fallbacks(languages=conference.languages)
    form.code.choices = [("all", _("All categories"))] + [
        (category.code, category.name.get_in(order)) for category in categories_queries.categories(conference)
    ]


@bp.post("/o/<slug>/badges/designs/use")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def use_design(conference: Conference) -> Answer:
    """A copy of a library design for one category, or for all."""
    chosen = designs_rules.find_library_design(request.form.get("key", ""))
    if chosen is None:
        raise BadRequest
    code = request.form.get("code", "all")
    designs_service.use_ready(conference, category_in(conference, code), chosen, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("The design is copied and used from the next run on. Change it as you like."))
    return see_other(url_for(".design", slug=conference.slug, code=code))


@bp.get("/o/<slug>/badges/library/<key>.pdf")
@limiter.limit("60/minute")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def library_pdf(conference: Conference, key: str) -> Response:
    """A design of the library on samples."""
    chosen = designs_rules.find_library_design(key)
    if chosen is None:
        raise NotFound
    return pdf_of(conference, None, designs_service.library_text_for(conference, chosen), in_process=True)


# --- the editor --------------------------------------------------------------------------------------------


@bp.route("/o/<slug>/badges/designs/<code>", methods=["GET", "POST"])
@limiter.limit("60/minute", methods=["POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def design(conference: Conference, code: str) -> Any:
    category = category_in(conference, code)
    used = designs_queries.design_for(conference, category)
    text = designs_service.text_of(used) if used else designs_service.library_text_for(conference, HOUSE)
    form = DesignForm(
        width=text.width_mm, height=text.height_mm, html=text.html, back=text.back, css=text.css
    )
    _fill_people(form, conference)
    preview = bool(request.form.get("preview"))
    if request.method == "POST" and form.validate():
        answer = _shown(conference, category, form) if preview else _saved(conference, category, form, code)
        if answer is not None:
            return answer
    if preview:
        return _refused(form)
    own = used is not None and used.category_key == (category.id if category else 0)
    template = render_template(
        "badges/editor/design.html", form=form, category=category, used=used, own=own, code=code
    )
    return template, 422 if form.errors else 200


def _fill_people(form: DesignForm, conference: Conference) -> None:
    people = service.sample_people(conference)
    real = [("real", _("Real names: the longest, and each script"))] if people else []
    form.people.choices = [
        ("samples", _("Difficult samples")),
        *real,
        *((str(person.public_id), person.full_name) for person in people),
    ]


def _text(form: DesignForm) -> DesignText:
    return DesignText(
        form.html.data or "",
        form.back.data or "",
        form.css.data or "",
        float(form.width.data or 0),
        float(form.height.data or 0),
    )


def _shown(conference: Conference, category: Category | None, form: DesignForm) -> Response | None:
    """The preview as pictures: a telephone shows no PDF inside a page."""
    text, people = _text(form), form.people.data or ""
    pdf = _unless_refused(form, lambda: service.sample_pdf(conference, category, text, people=people))
    if pdf is None:
        return None
    drawn = page_pictures(pdf, dpi=_PREVIEW_DPI, most=_PREVIEW_PAGES)
    pictures = [b64encode(picture).decode() for picture in drawn]
    return _framed(render_template("badges/editor/design_shown.html", pictures=pictures), 200)


def _unless_refused(form: DesignForm, work: Callable[[], bytes]) -> bytes | None:
    """What ``work`` gives, ``None`` when the form now says what is wrong."""
    db.session.rollback()  # a trial may take long: nobody waits for the write lock meanwhile
    try:
        with reading():
            return work()
    except (*_IN_HTML, *_IN_CSS) as refusal:
        _put(form, refusal)
        return None


def _saved(conference: Conference, category: Category | None, form: DesignForm, code: str) -> Answer | None:
    """The answer to a design that is sound, ``None`` when its fields now say what is wrong."""
    text = _text(form)
    if _unless_refused(form, lambda: service.try_design(conference, category, text)) is None:
        return None
    db.session.rollback()
    saved = service.save_design(
        conference,
        category,
        html=text.html,
        back=text.back,
        css=text.css,
        size=(text.width_mm, text.height_mm),
        by=current_actor(),
        tried=True,
    )
    db.session.commit()
    say(Tone.OK, _("Saved as version %(number)s. It is used from the next run on.", number=saved.version))
    return see_other(url_for(".design", slug=conference.slug, code=code))


def _put(form: DesignForm, refusal: Refusal) -> None:
    if isinstance(refusal, _IN_CSS):
        put_refusal(form.css, refusal)
    else:
        put_refusal(form.back if refusal.values.get("side") == "back" else form.html, refusal)


def _refused(form: DesignForm) -> Response:
    """What is wrong, where the preview would stand: inside the editor's frame."""
    return _framed(render_template("badges/editor/design_refused.html", form=form), 422)


def _framed(html: str, status: int) -> Response:
    """A page for the frame inside the editor."""
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; "
        "frame-ancestors 'self'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@bp.get("/o/<slug>/badges/designs/<code>/preview.pdf")
@limiter.limit("60/minute")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def preview(conference: Conference, code: str) -> Response:
    """The design in use, on samples."""
    category = category_in(conference, code)
    used = designs_queries.design_for(conference, category)
    if used is None:
        return pdf_of(
            conference, category, designs_service.library_text_for(conference, HOUSE), in_process=True
        )
    return pdf_of(conference, category, designs_service.text_of(used))
