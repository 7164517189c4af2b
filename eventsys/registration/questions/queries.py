"""What somebody is asked for, with the organisers' own questions. Never writes."""

from __future__ import annotations

from dataclasses import replace

from eventsys.conferences.categories.models import Category
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.answers.rules import lacking, unanswered, with_brought
from eventsys.registration.blocks import queries as blocks_queries
from eventsys.registration.blocks.rules import switches_of
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import Whom, form_for
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


def asked_by_category(category: Category, *, of_city: bool = True) -> tuple[AskedParts, list[FormQuestion]]:
    """What a guest of this category is asked for who has answered nothing yet, and the organisers' own questions to them;
    ``of_city``: named by a city, not by another body."""
    switches = switches_of(blocks_queries.switches(category.conference_id), category.id)
    form = form_for(composer_queries.questions(category.conference_id), Whom(category.id, of_city))
    further = Further({one.key: one.label for one in unanswered(form, {})}) if form else None
    parts = rules.asked_by(category, of_host_city=False)
    return replace(parts, switches=switches, further=further), form


def late_of(delegate: Delegate) -> list[FormQuestion]:
    """What is asked still of somebody who has handed in and is coming; nothing of others."""
    if not delegate.is_coming:
        return []
    return lacking(answers_queries.form_of(delegate), answers_queries.values_of(delegate))


def late_form(delegate: Delegate) -> list[FormQuestion]:
    """The same with what the answers may bring along."""
    return with_brought(answers_queries.form_of(delegate), late_of(delegate))


def left_of(delegate: Delegate) -> list[Thing]:
    """What is left to do before the registration is submitted; once it is, what is asked still."""
    if RegistrationVerb.SUBMIT not in possible(delegate.state):
        return [Thing(rules.FURTHER, one.key, one.label) for one in late_of(delegate)]
    return rules.things_to_do(delegate, asked_of(delegate))
