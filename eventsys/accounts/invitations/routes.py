"""The page that sets the first password."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.accounts.invitations import service
from eventsys.accounts.invitations.forms import SetPasswordForm
from eventsys.accounts.links.errors import LinkProblem
from eventsys.accounts.users import policy as users_policy
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users.errors import PasswordRefused
from eventsys.accounts.users.models import User
from eventsys.accounts.users.pages import bp
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other


def invited() -> User | None:
    """The account that the newest invitation opened in this session is for."""
    for grant in current_actor().grants:
        if grant.purpose == service.PASSWORD_LINK:
            return users_queries.find_user_by_public_text(grant.subject)
    return None


@bp.route("/account/set-password", methods=["GET", "POST"])
@access(users_policy.can_set_password, thing=invited)
def set_password(user: User) -> Any:
    form = SetPasswordForm()
    if form.validate_on_submit():
        grant = next(g for g in current_actor().grants if g.subject == str(user.public_id))
        try:
            service.set_first_password(
                user, form.password.data or "", link_id=grant.link_id, by=current_actor()
            )
        except PasswordRefused as refusal:
            put_refusal(form.password, refusal)
        except LinkProblem as problem:
            db.session.rollback()
            return render_template(
                "accounts/links/link_closed.html", problem=problem, token=None
            ), problem.status
        else:
            db.session.commit()
            say(Tone.OK, _("Your password is set. Sign in with it now."))
            return see_other(url_for("security.login"))
    return render_template(
        "accounts/invitations/set_password.html", form=form, user=user
    ), 422 if form.errors else 200
