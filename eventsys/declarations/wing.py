"""What this wing brings to the house."""

from __future__ import annotations

from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.conferences.gaps import service as gaps
from eventsys.conferences.home import service as home
from eventsys.conferences.outbox import service as outbox
from eventsys.conferences.plenary import service as plenary
from eventsys.core import signals
from eventsys.core.actor import Actor
from eventsys.core.wings import MenuLink, MenuSection, States, Wing
from eventsys.core.words import languages
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts import routes as acts_routes
from eventsys.declarations.acts.models import DECLARATION_WORDS, INSTRUMENT_WORDS
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.adoption import queries as adoption_queries
from eventsys.declarations.adoption import routes as adoption_routes
from eventsys.declarations.agreements import routes as agreements_routes
from eventsys.declarations.agreements import tasks as agreements_tasks
from eventsys.declarations.akoma import routes as akoma_routes
from eventsys.declarations.amendments import routes as amendments_routes
from eventsys.declarations.amendments.models import AMENDMENT_WORDS
from eventsys.declarations.annotated import routes as annotated_routes
from eventsys.declarations.ceremony import routes as ceremony_routes
from eventsys.declarations.completion import routes as completion_routes
from eventsys.declarations.confirmations import routes as confirmations_routes
from eventsys.declarations.confirmations.models import CONFIRMATION_WORDS
from eventsys.declarations.consolidation import routes as consolidation_routes
from eventsys.declarations.decisions import routes as decisions_routes
from eventsys.declarations.diction import queries as diction_queries
from eventsys.declarations.diction import routes as diction_routes
from eventsys.declarations.diction import rules as diction_rules
from eventsys.declarations.drafts import routes as drafts_routes
from eventsys.declarations.elsewhere import routes as elsewhere_routes
from eventsys.declarations.lasting import routes as lasting_routes
from eventsys.declarations.lasting import tasks as lasting_tasks
from eventsys.declarations.lots import routes as lots_routes
from eventsys.declarations.memory import routes as memory_routes
from eventsys.declarations.motions import routes as motions_routes
from eventsys.declarations.notices import routes as notices_routes
from eventsys.declarations.overview import routes as overview_routes
from eventsys.declarations.overview import service as overview
from eventsys.declarations.paper import routes as paper_routes
from eventsys.declarations.paragraphs import routes as paragraphs_routes
from eventsys.declarations.personal import service as personal
from eventsys.declarations.remarks import routes as remarks_routes
from eventsys.declarations.representation import service as representation
from eventsys.declarations.signatories import routes as signatories_routes
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.models import SIGNATORY_WORDS
from eventsys.declarations.stages import routes as stages_routes
from eventsys.declarations.synopsis import routes as synopsis_routes
from eventsys.declarations.texts import routes as texts_routes
from eventsys.declarations.translators import routes as translators_routes
from eventsys.declarations.verification import routes as verification_routes
from eventsys.declarations.verification import service as verification
from eventsys.declarations.voting.models import VOTE_WORDS
from eventsys.declarations.wording.service import piece_words
from eventsys.networks.plenary import service as plenary_service
from eventsys.privacy.register import service as register
from eventsys.registration.credentials import queries as credentials_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.people import service as people


def _keep_clock_times(_sender: Any, *, conference: Conference, moved: Any, by: Actor) -> None:
    signatories.keep_clock_times(conference, moved, by=by)


languages.BRINGERS[:] = [diction_rules.shipped]

WING = Wing(
    bp,
    loads=(
        acts_routes,
        adoption_routes,
        agreements_routes,
        akoma_routes,
        amendments_routes,
        annotated_routes,
        ceremony_routes,
        completion_routes,
        confirmations_routes,
        consolidation_routes,
        decisions_routes,
        motions_routes,
        diction_routes,
        drafts_routes,
        elsewhere_routes,
        lasting_routes,
        lots_routes,
        memory_routes,
        notices_routes,
        overview_routes,
        paper_routes,
        paragraphs_routes,
        remarks_routes,
        signatories_routes,
        stages_routes,
        synopsis_routes,
        texts_routes,
        translators_routes,
        verification_routes,
        agreements_tasks,
        lasting_tasks,
    ),
    navigation=(
        MenuLink(MenuSection.CONCLUDE, 10, _l("Declaration"), "declarations.index", can_run),
        MenuLink(MenuSection.CONCLUDE, 20, _l("Agreements"), "declarations.agreements", can_run),
    ),
    offers=(
        (plenary_service.WAITING, adoption_queries.titles_to_adopt),
        (home.HOME_PARTS, overview.home_part),
        (home.CHECKS, overview.checks),
        (plenary.MEMBERS, representation.member_total),
        (delegations_queries.CITY_LINKS, overview.city_links),
        (people.OWN_LINKS, overview.own_links),
        (credentials_queries.READERS, verification.verify),
        (outbox.LETTER_WORDS, diction_queries.letter_words),
        (gaps.TEXTS, overview.texts),
        *((register.HOLDINGS, held) for held in personal.HOLDINGS),
        *((register.NAMED_HOLDINGS, held) for held in personal.NAMED_HOLDINGS),
    ),
    receives=((signals.zone_changed, _keep_clock_times),),
    ticks=(agreements_tasks.expire_now_and_then, lasting_tasks.renew_now_and_then),
    states=(
        States("declaration.", "state", DECLARATION_WORDS),
        States("declaration.signatory_", "state", SIGNATORY_WORDS),
        States("declaration.confirmation_", "state", CONFIRMATION_WORDS),
        States("declaration.amendment_", "state", AMENDMENT_WORDS),
        States("declaration.vote_", "vote", VOTE_WORDS),
        States("agreement.", "kind", INSTRUMENT_WORDS),
        States("declaration.language_in_line", "place", piece_words),
        States("declaration.languages_compared", "places", piece_words),
        States("declaration.translation_taken", "places", piece_words),
    ),
)
