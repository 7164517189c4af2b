"""What this wing brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage, can_review, can_run, can_see_people
from eventsys.conferences.founding import service as founding
from eventsys.conferences.gaps import service as gaps
from eventsys.conferences.home import service as home
from eventsys.core import signals
from eventsys.core.actor import Actor
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.registration.answers import service as answers
from eventsys.registration.applying import queries as applying
from eventsys.registration.applying import routes as applying_routes
from eventsys.registration.applying import tasks as applying_tasks
from eventsys.registration.asking import queries as asking_queries
from eventsys.registration.asking import routes as asking_routes
from eventsys.registration.asking import service as asking
from eventsys.registration.blocks import routes as blocks_routes
from eventsys.registration.blocks import service as blocks
from eventsys.registration.blocks.models import ASKED_WORDS
from eventsys.registration.blocks.rules import SWITCHED
from eventsys.registration.bodies import routes as bodies_routes
from eventsys.registration.changes import routes as changes_routes
from eventsys.registration.changes import service as changes
from eventsys.registration.committee import routes as committee_routes
from eventsys.registration.committee import service as committee
from eventsys.registration.composer import pages as composer_pages
from eventsys.registration.composer import routes as composer_routes
from eventsys.registration.composer import service as composer
from eventsys.registration.composer.models import ASKED_OF_WORDS, KIND_WORDS
from eventsys.registration.credentials import routes as credentials_routes
from eventsys.registration.credentials.models import (
    CHANNEL_WORDS,
    CREDENTIAL_WORDS,
    DEFICIENCY_WORDS,
    FORM_WORDS,
    POWER_WORDS,
    SIGNED_AS_WORDS,
)
from eventsys.registration.decisions import routes as decisions_routes
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.pages import bp
from eventsys.registration.focal import routes as focal_routes
from eventsys.registration.further import routes as further_routes
from eventsys.registration.invitations import routes as invitations_routes
from eventsys.registration.invitees import routes as invitees_routes
from eventsys.registration.invitees import tasks as invitees_tasks
from eventsys.registration.limits import routes as limits_routes
from eventsys.registration.limits import service as limits
from eventsys.registration.moderation import routes as moderation_routes
from eventsys.registration.moderation import service as moderation
from eventsys.registration.naming import routes as naming_routes
from eventsys.registration.openings import pages as openings_pages
from eventsys.registration.openings import routes as openings_routes
from eventsys.registration.openings import service as openings
from eventsys.registration.overview import routes as overview_routes
from eventsys.registration.overview import service as overview
from eventsys.registration.own import routes as own_routes
from eventsys.registration.people import service as people
from eventsys.registration.people.models import STATE_WORDS
from eventsys.registration.presence import routes as presence_routes
from eventsys.registration.presence.policy import can_note_presence
from eventsys.registration.questions import routes as questions_routes
from eventsys.registration.queue import routes as queue_routes
from eventsys.registration.queue import service as queue
from eventsys.registration.review import routes as review_routes
from eventsys.registration.rounds import routes as rounds_routes
from eventsys.registration.rounds import tasks as rounds_tasks
from eventsys.registration.rounds.models import PURPOSE_WORDS, ROUND_WORDS
from eventsys.registration.sheets import tasks as sheets_tasks
from eventsys.registration.tables import routes as tables_routes
from eventsys.registration.tables import tasks as tables_tasks

_LINKS = {
    "focal": lazy_pgettext("audit", "for the focal point of a city"),
    "delegate": lazy_pgettext("audit", "for a person’s own registration"),
    "application": lazy_pgettext("audit", "to confirm an address"),
}


def _keep_clock_times(_sender: Any, *, conference: Conference, moved: Any, by: Actor) -> None:
    openings.keep_clock_times(conference, moved, by=by)


WING = Wing(
    bp,
    loads=(
        blocks_routes,
        applying_routes,
        asking_routes,
        bodies_routes,
        changes_routes,
        committee_routes,
        composer_routes,
        credentials_routes,
        decisions_routes,
        focal_routes,
        further_routes,
        invitations_routes,
        invitees_routes,
        limits_routes,
        moderation_routes,
        naming_routes,
        openings_routes,
        overview_routes,
        own_routes,
        presence_routes,
        questions_routes,
        queue_routes,
        review_routes,
        rounds_routes,
        tables_routes,
        applying_tasks,
        invitees_tasks,
        sheets_tasks,
        tables_tasks,
    ),
    navigation=(
        MenuLink(MenuSection.PREPARE, 35, _l("Registration form"), "registration.composer", can_manage),
        MenuLink(MenuSection.PREPARE, 36, _l("Open registration"), "registration.openings", can_manage),
        MenuLink(MenuSection.RECEIVE, 10, _l("Delegations"), "registration.delegations", can_see_people),
        MenuLink(MenuSection.RECEIVE, 20, _l("Review"), "registration.review", can_review),
        MenuLink(MenuSection.RECEIVE, 22, _l("Applications"), "registration.applications", can_review),
        MenuLink(MenuSection.RECEIVE, 25, _l("Credentials"), "registration.credentials", can_run),
        MenuLink(MenuSection.CONVENE, 10, _l("Presence"), "registration.presence", can_note_presence),
    ),
    offers=(
        (home.HOME_PARTS, overview.home_part),
        (home.CHECKS, overview.checks),
        (home.CHECKS, committee.checks),
        (home.CHECKS, asking.checks),
        (home.CHECKS, moderation.checks),
        (openings_pages.PEOPLE, applying.people_of),
        (composer_pages.CONCERNED, asking_queries.concerned),
        (decisions.PERSON_NOTES, committee.notes),
        (decisions.PERSON_NOTES, queue.change_note),
        (people.PLACE_FOLLOWERS, limits.settle),
        (people.PLACE_FOLLOWERS, changes.drop_when_gone),
        (answers.ANSWER_FOLLOWERS, limits.settle),
        (gaps.TEXTS, overview.texts),
        (founding.COPIES, composer.copy_questions),
        (founding.COPIES, blocks.copy_fields),
    ),
    ticks=(
        sheets_tasks.forget_tables_now_and_then,
        rounds_tasks.send_rounds_now_and_then,
        applying_tasks.forget_unconfirmed_now_and_then,
    ),
    receives=((signals.zone_changed, _keep_clock_times),),
    states=(
        States("delegate.", "state", STATE_WORDS),
        States("delegation.", "state", STATE_WORDS),
        States("letter_round.", "state", ROUND_WORDS),
        States("letter_round.", "purpose", PURPOSE_WORDS),
        States("delegation.", "purpose", PURPOSE_WORDS),
        States("link.", "purpose", _LINKS),
        States("form_question.", "kind", KIND_WORDS),
        States("form_question.", "asked_of", ASKED_OF_WORDS),
        *(States("conference.form_fields_set", name, ASKED_WORDS) for name in SWITCHED),
        States("credentials.", "state", CREDENTIAL_WORDS),
        States("credentials.", "form", FORM_WORDS),
        States("credentials.", "channel", CHANNEL_WORDS),
        States("credentials.", "signed_as", SIGNED_AS_WORDS),
        States("credentials.", "powers", POWER_WORDS),
        States("credentials.", "reasons", DEFICIENCY_WORDS),
    ),
)
