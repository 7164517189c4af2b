"""Letters of credentials: the city sends one, the secretariat examines it beside the document."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.files import service as files
from eventsys.registration.credentials import documents, queries, rules, service
from eventsys.registration.credentials.errors import (
    DatedLater,
    HeadNotNamed,
    LetterRefused,
    NobodyNamed,
    NoValidSignature,
    ReasonsMissing,
)
from eventsys.registration.credentials.forms import (
    ExamineForm,
    FileLetterForm,
    LetterForm,
    SendLetterForm,
    filled,
)
from eventsys.registration.credentials.models import CredentialChannel, CredentialLetter
from eventsys.registration.credentials.pages import nameable, sheets_of, shown_of
from eventsys.registration.credentials.policy import can_see_letter
from eventsys.registration.credentials.rules import CredentialStep
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import answer_or_say, bp

CITY = "/r/<slug>/delegation/<uuid:delegation_id>/credentials"
DESK = "/o/<slug>/credentials/<uuid:delegation_id>"


def _at(delegation: Delegation) -> dict[str, Any]:
    return {"slug": delegation.conference.slug, "delegation_id": delegation.public_id}


# ---- the city ----


@bp.route(CITY, methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def city_credentials(delegation: Delegation) -> Any:
    """The city sends its letter, sees what became of it, and replaces it."""
    form, people = SendLetterForm(), nameable(delegation)
    form.offer(people)
    sent = form.validate_on_submit()
    if sent and _filed(delegation, form, CredentialChannel.PAGE):
        say(
            Tone.OK,
            _(
                "Thank you. The letter is with the secretariat, which will write to you when it has examined it."
            ),
        )
        return see_other(url_for("registration.city_credentials", **_at(delegation)))
    html = render_template(
        "registration/credentials/city.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=form,
        is_staff=can_run(current_actor(), delegation),
        **shown_of(delegation),
    )
    return html, 422 if form.errors else 200


def _filed(delegation: Delegation, form: LetterForm, channel: CredentialChannel) -> bool:
    """Whether the letter was taken; else what was refused stands in the form."""
    actor, now, key = current_actor(), clock.now(), delegation.public_id
    sheets = sheets_of(form)
    db.session.rollback()  # nobody waits for us while the letter is looked at
    try:
        looked_at = documents.read_letter(sheets)
        db.session.rollback()
        found = delegations_queries.get_delegation(key)
        says = form.says(nameable(found))
        service.file_letter(found, looked_at, says, channel=channel, by=actor, now=now)
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, dated_on=(DatedLater,), letter=(LetterRefused, Refusal))
        return False
    return True


@bp.get(CITY + "/<uuid:letter_id>/<any(filed,shown):which>.pdf")
@access(can_see_letter, thing=queries.letter_in)
def letter_file(letter: CredentialLetter, which: str) -> Any:
    """As it was filed, to be saved; or its plain pages."""
    digest = letter.digest if which == "filed" else letter.shown_digest
    if digest is None:
        raise NotFound
    name = (
        f"credentials-{letter.number}.pdf" if which == "filed" else None
    )  # a stranger's file is saved, not shown
    return send_blob(files.path_or_stream(digest), "application/pdf", digest=digest, download_name=name)


@bp.get(CITY + "/<uuid:letter_id>/page-<int:number>.png")
@access(can_see_letter, thing=queries.letter_in)
def letter_page(letter: CredentialLetter, number: int) -> Any:
    """One of its pages as a picture: phones show no PDF inside a page."""
    digest = letter.shown_digest
    if digest is None or not 0 < number <= letter.pages:
        raise NotFound
    mark = f"{digest[:40]}-{number}"
    if mark in request.if_none_match:
        return send_blob(b"", "image/png", digest=mark)
    shown = files.read(digest)
    db.session.rollback()  # drawing takes a while
    picture = documents.sheet_picture(shown, number)
    if picture is None:
        raise NotFound
    return send_blob(picture, "image/png", digest=mark)


# ---- the secretariat ----


def _desk_page(
    delegation: Delegation,
    *,
    examine: ExamineForm | None = None,
    filing: FileLetterForm | None = None,
    leave_refused: str = "",
    reason: str = "",
) -> Any:
    shown = shown_of(delegation)
    letter: CredentialLetter | None = shown["letter"]
    people = nameable(delegation, letter)
    if examine is None and letter is not None:
        examine = ExamineForm(formdata=None, data=filled(letter))
        examine.offer(people)
    if filing is None:
        filing = FileLetterForm(formdata=None, prefix="new-")
        filing.offer(people)
    wrong = leave_refused or (examine and examine.errors) or filing.errors
    html = render_template(
        "registration/credentials/examine.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=examine,
        filing=filing,
        may=rules.possible(letter.state) if letter else frozenset(),
        leave_refused=leave_refused,
        reason=reason,
        **shown,
    )
    return html, 422 if wrong else 200


@bp.get(DESK)
@access(can_run, thing=delegations_queries.delegation_in)
def examine_credentials(delegation: Delegation) -> Any:
    """The document, what it says, whom it names and who is registered."""
    return _desk_page(delegation)


@bp.post(DESK + "/file")
@access(can_run, thing=delegations_queries.delegation_in)
def file_credentials(delegation: Delegation) -> Any:
    """A letter that came by post or mail, or was scanned at the desk."""
    form = FileLetterForm(prefix="new-")
    form.offer(nameable(delegation))
    if form.validate() and _filed(delegation, form, CredentialChannel(form.channel.data)):
        say(Tone.OK, _("The letter is filed."))
        return see_other(url_for("registration.examine_credentials", **_at(delegation)))
    return _desk_page(delegation, filing=form)


@bp.post(DESK + "/<uuid:letter_id>")
@access(can_run, thing=queries.letter_in)
def decide_credentials(letter: CredentialLetter) -> Any:
    """``verb`` says what for: set down what the letter says, and with it accept it or find it deficient."""
    delegation = letter.delegation
    verb = request.form.get("verb", "")
    if verb not in {CredentialStep.DESCRIBE, CredentialStep.ACCEPT, CredentialStep.FIND_DEFICIENT}:
        raise BadRequest
    form, people = ExamineForm(), nameable(delegation, letter)
    form.offer(people)
    if form.validate():
        try:
            _decided(letter, form, people, CredentialStep(verb))
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(
                form,
                refusal,
                dated_on=(DatedLater,),
                assurance=(NoValidSignature,),
                head=(HeadNotNamed,),
                people=(NobodyNamed,),
                reasons=(ReasonsMissing,),
            )
        else:
            return see_other(_after(delegation, CredentialStep(verb)))
    return _desk_page(delegation, examine=form)


def _decided(letter: CredentialLetter, form: ExamineForm, people: Any, step: CredentialStep) -> None:
    actor, now = current_actor(), clock.now()
    rules.state_after(
        step, letter.state
    )  # refused by the name of what was asked; each verb looks again under its lock
    service.describe(letter, form.says(people), by=actor, now=now)
    if step == CredentialStep.ACCEPT:
        service.accept(letter, by=actor, now=now)
    elif step == CredentialStep.FIND_DEFICIENT:
        service.find_deficient(letter, form.reasons.data or (), form.note.data or "", by=actor, now=now)


def _after(delegation: Delegation, step: CredentialStep) -> str:
    """The page of the next city that waits; the list once none does."""
    here = url_for("registration.examine_credentials", **_at(delegation))
    if step == CredentialStep.DESCRIBE:
        say(Tone.OK, _("Saved."))
        return here
    city = delegation.city_name
    said = {
        CredentialStep.ACCEPT: _(
            "The letter of %(city)s is accepted, and its focal point is told.", city=city
        ),
        CredentialStep.FIND_DEFICIENT: _(
            "The letter of %(city)s is deficient, and its focal point is asked for another.", city=city
        ),
    }
    say(Tone.OK, said[step])
    waiting = next((one for one in queries.cities(delegation.conference) if one.waits), None)
    return (
        url_for("registration.examine_credentials", **_at(waiting.delegation))
        if waiting
        else url_for("registration.credentials", slug=delegation.conference.slug)
    )


@bp.post(DESK + "/let-in")
@access(can_run, thing=delegations_queries.delegation_in)
def let_in(delegation: Delegation) -> Any:
    """Provisionally, with a reason."""
    reason = request.form.get("reason", "")[:2000]
    try:
        service.let_in(delegation, reason, by=current_actor(), now=clock.now())
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        return _desk_page(delegation, leave_refused=str(refusal), reason=reason)
    say(Tone.OK, _("%(city)s is let in provisionally.", city=delegation.city_name))
    return see_other(url_for("registration.examine_credentials", **_at(delegation)))


@bp.post(DESK + "/let-in/end")
@access(can_run, thing=delegations_queries.delegation_in)
def end_leave(delegation: Delegation) -> Any:
    """That is taken back."""
    said = _("%(city)s is no longer let in provisionally.", city=delegation.city_name)
    answer_or_say(lambda: service.end_leave(delegation, by=current_actor(), now=clock.now()), said)
    return see_other(url_for("registration.examine_credentials", **_at(delegation)))
