"""Versions of a design: who saved what when, one of them, and going back to it."""

from __future__ import annotations

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges import queries, service
from eventsys.badges.models import BadgeDesign
from eventsys.badges.routes.designs import category_at, pdf_of, size_words
from eventsys.badges.routes.room import bp
from eventsys.badges.rules import LIBRARY
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.limits import limiter
from eventsys.core.web import see_other


@bp.get("/o/<slug>/badges/designs/<code>/versions")
@access(policy.can_run, thing=conference_queries.by_slug)
def versions(conference: Conference, code: str) -> str:
    category = category_at(conference, code)
    found = queries.versions(conference, category.id if category else 0)
    return render_template(
        "badges/design_versions.html", versions=found, category=category, code=code, size=size_words,
        names={design.key: design.name for design in LIBRARY},
    )  # fmt: skip


def _version(conference: Conference, code: str, number: int) -> BadgeDesign:
    category = category_at(conference, code)
    return queries.version_at(conference, category.id if category else 0, number)


@bp.get("/o/<slug>/badges/designs/<code>/versions/<int:number>")
@access(policy.can_run, thing=conference_queries.by_slug)
def version(conference: Conference, code: str, number: int) -> str:
    found = _version(conference, code, number)
    newest = queries.newest_version(conference, found.category_key)
    return render_template(
        "badges/design_version.html", design=found, newest=newest, code=code, size=size_words
    )


@bp.get("/o/<slug>/badges/designs/<code>/versions/<int:number>.pdf")
@limiter.limit("60/minute")
@access(policy.can_run, thing=conference_queries.by_slug)
def version_pdf(conference: Conference, code: str, number: int) -> Response:
    found = _version(conference, code, number)
    return pdf_of(conference, found.category, service.text_of(found))


@bp.post("/o/<slug>/badges/designs/<code>/versions/<int:number>/use")
@access(policy.can_run, thing=conference_queries.by_slug)
def use_version(conference: Conference, code: str, number: int) -> Answer:
    saved = service.go_back(conference, _version(conference, code, number), by=current_actor())
    db.session.commit()
    flash(
        _("Version %(old)s is in use again, as version %(number)s.", old=number, number=saved.version), "ok"
    )
    return see_other(url_for(".versions", slug=conference.slug, code=code))
