"""The verbs of papers."""

from __future__ import annotations

from eventsys.papers.needs import service as needs
from eventsys.papers.participants import service as participants
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people import service as people
from eventsys.papers.personal import service as personal
from eventsys.papers.sheets.rules import Format
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen

FILE, OTHER = "0" * 64, "1" * 64


def story(see: Seen) -> None:
    conference = make_conference(slug="hanoi", languages=["en"])
    make_delegate(make_delegation(conference, "TYO"), listed_with="both", photo_digest=OTHER)
    made = see(participants.ask_list, conference, Wish(photo=True), final=True, by=BY, now=NOW)
    listed = made.listed
    participants.ask_list(conference, Wish(photo=True), final=True, by=BY, now=NOW)
    see(participants.begin_taking, listed)
    see(participants.keep_rows, listed, list(participants.on_record(conference)))
    named = people.parties(conference), people.categories(conference)
    see(participants.finish_taking, listed, named, count=1, taken_at=NOW, by=BY)
    see(participants.keep_file, made, FILE, by=BY, now=NOW)
    see(participants.ask_print, listed, Wish(Format.XLSX, contact=True), by=BY, now=NOW)
    see(personal.purge_photos, conference, by=BY, now=NOW)
    see(personal.purge_contacts, conference, by=BY, now=NOW)
    participants.keep_file(made, FILE, by=BY, now=NOW)
    see(personal.purge_files, conference, by=BY, now=NOW)
    participants.keep_file(made, FILE, by=BY, now=NOW)
    see(participants.drop_files, [made], now=NOW)
    see(needs.look_at_needs, conference, "en", names=True, by=BY)
