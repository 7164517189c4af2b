"""The verbs of badges."""

from __future__ import annotations

from datetime import timedelta

from eventsys.badges.codes import service as codes
from eventsys.badges.designs import service as designs
from eventsys.badges.designs.rules import HOUSE
from eventsys.badges.desk import service as desk
from eventsys.badges.editor import service as editor
from eventsys.badges.freshness import service as freshness
from eventsys.badges.parts import service as parts
from eventsys.badges.passes import service as passes
from eventsys.badges.personal import service as personal
from eventsys.badges.printing import service as printing
from eventsys.badges.printing.rules import RunEntry
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge, BadgeState, VoidReason
from eventsys.badges.replacing import service as replacing
from eventsys.badges.sheets.rules import SheetOptions
from eventsys.badges.words import service as words
from eventsys.badges.zones import service as zones
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.jobs.models import JobState
from eventsys.registration.people.models import Delegate, DelegateState
from tests.conferences.factories import make_conference
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen

DIGEST = "0" * 64


def story(see: Seen) -> None:
    conference = make_conference(slug="hanoi", languages=["en"])
    home = make_delegation(conference, "TYO")
    people = [make_delegate(home, family_name=f"Inose {n}", email=f"inose{n}@example.org") for n in range(9)]
    see(codes.rotate_key, by=BY)
    see(codes.retire_key, 1, by=BY)
    see(designs.ensure_design, conference, by=BY)
    see(words.save_facts, conference, wifi_name="plenary", by=BY)
    zone = venue.add_zone(conference, letters="B", name={"en": "Lounge"}, colour="#1d4f8c", by=BY)
    see(zones.set_zones, people[0], [zone], by=BY)
    run = see(printing.start_run, conference, people[:3], by=BY)
    one, two, three = record_queries.badges_of_run(run)
    see(parts.keep_part, run, 0, [one, two], DIGEST, now=NOW)
    see(parts.give_up, run, three, "not_drawn", by=BY)
    see(parts.finish_run, run, DIGEST, by=BY, now=NOW)
    see(printing.lay_out_again, run, SheetOptions(crop_marks=True), by=BY)
    run.job.state = JobState.FAILED
    see(printing.resume_run, run, by=BY)
    run.job.state = JobState.CANCELLED
    see(printing.ask_printing, run, by=BY)
    see(record.issue, one, by=BY)
    see(record.step, one, BadgeState.RETURNED, by=BY)
    see(record.void, two, "lost", by=BY)
    see(record.void_all, [printed(conference, people[3])], VoidReason.CHANGED, by=BY)
    _later(see, conference, people[4:])
    _passes(see, conference)


def printed(conference: Conference, person: Delegate) -> Badge:
    run = printing.start_run(conference, [person], by=BY)
    (badge,) = record_queries.badges_of_run(run)
    parts.keep_part(run, 0, [badge], DIGEST, now=NOW)
    db.session.flush()
    return badge


def _later(see: Seen, conference: Conference, people: list[Delegate]) -> None:
    run = printing.start_run(conference, [people[0]], by=BY)
    (waiting,) = record_queries.badges_of_run(run)
    people[0].family_name, waiting.out_of_date = "Koike", True
    db.session.flush()
    see(freshness.renew_words, [waiting], by=BY)
    see(parts.ask_chunks, run, [0], by=BY)
    stale = printed(conference, people[1])
    people[1].family_name, stale.out_of_date = "Renho", True
    db.session.flush()
    see(replacing.replace_out_of_date, conference, by=BY, chosen=[stale.public_id])
    see(replacing.reprint, printed(conference, people[2]), "damaged", by=BY, knowing=True)
    badge, _new = see(desk.desk_badge, people[3], by=BY)
    see(desk.desk_printed, badge, DIGEST, by=BY, issued=True)
    see(printing.take_for_desk, people[4], by=BY)
    people[3].state = DelegateState.REVOKED
    see(record.void_badge_of, people[3], by=BY)
    photographed = printed(conference, make_delegate(people[0].delegation, family_name="Abe"))
    photographed.words = {**photographed.words, "photo": DIGEST}
    over = printed(conference, make_delegate(people[0].delegation, family_name="Aso"))
    with clock.at(NOW + timedelta(days=90)):
        see(record.expire, over, by=BY)
        see(record.expire_due, by=BY, now=clock.now())
        see(personal.purge_files, conference, by=BY, now=NOW)
        see(personal.purge_photos, conference, by=BY, now=NOW)


def _passes(see: Seen, conference: Conference) -> None:
    press = category_of(conference, "press")
    see(passes.make_day_badge, conference, press, name="A. Guest", on=conference.starts, by=BY)
    see(passes.set_floater_quota, conference, press, 5, by=BY)
    run = see(passes.make_floaters, conference, press, 2, by=BY)
    badges = record_queries.badges_of_run(run)
    parts.keep_part(run, 0, badges, DIGEST, now=NOW)
    see(passes.hand_over, badges[0], holder="Le Monde", by=BY)
    see(passes.take_back, badges[0], by=BY)
    record.void(badges[1], "lost", by=BY)
    again = RunEntry.instead_of(badges[1], badges[1].words)
    see(printing.queue_run, conference, [again], by=BY)
    design = see(designs.use_ready, conference, press, HOUSE, by=BY)
    size = (design.width_mm, design.height_mm)
    see(editor.save_design, conference, press, html=design.html, css=design.css, size=size, tried=True, by=BY)
    see(editor.go_back, conference, design, by=BY)
