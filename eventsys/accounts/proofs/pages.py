"""Proved anew: before something is sealed or signed, or a key or a role given, who is signed in shows the second factor again.

The page that asks takes the place of the answer to the form, holds what was typed into it, and sends it on to the very
same address together with the proof. Files and the passwords of files are not held: they are chosen again.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from flask import Response, current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_security import verify_password
from itsdangerous import BadData, URLSafeTimedSerializer
from webauthn import generate_authentication_options, options_to_json, verify_authentication_response
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from eventsys.accounts.limits.pages import count_code, count_password
from eventsys.accounts.proofs.service import use_challenge
from eventsys.accounts.sessions import queries as sessions_queries
from eventsys.accounts.sessions import rules as sessions_rules
from eventsys.accounts.sessions import service as sessions
from eventsys.accounts.sessions.pages import MARK, signed_in_user
from eventsys.accounts.users.models import User
from eventsys.core import clock
from eventsys.core.current import key_for
from eventsys.core.db import db
from eventsys.core.errors import Forbidden
from eventsys.core.ids import new_token
from eventsys.core.web.access import current_actor
from eventsys.core.web.secrets_sent import SECRET_FIELDS

CODE, PASSWORD, CREDENTIAL, CHALLENGE = "_proof_code", "_proof_password", "credential", "_proof_challenge"
_OURS = frozenset({CODE, PASSWORD, CREDENTIAL, CHALLENGE, "csrf_token"})


def ask_unless_fresh() -> Any:
    """``None`` when the session's proof is fresh, or comes with this very form; else the page that asks for it."""
    user = signed_in_user()
    if user is None:
        raise Forbidden
    found = sessions_queries.sign_in_of(session.get(MARK, ""))
    if found is not None and sessions_rules.is_fresh(found.proven_at, clock.now()):
        return None
    if request.method != "POST":
        return redirect(url_for("accounts.prove", next=page_asked_for()), 303)
    wrong = refusal_of(user)
    return None if wrong is None else asking_page(user, wrong, page_asked_for(), typed=_typed())


def page_asked_for() -> str:
    return request.full_path.rstrip("?")


def _typed() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _OURS and (name == "ink" or name not in SECRET_FIELDS)
    ]


def asking_page(user: User, wrong: str, address: str, *, typed: list[tuple[str, str]]) -> Response:
    """Asks for what the account has: a code or a passkey, or the password where it has neither."""
    challenge = _challenges().dumps([session.get(MARK, ""), new_token()]) if user.webauthn else ""
    page = render_template(
        "accounts/proofs/prove.html",
        address=address,
        typed=typed,
        wrong=wrong,
        challenge=challenge,
        options=_options(user, challenge) if challenge else "",
        has_code=bool(user.tf_totp_secret),
        has_factor=user.has_second_factor,
        files=any(one.filename for one in request.files.values()),
    )
    return Response(page, 422 if request.method == "POST" else 200)


def refusal_of(user: User) -> str | None:
    """``None`` when the form brings a proof, which is noted; "" when it brings none; else what is wrong with it."""
    actor, mark, sent = current_actor(), session.get(MARK, ""), request.form
    if user.has_second_factor and (code := sent.get(CODE, "").strip()):
        count_code()
        via, is_right, wrong = "code", _is_code(user, code), _("This code is not right, or was used before.")
    elif user.has_second_factor and sent.get(CREDENTIAL):
        count_password()
        via, is_right, wrong = "passkey", _is_passkey(user), _("This passkey could not be used. Try again.")
    elif not user.has_second_factor and (password := sent.get(PASSWORD, "")):
        count_password()
        is_right = bool(user.password and verify_password(_normalized(password), user.password))
        via, wrong = "password", _("This password is not right.")
    else:
        return ""
    if is_right and sessions.note_proof(user, mark, via, by=actor, now=clock.now()):
        db.session.commit()
        return None
    db.session.rollback()
    return str(wrong)


def _normalized(password: str) -> str:
    return str(current_app.extensions["security"].password_util.normalize(password))


def _is_code(user: User, code: str) -> bool:
    codes = current_app.extensions["security"].totp_factory
    secret = user.tf_totp_secret
    return bool(secret and codes.verify_totp(token=code, totp_secret=secret, user=user, window=60))


def _challenges() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key_for("proof by passkey"))


def _octets(challenge: str) -> bytes:
    return sha256(challenge.encode()).digest()


def _site() -> str:
    return request.host.split(":")[0]


def _options(user: User, challenge: str) -> str:
    known = [PublicKeyCredentialDescriptor(id=one.credential_id) for one in user.webauthn]
    return options_to_json(
        generate_authentication_options(
            rp_id=_site(),
            challenge=_octets(challenge),
            allow_credentials=known,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def _is_passkey(user: User) -> bool:
    """What the browser answered is by one of the account's passkeys, to a question that this session was just asked."""
    challenge = request.form.get(CHALLENGE, "")
    try:
        asked, _one_of_its_own = _challenges().loads(
            challenge, max_age=int(sessions_rules.PROOF_LASTS.total_seconds())
        )
        given = json.loads(request.form.get(CREDENTIAL, ""))
        named = given["rawId"]
        used = next((one for one in user.webauthn if bytes_to_base64url(one.credential_id) == named), None)
        if used is None or asked != session.get(MARK):
            return False
        found = verify_authentication_response(
            credential=given,
            expected_challenge=_octets(challenge),
            expected_rp_id=_site(),
            expected_origin=request.host_url.rstrip("/"),
            credential_public_key=used.public_key,
            credential_current_sign_count=used.sign_count,
            require_user_verification=True,
        )
    except (BadData, WebAuthnException, ValueError, TypeError, KeyError):
        return False  # whatever it is, it proves nothing
    used.sign_count, used.lastuse_datetime = found.new_sign_count, clock.now()
    return use_challenge(challenge, now=clock.now())
