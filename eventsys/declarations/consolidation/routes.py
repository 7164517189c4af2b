"""The desk of amendments, the text with every proposal at its words, and both on paper."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.web.access import access
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import current
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.consolidation import documents, queries
from eventsys.declarations.consolidation.pages import desk_url, list_page, state_chips, tongue_chips
from eventsys.declarations.decisions.documents import views
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.voting import queries as voting_queries
from eventsys.declarations.voting.models import QuestionState


@bp.get(f"{TEXT}/amendments")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def amendments(declaration: Declaration) -> str:
    """By paragraph, some to a page; ``state``, ``at`` (a paragraph) and ``city`` narrow the list."""
    asked = {key: value for key, value in request.args.items() if value}
    members = representation_queries.member_delegations(declaration.conference)
    at = next((p for p in declaration.paragraphs if p.public_id.hex == asked.get("at")), None)
    city = next((d for d in members if d.public_id.hex == asked.get("city")), None)
    places = queries.by_place(declaration)
    found = queries.listed(
        declaration,
        state=asked.get("state", ""),
        paragraph=at.id if at else None,
        delegation=city.id if city else None,
    )
    kept = {key: asked[key] for key in ("state", "at", "city") if key in asked}
    page = list_page(found, asked, lambda number: desk_url(declaration, **kept, page=number))
    waiting = queries.undecided(declaration)
    return render_template(
        "declarations/consolidation/amendments.html",
        declaration=declaration,
        views=views(declaration, page.amendments, waiting),
        page=page,
        total=sum(number for _paragraph, _state, number in places),
        figures=documents.figures(declaration, waiting, members),
        chips=state_chips(declaration, places, asked.get("state", "")),
        asked=asked,
        at=at,
        city=city,
        everything=desk_url(declaration),
        members=members,
        votes=voting_queries.questions(declaration, QuestionState.OPEN),
        may=amendments_rules.possible(declaration.state),
    )


@bp.get(f"{TEXT}/amendments.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def amendments_paper(declaration: Declaration) -> ResponseReturnValue:
    paper = documents.amendments_pdf(declaration, now=clock.now())
    return send_blob(paper.pdf, "application/pdf")


@bp.get(f"{TEXT}/consolidated")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def consolidated(declaration: Declaration) -> str:
    """The text in one language (``in``) with all open proposals at their words."""
    asked = request.args.get("in", current())
    tongue = asked if asked in declaration.languages else declaration.languages[0]
    return render_template(
        "declarations/consolidation/consolidated.html",
        declaration=declaration,
        tongue=tongue,
        found=documents.consolidated_rows(declaration, queries.undecided(declaration), tongue),
        tongues=tongue_chips(declaration, tongue),
    )


@bp.get(f"{TEXT}/consolidated.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def consolidated_paper(declaration: Declaration) -> ResponseReturnValue:
    paper = documents.consolidated_pdf(declaration, queries.undecided(declaration), now=clock.now())
    return send_blob(paper.pdf, "application/pdf")
