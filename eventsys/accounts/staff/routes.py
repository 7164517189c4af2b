"""The staff of a conference. The application finds the conference; this wing needs only its number."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.roles import service as roles
from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.accounts.staff import queries
from eventsys.accounts.staff.forms import StaffForm
from eventsys.accounts.users import policy as users_policy
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.pages import bp
from eventsys.core import clock, current
from eventsys.core.actor import Role
from eventsys.core.addresses import BadAddress
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound
from eventsys.core.web.access import access, conference_of_page, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words import languages
from eventsys.mail.fates import queries as fates_queries


def conference_here(slug: str) -> Any:  # noqa: ARG001 (loaders name what they take)
    """What ``app.py`` finds under the slug. Raises :class:`NotFound`."""
    found = conference_of_page()
    if found is None:
        raise NotFound
    return found


@bp.route("/o/<slug>/staff", methods=["GET", "POST"])
@access(users_policy.can_staff, thing=conference_here, fresh=True)
def staff(conference: Any) -> Any:
    form = StaffForm(language=languages.current())
    if form.validate_on_submit():
        try:
            user = invitations.invite_staff(
                form.email.data or "",
                form.name.data or "",
                role=Role(form.role.data),
                conference_id=conference.conference_id,
                title=conference.title_forms,
                url=f"{current.settings().base_url}/o/{conference.slug}/",
                by=current_actor(),
                now=clock.now(),
                language=form.language.data,
            )
        except BadAddress as refusal:
            put_refusal(form.email, refusal)
        else:
            db.session.commit()
            say(Tone.OK, _("A letter is on its way to %(address)s.", address=user.email))
            return see_other(url_for("accounts.staff", slug=conference.slug))
    rows = [(user, _roles_here(user, conference)) for user in queries.staff_of(conference.conference_id)]
    page = render_template(
        "accounts/staff/staff.html",
        conference=conference,
        rows=rows,
        form=form,
        words=ROLE_WORDS,
        fates=_fates(rows),
    )
    return page, 422 if form.errors else 200


@bp.post("/o/<slug>/staff/<uuid:user_id>/<role>/<verb>")
@access(users_policy.can_staff, thing=conference_here, fresh=True)
def change_role(conference: Any, user_id: Any, role: str, verb: str) -> Response:
    """Give or take one role of one person who is staff here already."""
    user = users_queries.get_user(user_id)
    if role not in set(Role) or verb not in {"give", "take"}:
        raise BadRequest
    if not _roles_here(user, conference):
        raise NotFound
    change = roles.give_role if verb == "give" else roles.take_role
    change(user, Role(role), conference.conference_id, by=current_actor())
    db.session.commit()
    say(Tone.OK, _("Done."))
    return see_other(url_for("accounts.staff", slug=conference.slug))


def _fates(rows: list[tuple[Any, list[Role]]]) -> Any:
    """Of invitations alone: what else is written to somebody's account is that person's business."""
    ids = [user.public_id for user, _roles in rows]
    return fates_queries.fates_about("user", ids, letters=("accounts/invitation", "accounts/role"))


def _roles_here(user: Any, conference: Any) -> list[Role]:
    held = {a.role for a in user.assignments if a.conference_id == conference.conference_id}
    return [role for role in Role if role.value in held]
