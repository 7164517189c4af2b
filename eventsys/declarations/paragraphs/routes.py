"""The text, drafted paragraph by paragraph in every language, or the whole of it in one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.numbers import whole
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.changes import word_changes
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import TextFrozen
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.acts.pages import PARTS, bp, page_of, paragraph_in
from eventsys.declarations.memory import service as memory
from eventsys.declarations.memory.pages import taken
from eventsys.declarations.paragraphs import pages, rules, service
from eventsys.declarations.paragraphs.errors import NothingToMerge, NothingToSplit
from eventsys.declarations.paragraphs.forms import ParagraphForm, put_merged, put_words
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks.forms import CommentForm
from eventsys.declarations.texts.forms import put_conflict
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.errors import EditedMeanwhile, TooLong

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
        number = request.form.get(f"n-{paragraph.public_id.hex}", type=whole)
        if number is not None and number != paragraph.position:
            found[paragraph.public_id.hex] = number
    return found


def _verbs(declaration: Declaration, found: Paragraph, *, by: Actor) -> dict[str, Callable[[], Any]]:
    """What a button does with a paragraph."""
    return {
        "up": lambda: service.move_paragraph(declaration, found, up=True, by=by),
        "down": lambda: service.move_paragraph(declaration, found, up=False, by=by),
        "remove": lambda: service.remove_paragraph(declaration, found, by=by),
        "split": lambda: service.split_paragraph(declaration, found, by=by),
        "merge": lambda: service.merge_paragraph(declaration, found, by=by),
        "part": lambda: service.change_part(declaration, found, by=by),
    }


def _shape(declaration: Declaration, wish: str, *, by: Actor) -> Paragraph | None:
    """What a button asked for: ``verb:paragraph`` or ``add:kind``. Returns where to look then."""
    verb, _colon, key = wish.partition(":")
    if verb == "add" and key in PARTS:
        return service.add_paragraph(declaration, PARTS[key], Localized(), by=by)
    try:
        found = paragraph_in(declaration, UUID(hex=key))
    except ValueError as error:
        raise BadRequest from error
    verbs = _verbs(declaration, found, by=by) | {
        "after": lambda: service.add_paragraph(declaration, found.part, Localized(), after=found, by=by),
        "look": lambda: found,  # in the language that is shown then
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
    former: Texts | None = None,
) -> ResponseReturnValue:
    """``former``: what stood in boxes that other words were put into, by paragraph and language."""
    seen = pages.languages_seen(declaration, request.values.get("tongue"), request.values.get("beside"))
    sought = pages.sought_in_gaps(declaration, texts, seen)
    page = render_template(
        "declarations/paragraphs/editor.html",
        declaration=declaration,
        texts=texts,
        refusal=refusal,
        conflicts=conflicts,
        lost=lost or {},
        tongue=request.values.get("tongue"),
        beside=request.values.get("beside"),
        most=wording.MOST_CHARACTERS,
        remarks=remarks_queries.comment_counts(declaration),
        beside_of=memory.beside(declaration, sought),
        gaps=pages.gaps(declaration, texts),
        seen=seen,
        former=former or {},
        word_changes=word_changes,
    )
    return page, 409 if refusal else 200


def _now(declaration: Declaration) -> dict[str, Mapping[str, str]]:
    return {p.public_id.hex: p.text for p in declaration.paragraphs}


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/editor", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def editor(declaration: Declaration) -> ResponseReturnValue:
    """Whatever button is pressed, what was typed is saved first; a refusal shows it all again."""
    if request.method != "POST":
        acts_rules.check_editable(declaration.state)
        return _page(declaration, _now(declaration))
    typed, actor = _typed(declaration), current_actor()
    version = request.form.get("version", type=whole)
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
    except (TextFrozen, TooLong) as refusal:
        db.session.rollback()
        return _page(declaration, {**_now(declaration), **typed}, refusal=refusal)
    if (asked := taken()) is not None:
        filled, former = pages.put_into_editor(declaration, _now(declaration), *asked)
        return _page(declaration, filled, former=former)
    return see_other(_after(declaration, request.form.get("do", "save"), by=actor))


def _after(declaration: Declaration, wish: str, *, by: Actor) -> str:
    anchor = None
    if wish in {"", "save"}:
        say(Tone.OK, _("The text is saved."))
    else:
        try:
            found = _shape(declaration, wish, by=by)
            db.session.commit()
            anchor = f"p-{found.public_id}" if found else None
        except BadRequest:
            raise
        except Refusal as refusal:
            db.session.rollback()
            say(Tone.BAD, str(refusal))
            anchor = f"p-{UUID(hex=wish.partition(':')[2])}"
    return url_for(
        "declarations.editor",
        slug=declaration.conference.slug,
        declaration_id=declaration.public_id,
        tongue=request.form.get("tongue"),
        beside=request.form.get("beside"),
        _anchor=anchor,
    )


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/add/<part>", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def add(declaration: Declaration, part: str) -> ResponseReturnValue:
    if part not in PARTS:
        raise NotFound
    form = ParagraphForm()
    if (asked := taken()) is not None:
        return _paragraph_page(form, declaration, None, PARTS[part], former=put_words(form, *asked))
    if form.validate_on_submit():
        try:
            service.add_paragraph(declaration, PARTS[part], form.text.localized, by=current_actor())
            db.session.commit()
            return see_other(page_of(declaration, "text"))
        except (TextFrozen, TooLong) as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    return _paragraph_page(form, declaration, None, PARTS[part])


@bp.route(
    "/o/<slug>/declarations/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>", methods=["GET", "POST"]
)
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def paragraph(declaration: Declaration, paragraph_id: UUID) -> ResponseReturnValue:
    found = paragraph_in(declaration, paragraph_id)
    form = ParagraphForm(text=found.text, version=declaration.version)
    if (asked := taken()) is not None:
        return _paragraph_page(form, declaration, found, found.part, former=put_words(form, *asked))
    if form.validate_on_submit():
        try:
            service.edit_paragraph(
                declaration, found, form.text.localized, by=current_actor(), version=form.version.data
            )
            db.session.commit()
            return see_other(page_of(declaration, f"p-{found.public_id}"))
        except EditedMeanwhile as refusal:
            put_conflict(form, refusal, version=declaration.version)
            put_merged(form, refusal.values["merged"].texts.get(found.public_id.hex, {}))
        except (TextFrozen, TooLong) as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
    return _paragraph_page(form, declaration, found, found.part)


def _paragraph_page(
    form: ParagraphForm,
    declaration: Declaration,
    found: Paragraph | None,
    part: ParagraphKind,
    *,
    former: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    """``former``: language to what stood in its box before other words were put there."""
    sought = pages.sought_beside(declaration, form.text.localized, found)
    page = render_template(
        "declarations/paragraphs/paragraph.html",
        form=form,
        declaration=declaration,
        paragraph=found,
        point=part == ParagraphKind.POINT,
        comments=remarks_queries.comments_on(found) if found else [],
        comment_form=CommentForm(),
        beside=memory.beside(declaration, [sought]).get(sought.key, {}),
        present=sought.words,
        former=former or {},
        word_changes=word_changes,
    )
    return page, 422 if form.errors else 200


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>/<verb>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def arrange(declaration: Declaration, paragraph_id: UUID, verb: str) -> ResponseReturnValue:
    found = paragraph_in(declaration, paragraph_id)
    verbs = _verbs(declaration, found, by=current_actor())
    if verb not in verbs:
        raise NotFound
    anchor = "text" if verb == "remove" else f"p-{found.public_id}"
    try:
        verbs[verb]()
        db.session.commit()
    except (NothingToMerge, NothingToSplit, TooLong) as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(page_of(declaration, anchor))
