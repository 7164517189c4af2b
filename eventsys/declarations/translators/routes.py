"""The page for translators: files out and in, how far each language is, and what the memory knows."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import bilingual
from eventsys.core.bilingual import Match, SegmentState, xliff
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.changes import word_changes
from eventsys.core.words.text import clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.memory import service as memory
from eventsys.declarations.translators import rules, service
from eventsys.declarations.translators.errors import PiecesRefused, TextMovedOn
from eventsys.declarations.translators.forms import HandInForm, MemoryForm, TakeInForm, packed, unpacked
from eventsys.declarations.translators.rules import HandedIn, HandedPiece, Verdict
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.rules import Piece

_XLIFF = "application/xliff+xml"
_TONES = {Verdict.NEW: "ok", Verdict.CHANGED: "info", Verdict.FITS: "ok"}


def _source(declaration: Declaration) -> str:
    """The language that is translated from: as the address says, else the text's first."""
    asked = request.values.get("from") or declaration.languages[0]
    if asked not in declaration.languages:
        raise NotFound
    return asked


def _languages(declaration: Declaration, language: str) -> tuple[str, str]:
    """From, and into that of the address."""
    source = _source(declaration)
    if language not in declaration.languages or language == source:
        raise NotFound
    return source, language


@bp.route(f"{TEXT}/translators", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def translators(declaration: Declaration) -> ResponseReturnValue:
    """First what a file would change is shown; then it is taken in."""
    if "read" in request.form:
        return _shown_before(declaration)
    form = HandInForm()
    if form.validate_on_submit():
        data = form.file.data.read(bilingual.MOST_OCTETS + 1)
        try:
            acts_rules.check_editable(declaration.state)
            db.session.rollback()  # reading may take long: nobody waits for the write lock meanwhile
            handed = service.hand_in(declaration, service.read_file(data))
            return _preview(declaration, handed, TakeInForm(formdata=None))
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.file, refusal)
    source = _source(declaration)
    page = render_template(
        "declarations/translators/translators.html",
        declaration=declaration,
        form=form,
        source=source,
        progress=service.progress(declaration, source),
        piece_words=wording.piece_words,
        may=acts_rules.possible(declaration.state, declaration.kind),
    )
    return page, 422 if form.errors else 200


@bp.get(f"{TEXT}/translators/<language>.xlf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def for_translator(declaration: Declaration, language: str) -> ResponseReturnValue:
    """The text in XLIFF 2, ``from`` a language into that of the address."""
    source, target = _languages(declaration, language)
    data = xliff(service.sheet_of(declaration, source, target))
    name = f"declaration-v{declaration.version}-{source}-{target}.xlf"
    return send_blob(data, _XLIFF, download_name=name)


# --- between reading and taking in -----------------------------------------------------------------------------


def _preview(declaration: Declaration, handed: HandedIn, form: TakeInForm) -> ResponseReturnValue:
    review = service.review(declaration, handed)
    form.read.data = packed(declaration, handed, review.fingerprint)
    page = render_template(
        "declarations/translators/preview.html",
        declaration=declaration,
        form=form,
        handed=handed,
        review=review,
        tones=_TONES,
        verdict_words=rules.VERDICT_WORDS,
        objection_words=rules.OBJECTION_WORDS,
        place_of=service.place_of,
        sign_list=service.sign_list,
        word_changes=word_changes,
    )
    return page, 422 if form.errors else 200


def _shown_before(declaration: Declaration) -> ResponseReturnValue:
    form = TakeInForm()
    if not form.validate():
        raise BadRequest
    handed, seen = unpacked(declaration, form.read.data or "")
    try:
        review = service.take_in(
            declaration, handed, seen=seen, by=current_actor(), partly=bool(form.partly.data)
        )
        db.session.commit()
    except TextMovedOn as refusal:  # the page stays, with what would be taken in now
        db.session.rollback()
        db.session.refresh(declaration)
        form.form_errors.append(str(refusal))
        return _preview(declaration, handed, form)
    except PiecesRefused as refusal:
        db.session.rollback()
        put_refusal(form.partly, refusal)
        return _preview(declaration, handed, form)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return _preview(declaration, handed, form)
    taken = len(review.taken)
    say(Tone.OK, ngettext("%(num)s piece is taken in.", "%(num)s pieces are taken in.", taken))
    return see_other(page_of(declaration, "text"))


# --- what the memory knows -------------------------------------------------------------------------------------


@bp.route(f"{TEXT}/translators/<language>/memory", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def matches(declaration: Declaration, language: str) -> ResponseReturnValue:
    """Pieces without words in a language or with older ones, and what earlier declarations or a memory of one's own say in
    their place. What is chosen is shown as a file is before it is taken in."""
    acts_rules.check_editable(declaration.state)
    source, target = _languages(declaration, language)
    wanted = service.unfinished(declaration, source, target)
    if request.form.get("do") == "choose":
        return _chosen(declaration, wanted, source, target)
    form = MemoryForm()
    found = memory.matches(declaration, wanted, source, target)
    if form.validate_on_submit():
        pieces = {piece.what: piece.text[source] for piece in wanted}
        data = form.file.data.read(bilingual.MOST_OCTETS + 1)
        db.session.rollback()  # reading may take long
        try:
            own = memory.matches_in_file(data, pieces, source, target, origin=_("your memory"))
            found = {what: _best([*found.get(what, []), *own.get(what, [])]) for what in pieces}
        except Refusal as refusal:
            put_refusal(form.file, refusal)
    page = render_template(
        "declarations/translators/memory.html",
        declaration=declaration,
        form=form,
        source=source,
        target=target,
        wanted=wanted,
        matches=found,
        piece_words=wording.piece_words,
        key_of=rules.key_of,
        word_changes=word_changes,
    )
    return page, 422 if form.errors else 200


def _best(matches: list[Match]) -> list[Match]:
    found = {one.target: one for one in sorted(matches, key=lambda one: one.likeness)}
    return sorted(found.values(), key=lambda one: -one.likeness)[:3]


def _chosen(declaration: Declaration, wanted: list[Piece], source: str, target: str) -> ResponseReturnValue:
    """The words of the fields ``m-<key>``, as if a translator had sent them for the text as it stands."""
    pieces = tuple(
        HandedPiece(key, piece.text[source], clean(words), SegmentState.TRANSLATED, "", None)
        for piece in wanted
        if (words := request.form.get(f"m-{(key := rules.key_of(piece))}", "").strip())
    )
    handed = HandedIn(source, target, declaration.version, pieces)
    return _preview(declaration, handed, TakeInForm(formdata=None))
