"""Designs of badges and their editor."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.badges import queries, service
from eventsys.badges.errors import BadFit, BadSlot, UnsafeDesign
from eventsys.badges.forms import DesignForm
from eventsys.badges.routes.room import bp, pdf_answer
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Category, Conference
from eventsys.core.access import access, current_actor
from eventsys.core.bounded import Busy, TookTooMuch
from eventsys.core.db import db, reading
from eventsys.core.forms import put_refusal
from eventsys.core.limits import limiter
from eventsys.core.web import see_other
from eventsys.pdf.errors import BrokenStyle, RemoteResource, UnknownImage, UnsafeStyle


@bp.get("/o/<slug>/badges/designs")
@access(policy.can_run, thing=conference_queries.by_slug)
def designs(conference: Conference) -> str:
    own = {d.category_key: d for d in queries.designs(conference)}
    return render_template(
        "badges/designs.html", own=own, categories=conference_queries.categories(conference), house=service.A6
    )


def _category(conference: Conference, code: str) -> Category | None:
    """``code`` is a category's code, or ``all`` for the design of all that have none of their own."""
    return None if code == "all" else conference_queries.category_by_code(conference, code)


@bp.route("/o/<slug>/badges/designs/<code>", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
@access(policy.can_run, thing=conference_queries.by_slug)
def design(conference: Conference, code: str) -> Any:
    category = _category(conference, code)
    used = queries.design_for(conference, category)
    width, height = (used.width_mm, used.height_mm) if used else service.A6
    form = DesignForm(
        width=width, height=height,
        html=used.html if used else render_template("badges/pdf/a6.html"),
        css=used.css if used else render_template("badges/pdf/a6.css"),
    )  # fmt: skip
    if request.method == "POST" and form.validate():
        answer = _saved(conference, category, form)
        if answer is not None:
            return answer
    template = render_template("badges/design.html", form=form, category=category, used=used, code=code)
    return template, 422 if form.errors else 200


def _saved(conference: Conference, category: Category | None, form: DesignForm) -> Any:
    """The answer to a design that is sound, ``None`` when its fields now say what is wrong."""
    size = (float(form.width.data or 0), float(form.height.data or 0))
    html, css = form.html.data or "", form.css.data or ""
    try:
        db.session.rollback()  # a trial may take long: nobody waits for the write lock meanwhile
        with reading():
            sample = service.sample_pdf(conference, category=category, html=html, css=css, size=size)
            if request.form.get("preview"):
                return pdf_answer(sample)
            db.session.rollback()
        service.save_design(
            conference, category, html=html, css=css, size=size, by=current_actor(), tried=True
        )
    except (BadSlot, BadFit, UnsafeDesign, UnknownImage, TookTooMuch, Busy) as refusal:
        put_refusal(form.html, refusal)
        return None
    except (BrokenStyle, UnsafeStyle, RemoteResource) as refusal:
        put_refusal(form.css, refusal)
        return None
    db.session.commit()
    flash(_("The design is saved as a new version. It is used from the next run on."), "ok")
    return see_other(url_for(".designs", slug=conference.slug))


@bp.get("/o/<slug>/badges/designs/<code>/preview.pdf")
@access(policy.can_run, thing=conference_queries.by_slug)
def preview(conference: Conference, code: str) -> Response:
    category = _category(conference, code)
    used = queries.design_for(conference, category)
    if used is not None:
        return pdf_answer(service.sample_pdf(conference, used, category=category))
    html, css = render_template("badges/pdf/a6.html"), render_template("badges/pdf/a6.css")
    return pdf_answer(service.sample_pdf(conference, category=category, html=html, css=css))
