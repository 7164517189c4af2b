"""One's own account: after sign-in, name and language, sessions, keys."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from eventsys.accounts.own.forms import AccountForm
from eventsys.accounts.sessions import queries as sessions_queries
from eventsys.accounts.sessions import rules as sessions_rules
from eventsys.accounts.sessions import service as sessions
from eventsys.accounts.sessions.pages import MARK, PASSED
from eventsys.accounts.users import queries as users_queries
from eventsys.accounts.users import service as users
from eventsys.accounts.users.models import User
from eventsys.accounts.users.pages import bp
from eventsys.core import audit, clock, current
from eventsys.core.db import db
from eventsys.core.ids import hash_token
from eventsys.core.web.access import access, current_actor, signed_in
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import SUPPORTED


@bp.get("/account/arrive")
@access(signed_in)
def arrive() -> Any:
    """Where sign-in and the set-up of a second factor lead: to the codes, to the set-up, or to the start."""
    user = users_queries.own_account(current_actor().user_id or 0)
    if current_actor().needs_second_factor:
        return redirect(url_for("accounts.second_factor"), 303)
    if request.args.get("set-up") and not user.mf_recovery_codes and user.has_second_factor:
        say(Tone.NOTE, _("Now keep recovery codes, for the day your telephone is lost."))
        return redirect(url_for("security.mf_recovery_codes"), 303)
    if request.args.get("set-up"):
        return redirect(url_for("accounts.account"), 303)
    if "lang" not in session and user.language in SUPPORTED:
        session["lang"] = user.language
    return redirect("/", 303)


@bp.route("/account/", methods=["GET", "POST"])
@access(signed_in)
def account() -> Any:
    user = users_queries.own_account(current_actor().user_id or 0)
    form = AccountForm(obj=user)
    if form.validate_on_submit():
        users.edit_own(user, name=form.name.data or "", language=form.language.data, by=current_actor())
        db.session.commit()
        session["lang"] = user.language
        say(Tone.OK, _("Your account is saved."))
        return see_other(url_for("accounts.account"))
    page = render_template(
        "accounts/own/account.html", form=form, user=user, required=_required(), sessions=_sessions(user)
    )
    return page, 422 if form.errors else 200


def _sessions(user: User) -> list[dict[str, Any]]:
    """Where one is signed in; this browser is marked."""
    here = hash_token(session.get(MARK, ""))
    return [
        {
            "id": one.public_id,
            "browser": sessions_rules.browser_words(one.browser),
            "network": one.network,
            "since": one.created_at,
            "here": one.mark_hash == here,
        }
        for one in sessions_queries.sign_ins(user.id, now=clock.now())
    ]


@bp.post("/account/sessions")
@access(signed_in)
def end_sessions() -> Any:
    """End one of one's sessions, or all but this one."""
    user, actor = users_queries.own_account(current_actor().user_id or 0), current_actor()
    if one := request.form.get("session", ""):
        sessions.end_session(user, one, by=actor, now=clock.now())
    else:
        users.end_sessions(user, but=session.get(MARK, ""))
        session["_user_id"] = user.fs_uniquifier
        audit.record(actor, verb="user.sessions_ended", thing=user)
    db.session.commit()
    say(Tone.OK, _("Done."))
    return see_other(url_for("accounts.account"))


@bp.get("/account/second-factor")
@access(signed_in)
def second_factor() -> str:
    """Why a second factor, and how: for those whose roles wait for it."""
    user = users_queries.own_account(current_actor().user_id or 0)
    return render_template(
        "accounts/own/second_factor.html", user=user, required=_required(), passed=bool(session.get(PASSED))
    )


def _required() -> bool:
    return current.settings().second_factor == "required"
