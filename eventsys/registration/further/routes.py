"""The page of further questions, and the documents that people were asked for."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template
from flask_babel import gettext as _

from eventsys.core.web.access import access
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.files import service as files
from eventsys.registration.answers import policy as answers_policy
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.models import FormAnswer
from eventsys.registration.delegations.pages import bp
from eventsys.registration.further.pages import (
    answers_filled,
    brought_now,
    late_filled,
    save_answers,
    with_documents,
)
from eventsys.registration.people import policy as people_policy
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import ME, home_of
from eventsys.registration.questions import queries, rules
from eventsys.registration.questions.pages import may_edit, next_part, part_url, section_page


@bp.route(ME + "/further", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def own_further(delegate: Delegate) -> Any:
    """The organisers' own questions, where there are any for this person."""
    asked = queries.asked_of(delegate)
    if not asked.further:
        return see_other(home_of(delegate))
    form = answers_filled(delegate)
    before = form.there
    if not form.is_submitted():
        return section_page(delegate, rules.FURTHER, form, asked)
    form = with_documents(delegate, form)
    if not may_edit(delegate) or not form.validate() or not save_answers(delegate, form):
        return section_page(delegate, rules.FURTHER, form, asked, status=422)
    if (more := brought_now(form, before)) is not None:
        say(Tone.OK, _("Saved. Your answers bring further questions."))
        return see_other(f"{part_url(delegate, rules.FURTHER)}#{more.key}")
    return next_part(delegate, rules.FURTHER, asked)


@bp.route(ME + "/asked", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(people_policy.can_fill, thing=people_queries.delegate_in)
def own_asked(delegate: Delegate) -> Any:
    """What is asked still of somebody who has handed in, and that alone."""
    form = late_filled(delegate)
    if not form.questions:
        return see_other(home_of(delegate))
    if form.is_submitted():
        form = with_documents(delegate, form, late=True)
        if form.validate() and save_answers(delegate, form, late=True):
            say(Tone.OK, _("Thank you. What you answered is with the secretariat."))
            return see_other(home_of(delegate))
    html = render_template(
        "registration/further/asked.html",
        delegate=delegate,
        city=delegate.delegation.city_name,
        conference=delegate.conference,
        form=form,
        days=sorted({one.due_on for one in form.questions if one.due_on}),
        home=home_of(delegate),
    )
    return make_response(html, 422 if form.errors else 200)


@bp.get(ME + "/document/<uuid:question_id>.pdf")
@access(answers_policy.can_open, thing=answers_queries.document_in)
def document(answer: FormAnswer) -> Any:
    """A document that the person was asked for, as plain pages."""
    return send_blob(files.path_or_stream(answer.digest or ""), "application/pdf", digest=answer.digest)
