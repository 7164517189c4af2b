"""One's own account: after sign-in, name and language, keys, the first password."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from eventsys.accounts import policy, queries, rules, service
from eventsys.accounts.errors import LinkProblem, PasswordRefused
from eventsys.accounts.forms import AccountForm, SetPasswordForm
from eventsys.accounts.models import User
from eventsys.accounts.routes.actor import MARK, PASSED
from eventsys.accounts.routes.room import bp
from eventsys.core import audit, clock, current
from eventsys.core.access import access, current_actor, signed_in
from eventsys.core.db import db
from eventsys.core.forms import put_refusal
from eventsys.core.ids import hash_token
from eventsys.core.languages import SUPPORTED
from eventsys.core.web import see_other


@bp.get("/account/arrive")
@access(signed_in)
def arrive() -> Any:
    """Where sign-in and the set-up of a second factor lead: to the codes, to the set-up, or to the start."""
    user = queries.own_account(current_actor().user_id or 0)
    if current_actor().needs_second_factor:
        return redirect(url_for("accounts.second_factor"), 303)
    if request.args.get("set-up") and not user.mf_recovery_codes and user.has_second_factor:
        flash(_("Now keep recovery codes, for the day your telephone is lost."), "info")
        return redirect(url_for("security.mf_recovery_codes"), 303)
    if request.args.get("set-up"):
        return redirect(url_for("accounts.account"), 303)
    if "lang" not in session and user.language in SUPPORTED:
        session["lang"] = user.language
    return redirect("/", 303)


@bp.route("/account/", methods=["GET", "POST"])
@access(signed_in)
def account() -> Any:
    user = queries.own_account(current_actor().user_id or 0)
    form = AccountForm(obj=user)
    if form.validate_on_submit():
        service.edit_own(user, name=form.name.data or "", language=form.language.data, by=current_actor())
        db.session.commit()
        session["lang"] = user.language
        flash(_("Your account is saved."), "success")
        return see_other(url_for("accounts.account"))
    page = render_template(
        "accounts/account.html", form=form, user=user, required=_required(), sessions=_sessions(user)
    )
    return page, 422 if form.errors else 200


def _sessions(user: User) -> list[dict[str, Any]]:
    """Where one is signed in; this browser is marked."""
    here = hash_token(session.get(MARK, ""))
    return [
        {
            "id": one.public_id, "browser": rules.browser_words(one.browser), "network": one.network,
            "since": one.created_at, "here": one.mark_hash == here,
        }
        for one in queries.sign_ins(user.id, now=clock.now())
    ]  # fmt: skip


@bp.post("/account/sessions")
@access(signed_in)
def end_sessions() -> Any:
    """End one of one's sessions, or all but this one."""
    user, actor = queries.own_account(current_actor().user_id or 0), current_actor()
    if one := request.form.get("session", ""):
        service.end_session(user, one, by=actor, now=clock.now())
    else:
        service.end_sessions(user, but=session.get(MARK, ""))
        session["_user_id"] = user.fs_uniquifier
        audit.record(actor, verb="user.sessions_ended", thing=user)
    db.session.commit()
    flash(_("Done."), "success")
    return see_other(url_for("accounts.account"))


@bp.get("/account/second-factor")
@access(signed_in)
def second_factor() -> str:
    """Why a second factor, and how: for those whose roles wait for it."""
    user = queries.own_account(current_actor().user_id or 0)
    return render_template(
        "accounts/second_factor.html", user=user, required=_required(), passed=bool(session.get(PASSED))
    )


def invited() -> User | None:
    """The account that the newest invitation opened in this session is for."""
    for grant in current_actor().grants:
        if grant.purpose == service.PASSWORD_LINK:
            return queries.find_user_by_public_text(grant.subject)
    return None


@bp.route("/account/set-password", methods=["GET", "POST"])
@access(policy.can_set_password, thing=invited)
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
            return render_template("accounts/link_closed.html", problem=problem, token=None), problem.status
        else:
            db.session.commit()
            flash(_("Your password is set. Sign in with it now."), "success")
            return see_other(url_for("security.login"))
    return render_template("accounts/set_password.html", form=form, user=user), 422 if form.errors else 200


def _required() -> bool:
    return current.settings().second_factor == "required"
