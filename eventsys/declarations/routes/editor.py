"""The whole text in one form: every paragraph in every language, and its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.access import access, current_actor
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.text import Localized, clean
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import EditedMeanwhile, Frozen, TooLong
from eventsys.declarations.models import Declaration, Paragraph, Part
from eventsys.declarations.routes.room import bp, paragraph_of

_PARTS = {"preamble": Part.PREAMBLE, "point": Part.POINT}
Texts = Mapping[str, Mapping[str, str]]


def _typed(declaration: Declaration) -> dict[str, dict[str, str]]:
    """Fields ``t-<paragraph>-<language>`` of the form."""
    typed: dict[str, dict[str, str]] = {}
    for name, words in request.form.items():
        kind, _dash, rest = name.partition("-")
        key, _dash, code = rest.partition("-")
        if kind == "t" and code in declaration.languages:
            typed.setdefault(key, {})[code] = clean(words)
    return typed


def _places(declaration: Declaration) -> dict[str, int]:
    """Numbers that were changed in the fields ``n-<paragraph>``."""
    found = {}
    for paragraph in declaration.paragraphs:
        number = request.form.get(f"n-{paragraph.public_id.hex}", type=int)
        if number is not None and number != paragraph.position:
            found[paragraph.public_id.hex] = number
    return found


def _shape(declaration: Declaration, wish: str, *, by: Actor) -> Paragraph | None:
    """What a button asked for: ``verb:paragraph`` or ``add:kind``. Returns where to look then."""
    verb, _colon, key = wish.partition(":")
    if verb == "add" and key in _PARTS:
        return service.add_paragraph(declaration, _PARTS[key], Localized(), by=by)
    try:
        found = paragraph_of(declaration, UUID(hex=key))
    except ValueError as error:
        raise BadRequest from error
    verbs: dict[str, Callable[[], Any]] = {
        "up": lambda: service.move_paragraph(declaration, found, up=True, by=by),
        "down": lambda: service.move_paragraph(declaration, found, up=False, by=by),
        "remove": lambda: service.remove_paragraph(declaration, found, by=by),
        "split": lambda: service.split_paragraph(declaration, found, by=by),
        "merge": lambda: service.merge_paragraph(declaration, found, by=by),
        "part": lambda: service.change_part(declaration, found, by=by),
        "after": lambda: service.add_paragraph(
            declaration, Part(found.part), Localized(), after=found, by=by
        ),
    }
    if verb not in verbs:
        raise BadRequest
    made = verbs[verb]()
    if verb == "remove":
        return None
    return made if isinstance(made, Paragraph) else found


def _page(
    declaration: Declaration,
    texts: Texts,
    *,
    refusal: Refusal | None = None,
    conflicts: frozenset[tuple[str, str]] = frozenset(),
    lost: Texts | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "declarations/editor.html",
        declaration=declaration,
        texts=texts,
        refusal=refusal,
        conflicts=conflicts,
        lost=lost or {},
        tongue=request.form.get("tongue") or request.args.get("tongue") or declaration.languages[0],
        most=service.MOST_CHARACTERS,
        remarks=queries.comment_counts(declaration),
    )
    return page, 409 if refusal else 200


def _now(declaration: Declaration) -> dict[str, Mapping[str, str]]:
    return {p.public_id.hex: p.text for p in declaration.paragraphs}


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/editor", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.declaration_at)
def editor(declaration: Declaration) -> ResponseReturnValue:
    """Whatever button is pressed, what was typed is saved first; a refusal shows it all again."""
    if request.method != "POST":
        rules.check_editable(declaration.state)
        return _page(declaration, _now(declaration))
    typed, actor = _typed(declaration), current_actor()
    version = request.form.get("version", type=int)
    if version is None:
        raise BadRequest
    try:
        service.save_text(declaration, typed, by=actor, version=version)
        if places := _places(declaration):
            service.renumber(declaration, places, by=actor)
        db.session.commit()
    except EditedMeanwhile as refusal:
        merged: rules.Merged = refusal.values["merged"]
        texts = {**_now(declaration), **merged.texts}
        lost = {key: typed[key] for key in merged.lost}
        return _page(declaration, texts, refusal=refusal, conflicts=merged.conflicts, lost=lost)
    except (Frozen, TooLong) as refusal:
        db.session.rollback()
        return _page(declaration, {**_now(declaration), **typed}, refusal=refusal)
    return see_other(_after(declaration, request.form.get("do", "save"), by=actor))


def _after(declaration: Declaration, wish: str, *, by: Actor) -> str:
    anchor = None
    if wish in {"", "save"}:
        flash(_("The text is saved."), "ok")
    else:
        try:
            found = _shape(declaration, wish, by=by)
            db.session.commit()
            anchor = f"p-{found.public_id}" if found else None
        except BadRequest:
            raise
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal), "danger")
            anchor = f"p-{UUID(hex=wish.partition(':')[2])}"
    tongue = request.form.get("tongue")
    return url_for(
        "declarations.editor", slug=declaration.conference.slug, declaration_id=declaration.public_id,
        tongue=tongue, _anchor=anchor,
    )  # fmt: skip
