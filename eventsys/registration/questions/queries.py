"""What somebody is asked for, with the organisers' own questions. Never writes."""

from __future__ import annotations

from dataclasses import replace

from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.rules import unanswered
from eventsys.registration.blocks import queries as blocks_queries
from eventsys.registration.blocks.rules import switches_of
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import RegistrationVerb, possible
from eventsys.registration.questions import rules
from eventsys.registration.questions.rules import AskedParts, Further, Thing


def asked_of(delegate: Delegate) -> AskedParts:
    """What this person is asked for."""
    switches = switches_of(blocks_queries.switches(delegate.conference_id), delegate.category_id)
    standard = replace(rules.standard_parts(delegate), switches=switches)
    form = answers_queries.form_of(delegate)
    if not form:
        return standard
    left = unanswered(form, answers_queries.values_of(delegate))
    further = Further({question.key: question.label for question in left})
    return replace(standard, further=further)


def left_of(delegate: Delegate) -> list[Thing]:
    """What is left to do before the registration is submitted; nothing once it is."""
    if RegistrationVerb.SUBMIT not in possible(delegate.state):
        return []
    return rules.things_to_do(delegate, asked_of(delegate))
