"""Lists of participants: all, one with what differs from the last edition, and its files."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, url_for

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_name
from eventsys.files import service as files
from eventsys.jobs.models import Job
from eventsys.jobs.service import describe
from eventsys.papers.formats.pages import send_sheet
from eventsys.papers.participants import documents, queries, service
from eventsys.papers.participants.forms import ListForm, WishForm
from eventsys.papers.participants.models import ListPrint, ParticipantList
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people import queries as people_queries
from eventsys.papers.people.rules import ORDER_WORDS
from eventsys.papers.sheets.pages import bp
from eventsys.papers.sheets.rules import FORMAT_WORDS, Format

LISTS = "/o/<slug>/papers/participants"
_SHOWN = 100  # of each kind of difference


def _list_url(job: Job) -> str | None:
    made = queries.print_of_job(job.payload["print"])
    if made is None:
        return None
    return url_for("papers.participant_list", slug=made.listed.conference.slug, list_id=made.listed.public_id)


describe("papers.participants", _l("Making the list of participants"), url=_list_url)


@bp.route(LISTS, methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def participants(conference: Conference) -> Any:
    """The lists that were made, and a new one."""
    form = ListForm()
    form.offer(conference.languages)
    if form.validate_on_submit():
        final = form.kind.data == "final"
        made = service.ask_list(conference, form.wish(), final=final, by=current_actor(), now=clock.now())
        db.session.commit()
        say(Tone.OK, _("The list is being made."))
        return see_other(url_for(".participant_list", slug=conference.slug, list_id=made.listed.public_id))
    page = render_template(
        "papers/participants/lists.html",
        form=form,
        lists=queries.lists(conference),
        title_of=documents.title_of,
        on_record=people_queries.count_on_record(conference),
    )
    return page, 422 if form.errors else 200


def _wish_words(made: ListPrint) -> str:
    wish = Wish.of(made.wish)
    more = [_l("with photos")] * wish.photo + [_l("with contacts")] * wish.contact
    said = [FORMAT_WORDS[wish.format], ORDER_WORDS[wish.order], own_name(wish.language), *more]
    return " · ".join(map(str, said))


def _differing(listed: ParticipantList) -> dict[str, Any]:
    """What differs from the edition before, the first of each kind in words."""
    before = queries.edition_before(listed) if listed.taken_at else None
    if before is None:
        return {"difference": None}
    spoken = current()
    return {
        "difference": queries.difference(before, listed),
        "joined": [
            documents.person_words(listed, row, spoken) for row in queries.only_in(listed, before, _SHOWN)
        ],
        "left": [
            documents.person_words(before, row, spoken) for row in queries.only_in(before, listed, _SHOWN)
        ],
        "changed": [
            (
                documents.person_words(listed, row, spoken),
                documents.changed_words(before, listed, row, spoken),
            )
            for row in queries.in_both(before, listed, _SHOWN)
        ],
    }


@bp.route(LISTS + "/<uuid:list_id>", methods=["GET", "POST"])
@access(can_run, thing=queries.list_in)
def participant_list(listed: ParticipantList) -> Any:
    """One list: of when it is, its files, what differs; and the same rows printed in another way."""
    conference = listed.conference
    form = WishForm()
    form.offer(conference.languages)
    if form.validate_on_submit():
        service.ask_print(listed, form.wish(), by=current_actor(), now=clock.now())
        db.session.commit()
        say(Tone.OK, _("The list is being made."))
        return see_other(url_for(".participant_list", slug=conference.slug, list_id=listed.public_id))
    prints = queries.prints_of(listed)
    page = render_template(
        "papers/participants/list.html",
        listed=listed,
        form=form,
        title=documents.title_of(listed),
        prints=[(made, _wish_words(made)) for made in prints],
        gone=any(made.file_gone_at for made in prints),
        title_of=documents.title_of,
        shown_at_most=_SHOWN,
        **_differing(listed),
    )
    return page, 422 if form.errors else 200


@bp.get(LISTS + "/files/<uuid:print_id>")
@access(can_run, thing=queries.print_in)
def participants_file(made: ListPrint) -> Response:
    """The file of one print."""
    if made.digest is None:
        raise NotFound
    wish = Wish.of(made.wish)
    name = documents.file_name(made.listed.conference, made.listed, wish)
    return send_blob(
        files.path_or_stream(made.digest),
        documents.MEDIA_TYPES[wish.format],
        digest=made.digest,
        download_name=None if wish.format == Format.PDF else name,
    )


@bp.get(LISTS + "/<uuid:list_id>/changes.<any(csv,pdf,xlsx):kind>")
@access(can_run, thing=queries.list_in)
def participants_changes(listed: ParticipantList, kind: str) -> Any:
    """What differs from the edition before, on paper."""
    before = queries.edition_before(listed) if listed.taken_at else None
    if before is None:
        raise NotFound
    rows = {
        "joined": queries.only_in(listed, before),
        "left": queries.only_in(before, listed),
        "changed": queries.in_both(before, listed),
    }
    sheet = documents.difference_sheet(before, listed, rows, current())
    return send_sheet(listed.conference, sheet, Format(kind), name="changes")
