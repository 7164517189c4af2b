"""Drafts that come from elsewhere, looked at before they are taken over; and the draft to take away."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock, manuscripts
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.manuscripts import CHANGE_WORDS, LOSS_WORDS, Changes, Manuscript, Reading
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.tags import language_choices, own_name
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.drafts import documents, rules, service
from eventsys.declarations.drafts.errors import ChangesUndecided, LossesUnseen
from eventsys.declarations.drafts.forms import ImportForm, PreviewForm, packed, unpacked
from eventsys.declarations.drafts.rules import Proposal
from eventsys.declarations.passages import rules as passages_rules
from eventsys.declarations.passages.errors import DraftUnreadable
from eventsys.declarations.passages.rules import ROLE_WORDS, PassageRole
from eventsys.declarations.wording.errors import EditedMeanwhile

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.route(f"{TEXT}/import", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def import_draft(declaration: Declaration) -> ResponseReturnValue:
    """First what was read is shown, with all that could not be carried over; then it is taken over."""
    acts_rules.check_editable(declaration.state)
    if "read" in request.form:
        return _preview(declaration)
    form = ImportForm()
    form.language.choices = language_choices(declaration.languages)
    if form.validate_on_submit():
        version = declaration.version  # what is shown is meant for the text as it stands now
        try:
            proposal = rules.propose_import(_read(form), form.language.data)
            sheet = _Sheet(proposal, form.language.data, version)
            _packed(declaration, sheet)  # whether it can come back from the page
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
        else:
            return _page(declaration, sheet, _opened(declaration, sheet))
    page = render_template("declarations/drafts/import.html", form=form, declaration=declaration)
    return page, 422 if form.errors else 200


def _read(form: ImportForm) -> Manuscript:
    file = form.file.data
    if file and file.filename:
        data = file.read(manuscripts.MOST_OCTETS + 1)
        db.session.rollback()  # reading may take long: nobody waits for the write lock meanwhile
        return service.read_file(data)
    lines = manuscripts.read_text(form.text.data or "")
    if not lines:
        raise DraftUnreadable
    return Manuscript({Changes.ACCEPT: Reading(lines)})


# --- between reading and saving --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What was read, for which language, and for which version of the text."""

    proposal: Proposal
    language: str
    version: int


def _opened(declaration: Declaration, sheet: _Sheet) -> PreviewForm:
    form = PreviewForm(formdata=None)
    form.read.data = _packed(declaration, sheet)
    return form


def _packed(declaration: Declaration, sheet: _Sheet) -> str:
    about = {"of": declaration.public_id.hex, "language": sheet.language, "version": sheet.version}
    return packed(sheet.proposal, **about)


def _preview(declaration: Declaration) -> ResponseReturnValue:
    """Another look, after roles were changed or something was decided; or the save."""
    form = PreviewForm()
    if not form.validate():
        raise BadRequest
    proposal, about = unpacked(form.read.data or "")
    if about["of"] != declaration.public_id.hex or about["language"] not in declaration.languages:
        raise BadRequest
    sheet = _Sheet(proposal, about["language"], about["version"])
    if request.form.get("do") != "take":
        return _page(declaration, sheet, form)
    try:
        found = proposal.chosen(form.way.data)
        if found.losses and not form.seen.data:
            raise LossesUnseen
        draft = passages_rules.draft_of(passages_rules.arranged(found.passages, _roles(found, form.way.data)))
        service.take_over(declaration, sheet.language, draft, by=current_actor(), version=sheet.version)
        db.session.commit()
    except EditedMeanwhile as refusal:
        # Nothing is lost: the page stays, now for the newer text, and whoever saves knows of it.
        db.session.rollback()
        db.session.refresh(declaration)
        form.form_errors.append(str(refusal))
        sheet = _Sheet(proposal, sheet.language, declaration.version)
        form.read.data = _packed(declaration, sheet)
    except (ChangesUndecided, LossesUnseen) as refusal:
        put_refusal(form.seen if isinstance(refusal, LossesUnseen) else form.way, refusal)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
    else:
        say(Tone.OK, _("The draft is taken over; the former text stays among the versions."))
        return see_other(page_of(declaration, "text"))
    return _page(declaration, sheet, form)


def _roles(found: rules.DraftReading, way: str | None) -> list[PassageRole]:
    """As chosen on the page for this way to read the file; what it does not say is as it was recognised."""
    roles = []
    for number, passage in enumerate(found.passages):
        said = request.form.get(f"role-{way or Changes.ACCEPT}-{number}", passage.role)
        if said not in {role.value for role in PassageRole}:
            raise BadRequest
        roles.append(PassageRole(said))
    return roles


def _page(declaration: Declaration, sheet: _Sheet, form: PreviewForm) -> ResponseReturnValue:
    try:
        found = sheet.proposal.chosen(form.way.data)
    except ChangesUndecided:
        found = None
    shown = passages_rules.arranged(found.passages, _roles(found, form.way.data)) if found else []
    page = render_template(
        "declarations/drafts/import_preview.html",
        declaration=declaration,
        form=form,
        changes=sheet.proposal.changes,
        change_words=CHANGE_WORDS,
        found=found,
        shown=shown,
        language=sheet.language,
        language_name=own_name(sheet.language),
        emptied=passages_rules.emptied(
            shown, [(p.part, p.text) for p in declaration.paragraphs], sheet.language
        ),
        role_words=ROLE_WORDS,
        loss_words=LOSS_WORDS,
    )
    return page, 422 if form.errors else 200


def _languages(declaration: Declaration) -> list[str]:
    asked = request.args.get("in")
    if asked and asked not in declaration.languages:
        raise NotFound
    return [asked] if asked else declaration.languages


@bp.get(f"{TEXT}/draft.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def draft(declaration: Declaration) -> ResponseReturnValue:
    """The text as it stands, brackets shown; in every language or ``in`` one."""
    paper = documents.draft_pdf(
        declaration,
        amendments_queries.amendments(declaration),
        languages=_languages(declaration),
        now=clock.now(),
    )
    return send_blob(paper.pdf, "application/pdf")


@bp.get(f"{TEXT}/draft.<any(html,docx):kind>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def draft_file(declaration: Declaration, kind: str) -> ResponseReturnValue:
    """The text as it stands with its brackets, for saving; in every language or ``in`` one."""
    languages, amendments = _languages(declaration), amendments_queries.amendments(declaration)
    name = f"declaration-v{declaration.version}.{kind}"
    if kind == "docx":
        data = documents.draft_docx(declaration, amendments, languages=languages)
        return send_blob(data, _DOCX, download_name=name)
    html = documents.draft_html(declaration, amendments, languages=languages, now=clock.now())
    return send_blob(html.encode(), "application/octet-stream", download_name=name)
