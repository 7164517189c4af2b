"""Everything about a text on one page: for the secretariat, for a city, for the public."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor, public
from eventsys.core.words.languages import current
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import documents as acts_documents
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts import service as acts
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.adoption import queries as adoption_queries
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.models import AmendmentState
from eventsys.declarations.annotated import service as annotated
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import rules as completion_rules
from eventsys.declarations.completion import service as completion
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.consolidation import queries as consolidation_queries
from eventsys.declarations.consolidation.pages import list_page
from eventsys.declarations.decisions.documents import views
from eventsys.declarations.diction.documents import in_own_words
from eventsys.declarations.footnotes import queries as footnotes_queries
from eventsys.declarations.lasting import service as lasting
from eventsys.declarations.motions.pages import own_votes
from eventsys.declarations.overview import service
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks import rules as remarks_rules
from eventsys.declarations.remarks.pages import CITY, city_of
from eventsys.declarations.remarks.policy import can_speak
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.pages import open_document_in, send_document
from eventsys.declarations.synopsis import service as synopsis
from eventsys.declarations.wording import service as wording
from eventsys.networks.standing.models import MembershipStatus


@in_own_words
def _clauses(declaration: Declaration, languages: Sequence[str]) -> dict[str, str]:
    return {code: acts_documents.clause_words(declaration, code) for code in languages}


@bp.get(CITY)
@access(can_speak, thing=remarks_queries.seat_in)
def city_texts(seat: remarks_queries.CitySeat) -> str:
    return render_template(
        "declarations/overview/city_texts.html",
        seat=seat,
        city=city_of(seat),
        declarations=remarks_queries.circulated(seat.delegation),
    )


@bp.get(f"{CITY}/<uuid:declaration_id>")
@access(can_speak, thing=remarks_queries.reading_seat_in)
def city_text(seat: remarks_queries.CitySeat) -> str:
    """The draft as it stands. A city sees its own remarks, not those of others."""
    declaration = seat.text
    mine = [c for c in remarks_queries.comments(declaration) if c.delegation_id == seat.delegation.id]
    own = amendments_queries.amendments_of(declaration, seat.delegation)
    every = consolidation_queries.listed(declaration, without=seat.delegation.id)
    pages = list_page(every, request.args, lambda number: _others_url(seat, number))
    return render_template(
        "declarations/overview/city_text.html",
        seat=seat,
        city=city_of(seat),
        declaration=declaration,
        comments=mine,
        amendments=views(declaration, [*own, *amendments_queries.to_those_of(declaration, seat.delegation)]),
        others=views(declaration, pages.amendments),
        pages=pages,
        votes=own_votes(declaration, seat.delegation, representation.seats(declaration.conference)),
        may=remarks_rules.possible(declaration.state),
        may_amend=amendments_rules.AmendmentAction.PROPOSE in amendments_rules.possible(declaration.state)
        and seat.delegation.standing == MembershipStatus.MEMBER,
        clauses=_clauses(declaration, declaration.languages),
        texts=completion_queries.frozen_texts(declaration),
        synoptic=synopsis.is_offered(declaration),
    )


def _others_url(seat: remarks_queries.CitySeat, page: int) -> str:
    return url_for(
        "declarations.city_text",
        slug=seat.delegation.conference.slug,
        delegation_id=seat.delegation.public_id,
        declaration_id=seat.text.public_id,
        page=page,
        _anchor="others",
    )


@bp.get("/c/<slug>/documents/<uuid:declaration_id>.pdf")
@access(public, thing=open_document_in)
def public_pdf(declaration: Declaration) -> ResponseReturnValue:
    return send_document(declaration)


@bp.get("/c/<slug>/documents/<uuid:declaration_id>")
@access(public, thing=open_document_in)
def public_page(declaration: Declaration) -> str:
    mine = current()
    return render_template(
        "declarations/overview/public.html",
        declaration=declaration,
        tongue=mine if mine in declaration.languages else declaration.languages[0],
        clauses=_clauses(declaration, [mine])[mine],
        cities=city_words(declaration),
        signatories=signatories_queries.signatories(declaration),
        scans=[scan for scan in stages_queries.scans(declaration) if scan.replaced_at is None],
        texts=completion_queries.frozen_texts(declaration),
        traced=footnotes_queries.frozen_footnotes(declaration) is not None,
        stages=stages_queries.stages(declaration),
        enquiries=stages_queries.enquiries(declaration),
        lasting=lasting.lasting_words(declaration),
    )


@bp.get("/c/<slug>/documents/<uuid:declaration_id>/origins")
@access(public, thing=open_document_in)
def public_origins(declaration: Declaration) -> str:
    """Where its words are from, as its sealed record says, and nothing else: not what the versions of a draft would tell. ``in``
    of the address is the language of the text."""
    if footnotes_queries.frozen_footnotes(declaration) is None:
        raise NotFound
    tongue = request.args.get("in", current())
    tongue = tongue if tongue in declaration.languages else declaration.languages[0]
    return render_template(
        "declarations/annotated/public_origins.html",
        declaration=declaration,
        tongue=tongue,
        annotated=annotated.annotated_in(declaration, tongue),
    )


def city_words(declaration: Declaration) -> dict[str, Localized]:
    """Codes of the member cities to their names at this conference."""
    members = representation_queries.member_delegations(declaration.conference)
    return {d.party.code: d.city_name for d in members}


def completeness(declaration: Declaration) -> list[completion_rules.Completeness]:
    paragraphs = [(p.part, p.text, p.behind) for p in declaration.paragraphs]
    return completion_rules.completeness(
        declaration.title, paragraphs, declaration.languages, title_behind=declaration.title_behind
    )


@bp.get("/o/<slug>/declarations")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def index(conference: Conference) -> str:
    found = acts_queries.declarations(conference)
    signatories = signatories_queries.signatories_of(found)
    return render_template(
        "declarations/overview/index.html",
        declarations=found,
        signatories=signatories,
        may_words=editions_policy.can_manage(current_actor(), conference),
    )


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def show(declaration: Declaration) -> str:
    signatories, complete = signatories_queries.signatories(declaration), completeness(declaration)
    return render_template(
        "declarations/overview/show.html",
        declaration=declaration,
        may=acts_rules.possible(declaration.state, declaration.kind),
        amendments_begun=amendments_rules.have_begun(declaration.state),
        present=len(representation.represented(declaration.conference).every),
        members=representation.member_total(declaration.conference),
        objections=adoption_queries.objections(declaration),
        signatories=signatories,
        waiting=[one for one in signatories if one.is_awaited],
        texts=completion_queries.frozen_texts(declaration),
        stages=stages_queries.stages(declaration),
        enquiries=stages_queries.enquiries(declaration),
        later=service.text_parts(declaration),
        remarks=remarks_queries.comment_counts(declaration),
        complete=complete,
        whole=completion_rules.is_whole(complete, [p.part for p in declaration.paragraphs]),
        act=acts.act_of(declaration),
        to_compare=completion.to_compare(declaration),
        compared=wording.compared(declaration),
        clauses=_clauses(declaration, [current()])[current()],
        proposed=amendments_queries.numbers_in_state(declaration, AmendmentState.PROPOSED),
        bracketed=amendments_queries.numbers_in_state(declaration, AmendmentState.BRACKETED),
        synoptic=synopsis.is_offered(declaration),
        lasting=lasting.lasting_words(declaration),
        may_renew=lasting.is_stamped(),
        asked=confirmations.second_people(declaration, by=current_actor(), now=clock.now()),
    )
