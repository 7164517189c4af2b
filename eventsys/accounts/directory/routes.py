"""Every account of the installation, for administrators."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventsys.accounts.directory import queries
from eventsys.accounts.directory.forms import InviteForm
from eventsys.accounts.erasure.service import USER_LINKS
from eventsys.accounts.invitations import service as invitations
from eventsys.accounts.roles import service as roles
from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.accounts.users import policy as users_policy
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users_service
from eventsys.accounts.users.errors import AddressTaken
from eventsys.accounts.users.models import User
from eventsys.accounts.users.pages import bp
from eventsys.core import clock
from eventsys.core.actor import Role
from eventsys.core.addresses import BadAddress
from eventsys.core.db import db
from eventsys.core.errors import BadRequest
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words import languages


@bp.get("/account/users")
@access(users_policy.can_administer)
def users() -> str:
    search = request.args.get("q", "").strip()
    page = queries.users(search=search, after=request.args.get("after"))
    return render_template("accounts/directory/users.html", page=page, search=search, words=ROLE_WORDS)


@bp.route("/account/users/invite", methods=["GET", "POST"])
@access(users_policy.can_administer, fresh=True)
def invite() -> Any:
    form = InviteForm(language=languages.current())
    if form.validate_on_submit():
        try:
            user = invitations.invite(
                form.email.data or "",
                form.name.data or "",
                by=current_actor(),
                now=clock.now(),
                language=form.language.data,
                admin=form.admin.data,
            )
        except (AddressTaken, BadAddress) as refusal:
            put_refusal(form.email, refusal)
        else:
            db.session.commit()
            say(Tone.OK, _("A letter is on its way to %(address)s.", address=user.email))
            return see_other(url_for("accounts.user", user_id=user.public_id))
    return render_template("accounts/directory/invite.html", form=form), 422 if form.errors else 200


@bp.get("/account/users/<uuid:user_id>")
@access(users_policy.can_administer, thing=users_queries.get_user)
def user(found: User) -> str:
    slug_of = current_app.extensions["eventsys.slug_of"]
    held = [
        (ROLE_WORDS[Role(a.role)], slug_of(a.conference_id)) for a in found.assignments if a.role in set(Role)
    ]
    return render_template("accounts/directory/user.html", user=found, held=held, links=list(USER_LINKS))


@bp.post("/account/users/<uuid:user_id>/<verb>")
@access(users_policy.can_administer, thing=users_queries.get_user, fresh=True)
def change_user(found: User, verb: str) -> Response:
    """Disable, enable, make or unmake administrator, reset the second factor, send the invitation again."""
    actor, now = current_actor(), clock.now()
    verbs = {
        "disable": lambda: users_service.disable(found, by=actor),
        "enable": lambda: users_service.enable(found, by=actor),
        "make-administrator": lambda: roles.set_admin(found, True, by=actor),
        "unmake-administrator": lambda: roles.set_admin(found, False, by=actor),
        "reset-second-factor": lambda: users_service.reset_second_factor(found, by=actor),
        "invite-again": lambda: invitations.resend_invitation(found, by=actor, now=now),
    }
    if verb not in verbs or (verb == "invite-again" and found.password is not None):
        raise BadRequest
    verbs[verb]()
    db.session.commit()
    say(Tone.OK, _("Done."))
    return see_other(url_for("accounts.user", user_id=found.public_id))
