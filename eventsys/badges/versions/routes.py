"""The versions of a design, each on its page and as PDF; going back to one."""

from __future__ import annotations

from flask import Response, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges.designs import queries as designs_queries
from eventsys.badges.designs import service as designs_service
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.rules import LIBRARY
from eventsys.badges.editor import service
from eventsys.badges.editor.pages import category_in, pdf_of, size_words
from eventsys.badges.record.pages import bp
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other


@bp.get("/o/<slug>/badges/designs/<code>/versions")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def versions(conference: Conference, code: str) -> str:
    category = category_in(conference, code)
    found = designs_queries.versions(conference, category.id if category else 0)
    return render_template(
        "badges/versions/versions.html",
        versions=found,
        category=category,
        code=code,
        size=size_words,
        names={design.key: design.name for design in LIBRARY},
    )


def _version(conference: Conference, code: str, number: int) -> BadgeDesign:
    category = category_in(conference, code)
    return designs_queries.version_at(conference, category.id if category else 0, number)


@bp.get("/o/<slug>/badges/designs/<code>/versions/<int:number>")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def version(conference: Conference, code: str, number: int) -> str:
    found = _version(conference, code, number)
    newest = designs_queries.newest_version(conference, found.category_key)
    return render_template(
        "badges/versions/version.html", design=found, newest=newest, code=code, size=size_words
    )


@bp.get("/o/<slug>/badges/designs/<code>/versions/<int:number>.pdf")
@limiter.limit("60/minute")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def version_pdf(conference: Conference, code: str, number: int) -> Response:
    found = _version(conference, code, number)
    return pdf_of(conference, found.category, designs_service.text_of(found))


@bp.post("/o/<slug>/badges/designs/<code>/versions/<int:number>/use")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def use_version(conference: Conference, code: str, number: int) -> Answer:
    saved = service.go_back(conference, _version(conference, code, number), by=current_actor())
    db.session.commit()
    say(
        Tone.OK,
        _("Version %(old)s is in use again, as version %(number)s.", old=number, number=saved.version),
    )
    return see_other(url_for(".versions", slug=conference.slug, code=code))
