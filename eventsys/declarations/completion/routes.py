"""The languages side by side, versions one after the other, and the text made final or opened again."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.numbers import whole
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.changes import DiffKind, word_changes
from eventsys.core.words.languages import current
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.acts.rules import DeclarationAction
from eventsys.declarations.completion import rules, service
from eventsys.declarations.completion.forms import CompareForm
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording import rules as wording_rules
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.errors import WordingGap
from eventsys.declarations.wording.pages import compare_page, take_step
from eventsys.declarations.wording.rules import Piece


def _edit_url(declaration: Declaration, piece: Piece) -> str:
    here: dict[str, Any] = {"slug": declaration.conference.slug, "declaration_id": declaration.public_id}
    kind, _colon, number = piece.what.partition(":")
    if piece.what == wording_rules.TITLE:
        return url_for("declarations.edit", **here)
    if kind == "party":
        return url_for("declarations.parties", **here)
    same = [p for p in declaration.paragraphs if p.part == kind]
    return url_for("declarations.paragraph", paragraph_id=same[int(number) - 1].public_id, **here)


def _changes(piece: Piece, then: dict[str, Any] | None) -> dict[str, Any]:
    """Of languages that got other words since the one that was left longest: runs of words, kept, added, removed."""
    before = wording_rules.words_then(then, piece) if then else {}
    return {
        code: word_changes(before[code], words)
        for code, words in piece.text.items()
        if before.get(code) and not acts_rules.same_words(before[code], words)
    }


def _page(declaration: Declaration, form: CompareForm) -> ResponseReturnValue:
    found, languages = service.to_compare(declaration), declaration.languages
    saves = {one.number: one for one in wording_queries.versions(declaration)}
    then = wording_queries.contents(declaration, {piece.since(languages) for piece in found})
    rows = [
        {
            "piece": piece,
            "name": wording.piece_words(piece.what),
            "edit": _edit_url(declaration, piece),
            "saves": {c: saves.get(max(m, default=0)) for c, m in piece.wording.moments.items()},
            "changes": _changes(piece, then.get(piece.since(languages))),
            "behind": [code for code in languages if code in piece.wording.behind],
        }
        for piece in found
    ]
    page = render_template(
        "declarations/completion/compare.html",
        declaration=declaration,
        form=form,
        rows=rows,
        waiting=any(row["behind"] for row in rows),
        following=rules.after_comparing(declaration.state, declaration.kind),
        compared=wording.compared(declaration),
    )
    return page, 422 if form.errors else 200


@bp.route(f"{TEXT}/languages", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def compare(declaration: Declaration) -> ResponseReturnValue:
    """With the word the text becomes final, or agreed, if that is what it waits for."""
    acts_rules.check_editable(declaration.state)
    form = CompareForm(version=declaration.version)
    if form.validate_on_submit():
        try:
            done = _confirm(declaration, form)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            told = wording.explain_gap(refusal) if isinstance(refusal, WordingGap) else refusal
            put_refusal(form.word, told)
            form.version.renew(declaration.version)
        else:
            say(Tone.OK, done)
            return see_other(page_of(declaration, "text"))
    return _page(declaration, form)


def _confirm(declaration: Declaration, form: CompareForm) -> str:
    """Returns what to say."""
    actor, now = current_actor(), clock.now()
    following = rules.after_comparing(declaration.state, declaration.kind)
    service.confirm_compared(
        declaration, form.word.data or "", version=form.version.data or 0, by=actor, now=now
    )
    if following is DeclarationAction.FINALISE:
        service.finalise(declaration, by=actor)
        return str(_("The text is final."))
    if following is DeclarationAction.AGREE:
        service.agree_text(declaration, by=actor, now=now)
        return str(_("The text is agreed. The words of every language are frozen."))
    return str(_("Your word is on record."))


@bp.post(f"{TEXT}/in-line")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def in_line(declaration: Declaration) -> ResponseReturnValue:
    """A language fits as it is, although another one was changed: ``what`` (a piece), ``code``, ``version``."""
    what, code = request.form.get("what", ""), request.form.get("code", "")
    version = request.form.get("version", type=whole)
    if version is None:
        raise BadRequest
    return take_step(
        declaration,
        lambda: service.confirm_aligned(declaration, what, code, version=version, by=current_actor()),
        _("On record: it fits as it is."),
        where=compare_page(declaration) if "compare" in request.form else page_of(declaration, "text"),
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/finalise")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def finalise(declaration: Declaration) -> ResponseReturnValue:
    return take_step(
        declaration, lambda: service.finalise(declaration, by=current_actor()), _("The text is final.")
    )


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/reopen")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def reopen(declaration: Declaration) -> ResponseReturnValue:
    done = _("The text may be changed again.")
    return take_step(declaration, lambda: service.reopen(declaration, by=current_actor()), done)


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>/versions")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def versions(declaration: Declaration) -> ResponseReturnValue:
    """``from`` and ``to`` are version numbers (the last two without them), ``in`` a language."""
    kept = wording_queries.versions(declaration)
    newest = kept[0].number
    after = wording_queries.version(declaration, request.args.get("to", newest, type=whole))
    before = wording_queries.version(
        declaration, request.args.get("from", max(after.number - 1, 1), type=whole)
    )
    tongue = request.args.get("in", current())
    tongue = tongue if tongue in declaration.languages else declaration.languages[0]
    titles = before.content["title"].get(tongue, ""), after.content["title"].get(tongue, "")
    return render_template(
        "declarations/completion/versions.html",
        declaration=declaration,
        versions=kept,
        before=before,
        after=after,
        tongue=tongue,
        title_changes=word_changes(*titles),
        differences=rules.differences(before.content["paragraphs"], after.content["paragraphs"], tongue),
        DiffKind=DiffKind,
    )
