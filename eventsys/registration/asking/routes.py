"""Who has handed in and has not answered a question yet; the button that writes to them."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import ngettext

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.asking import service
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.delegations.pages import bp

ONE = "/o/<slug>/form/<uuid:public_id>/asked"


def _conference_of(question: FormQuestion) -> Conference:
    return db.session.get_one(Conference, question.conference_id)


@bp.get(ONE)
@access(editions_policy.can_manage, thing=composer_queries.question_in)
def question_asked(row: FormQuestion) -> Any:
    """By name, with who was written to."""
    conference = _conference_of(row)
    return render_template(
        "registration/asking/asked.html",
        conference=conference,
        row=row,
        lacking=service.lacking(row, conference),
        at_once=service.AT_ONCE,
        composer=url_for("registration.composer", slug=conference.slug),
        back=url_for("registration.question", slug=conference.slug, public_id=row.public_id),
    )


@bp.post(ONE)
@access(editions_policy.can_manage, thing=composer_queries.question_in)
def ask_again(row: FormQuestion) -> Any:
    """Write to those who lack it and were not written to yet."""
    conference = _conference_of(row)
    done = service.write_to_them(row, conference, by=current_actor(), now=clock.now())
    db.session.commit()
    say(Tone.OK, ngettext("%(num)s letter is on its way.", "%(num)s letters are on their way.", done))
    return see_other(url_for("registration.question_asked", slug=conference.slug, public_id=row.public_id))
