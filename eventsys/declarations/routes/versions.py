"""Every save of the text, and what changed between two of them."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.access import access
from eventsys.core.languages import current
from eventsys.declarations import queries, rules
from eventsys.declarations.models import Declaration
from eventsys.declarations.routes.room import bp


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>/versions")
@access(editions_policy.can_run, thing=queries.declaration_at)
def versions(declaration: Declaration) -> ResponseReturnValue:
    """``from`` and ``to`` are version numbers (the last two without them), ``in`` a language."""
    kept = queries.versions(declaration)
    newest = kept[0].number
    after = queries.version(declaration, request.args.get("to", newest, type=int))
    before = queries.version(declaration, request.args.get("from", max(after.number - 1, 1), type=int))
    tongue = request.args.get("in", current())
    tongue = tongue if tongue in declaration.languages else declaration.languages[0]
    titles = before.content["title"].get(tongue, ""), after.content["title"].get(tongue, "")
    return render_template(
        "declarations/versions.html",
        declaration=declaration,
        versions=kept,
        before=before,
        after=after,
        tongue=tongue,
        title_changes=rules.word_changes(*titles),
        differences=rules.differences(before.content["paragraphs"], after.content["paragraphs"], tongue),
        Change=rules.Change,
    )
