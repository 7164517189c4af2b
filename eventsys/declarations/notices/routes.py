"""Before a text goes to the cities or is sealed: who will be told and with what letter, to send or not; and the step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.web.access import access, current_actor
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.pages import bp, page_of
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.lasting import service as lasting
from eventsys.declarations.notices import service
from eventsys.declarations.wording.pages import take_step


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """A step that others are told of: its address, the state it leads to, whether it seals the document, and words for
    its page."""

    endpoint: str
    state: State
    label: Any
    effect: Any
    seals: bool = False


STEPS = {
    "circulate": NoticeStep(
        "declarations.circulate",
        State.CIRCULATED,
        _l("Circulate to the cities"),
        _l("Focal points and heads of delegation may then read the draft and comment on it."),
    ),
    "amendments": NoticeStep(
        "declarations.open_amendments",
        State.AMENDMENTS_OPEN,
        _l("Open amendments"),
        _l("Member cities may then propose changes."),
    ),
    "signature": NoticeStep(
        "declarations.open_for_signature",
        State.OPEN_FOR_SIGNATURE,
        _l("Seal and open for signature"),
        _l(
            "The document is made with a box for every signatory, and sealed. Who signs cannot change afterwards."
        ),
        seals=True,
    ),
}


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>/tell/<any(circulate,amendments,signature):what>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def telling(declaration: Declaration, what: str) -> str:
    """Whom the step tells, and the very letters."""
    step = STEPS[what]
    plan = service.plan_of(declaration, step.state)
    second = None
    if step.seals:
        second = confirmations.second_person(declaration, None, by=current_actor(), now=clock.now())
    url = url_for(step.endpoint, slug=declaration.conference.slug, declaration_id=declaration.public_id)
    return render_template(
        "declarations/notices/telling.html",
        declaration=declaration,
        step=step,
        plan=plan,
        url=url,
        back=page_of(declaration),
        second=second,
        stamped=lasting.is_stamped(),
        prospect=lasting.words_before_sealing(clock.now()) if step.seals else "",
    )


def step_and_tell(
    declaration: Declaration, state: State, verb: Callable[[], object], done: str, anchor: str | None = None
) -> ResponseReturnValue:
    """Take the step; with ``tell`` in the form, the letters are kept in the same transaction."""
    told = 0

    def both() -> None:
        nonlocal told
        verb()
        if request.form.get("tell") == "yes":
            told = service.queue_notices(declaration, state, by=current_actor(), now=clock.now())

    def said() -> str:
        return (
            f"{done} {ngettext('%(num)d letter is on its way.', '%(num)d letters are on their way.', told)}"
            if told
            else done
        )

    return take_step(declaration, both, said, anchor)


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/open")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def open_for_signature(declaration: Declaration) -> ResponseReturnValue:
    done = _("The document is sealed and open for signature.")
    return step_and_tell(
        declaration,
        State.OPEN_FOR_SIGNATURE,
        lambda: ceremony.open_for_signature(declaration, by=current_actor(), now=clock.now()),
        done,
        "signatories",
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/circulate")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def circulate(declaration: Declaration) -> ResponseReturnValue:
    done = _("The draft is before the cities: their focal points and heads may read it and comment on it.")
    return step_and_tell(
        declaration,
        State.CIRCULATED,
        lambda: completion.circulate(declaration, by=current_actor()),
        done,
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/open-amendments")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def open_amendments(declaration: Declaration) -> ResponseReturnValue:
    done = _("Amendments are open: member cities may propose changes.")
    return step_and_tell(
        declaration,
        State.AMENDMENTS_OPEN,
        lambda: amendments.open_amendments(declaration, by=current_actor()),
        done,
    )
