"""One commitment: what it says, what became of it, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.commitments.life import queries, rules, service
from eventsys.commitments.life.forms import StepForm
from eventsys.commitments.record import policy as record_policy
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record import rules as record_rules
from eventsys.commitments.record.models import Commitment
from eventsys.commitments.record.pages import ONE, bp, page_of
from eventsys.commitments.record.rules import CommitmentAction
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Verb:
    """A step as it is offered: ``word`` on its button, ``hint`` above its form, ``label`` of what goes on record.
    ``at_once``: done with one press; the others ask for words first."""

    act: Callable[..., None]
    word: Any
    label: Any = None
    hint: Any = ""
    at_once: bool = False


#: By the word in the address, in the order in which they are offered.
VERBS: dict[CommitmentAction, Verb] = {
    CommitmentAction.ACCEPT: Verb(
        service.accept, _l("Accept"), hint=_l("The city stands by it."), at_once=True
    ),
    CommitmentAction.START: Verb(service.start, _l("Work has begun"), at_once=True),
    CommitmentAction.REPORT: Verb(
        service.report,
        _l("Record a report"),
        _l("What was done"),
        _l("What the city has done so far, as it reports it."),
    ),
    CommitmentAction.EVALUATE: Verb(
        service.evaluate,
        _l("Evaluate"),
        _l("Verdict"),
        _l("A short verdict: was it effective, measured by the indicator?"),
    ),
    CommitmentAction.COMPLETE: Verb(
        service.complete, _l("Mark as completed"), hint=_l("The commitment was kept.")
    ),
    CommitmentAction.CONTINUE: Verb(
        service.continue_,
        _l("Continue"),
        hint=_l("It goes on, and is reported on again."),
    ),
    CommitmentAction.DISCONTINUE: Verb(
        service.discontinue,
        _l("Discontinue"),
        _l("Reason"),
        _l("It ends without being done."),
    ),
}


@bp.get(ONE)
@access(record_policy.can_read, thing=record_queries.commitment_in)
def show(commitment: Commitment) -> str:
    may_record = record_policy.can_record(current_actor(), commitment)
    may = record_rules.possible(commitment.state) if may_record else frozenset()
    return render_template(
        "commitments/life/show.html",
        commitment=commitment,
        steps=queries.steps(commitment),
        offered={action: verb for action, verb in VERBS.items() if action in may},
        may=may,
        may_record=may_record,
    )


@bp.route(f"{ONE}/<verb>", methods=["GET", "POST"])
@access(record_policy.can_record, thing=record_queries.commitment_in)
def step(commitment: Commitment, verb: str) -> ResponseReturnValue:
    """One arrow. A refusal is told on the form, with what was typed. Raises :class:`NoCommitmentStep`."""
    action = next((one for one in VERBS if one == verb), None)
    if action is None:
        raise NotFound
    chosen, form = VERBS[action], StepForm()
    if request.method != "POST":
        record_rules.check_possible(action, commitment.state)
    form.words.required = rules.needs_words(action)
    if chosen.label:
        form.words.label.text = chosen.label
    if action is not CommitmentAction.CONTINUE:
        del form.due
    if form.validate_on_submit():
        try:
            _act(commitment, action, form)
            db.session.commit()
            say(Tone.OK, _("Recorded in the history."))
            return see_other(page_of(commitment))
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    page = render_template(
        "commitments/life/step.html",
        commitment=commitment,
        form=form,
        verb=chosen,
    )
    return page, 422 if form.errors else 200


def _act(commitment: Commitment, action: CommitmentAction, form: StepForm) -> None:
    act = partial(
        VERBS[action].act, commitment, words=form.words.localized, by=current_actor(), now=clock.now()
    )
    if action is CommitmentAction.CONTINUE:
        act(due=form.due.data)
    else:
        act()
