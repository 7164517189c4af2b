"""The letters of a conference: what became of each, read with its links cut off, sent again, cancelled."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, page
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.ids import new_token
from eventsys.core.web.access import access, conference_of_page, current_actor
from eventsys.core.web.chips import Chip
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import LETTER_FRAME, send_blob, send_letter
from eventsys.files import service as files
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.fates import service as fates
from eventsys.mail.record import queries as record_queries
from eventsys.mail.record.models import LetterState, OutboxLetter
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import queries as writing_queries
from eventsys.mail.writing import service as writing

ONE = "/o/<slug>/outbox/<uuid:letter_id>"


def letter_in(slug: str, letter_id: UUID) -> OutboxLetter:
    """A letter of the conference whose page it is. Raises :class:`NotFound`."""
    found = record_queries.find_letter(letter_id)
    if found is None or found.conference_id != editions_queries.by_slug(slug).id:
        raise NotFound
    return found


@bp.get("/o/<slug>/outbox")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def outbox(conference: Conference) -> Any:
    """Newest first; ``q`` searches addresses, names and subjects, ``state`` narrows."""
    search, state = request.args.get("q", "").strip()[:100], _state(request.args.get("state", ""))
    found = fates_queries.letters_page(
        conference.id, search=search, state=state, after=request.args.get("after", "")
    )
    counts = fates_queries.counts(conference.id)
    chips = [Chip(_("All"), _address(conference, None), state is None, sum(counts.values()))]
    chips += [
        Chip(one.word, _address(conference, one), state == one, counts[one])
        for one in LetterState
        if counts.get(one)
    ]
    more = url_for(
        "conferences.outbox", slug=conference.slug, q=search or None, state=state, after=found.next_key
    )
    return page(
        "outbox/outbox",
        conference=conference,
        rows=fates_queries.with_fates(found.items),
        chips=chips,
        search=search,
        state=state,
        full=writing_queries.much_written_to(conference.id, clock.now() - writing.A_DAY, writing.LINKS_A_DAY),
        most=writing.LINKS_A_DAY,
        trouble=fates_queries.trouble(conference.id),
        total=sum(counts.values()),
        next_url=more if found.next_key else None,
        first_url=_address(conference, state) if request.args.get("after") else None,
        key=new_token(),
    )


def _state(text: str) -> LetterState | None:
    return LetterState(text) if text in set(LetterState) else None


def _address(conference: Conference, state: LetterState | None) -> str:
    return url_for("conferences.outbox", slug=conference.slug, q=request.args.get("q") or None, state=state)


@bp.get(ONE)
@access(editions_policy.can_run, thing=letter_in)
def letter(found: OutboxLetter) -> Any:
    """One letter as its recipient reads it, but for the links."""
    return page(
        "outbox/letter",
        letter=found,
        conference=conference_of_page(),
        fate=fates_queries.fate_of(found),
        frame=LETTER_FRAME,
        words=fates.words_for_staff(found),
        key=new_token(),
    )


@bp.get(f"{ONE}/html")
@access(editions_policy.can_run, thing=letter_in)
def letter_html(found: OutboxLetter) -> Response:
    """The HTML part alone, in a sandbox."""
    words = fates.words_for_staff(found)
    if words is None:
        raise NotFound
    return send_letter(words.html)


@bp.get(f"{ONE}/attachments/<int:number>")
@access(editions_policy.can_run, thing=letter_in)
def letter_attachment(found: OutboxLetter, number: int) -> Response:
    """One attachment, counted from 1."""
    if fates.words_for_staff(found) is None or not 1 <= number <= len(found.attachments):
        raise NotFound
    given = found.attachments[number - 1]
    content = files.path_or_stream(given["digest"])
    return send_blob(content, given["media_type"], digest=given["digest"], download_name=given["name"])


@bp.post(f"{ONE}/<any(again,cancel):verb>")
@access(editions_policy.can_run, thing=letter_in)
def act_on_letter(found: OutboxLetter, verb: str) -> Any:
    """Send it again, or not at all. Back to where it was asked for."""
    by, now = current_actor(), clock.now()
    slug = request.view_args["slug"] if request.view_args else ""
    try:
        if verb == "again":
            writing.send_again(found, key=request.form.get("key", ""), by=by, now=now)
        else:
            settling.cancel(found, by=by, now=now)
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    else:
        db.session.commit()
        said = {
            "again": _("The letter is on its way to %(to)s again.", to=found.to_address),
            "cancel": _("The letter to %(to)s is not sent.", to=found.to_address),
        }
        say(Tone.OK, said[verb])
    return see_other(_back(slug, found))


def _back(slug: str, found: OutboxLetter) -> str:
    """The page of this conference's desk that the button stood on."""
    here = url_for("conferences.letter", slug=slug, letter_id=found.public_id)
    came_from = request.referrer or ""
    home = f"{request.host_url}o/{slug}/"
    return came_from[len(request.host_url) - 1 :] if came_from.startswith(home) else here
