"""What badges keep about a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete

from eventsys.badges import queries
from eventsys.badges.models import LIVE_STATES, PrintRun, PrintRunPart, VoidReason, ZoneChange
from eventsys.badges.service.life import void_all
from eventsys.conferences.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l
from eventsys.jobs.models import JobState
from eventsys.privacy.service import Holding, columns
from eventsys.registration.models import Delegate

__all__ = ["HOLDINGS", "drop_files", "purge_files", "purge_photos"]

_NAMELESS = "—"


def _blank_badges(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    """They open no door any more; number, state and moments stay, so that one that turns up is known as void."""
    queries.lock_delegates([delegate])
    found = queries.history(delegate)
    queries.lock_badges(found)
    void_all([badge for badge in found if badge.state in LIVE_STATES], VoidReason.CHANGED, by=by)
    photos = [badge.words["photo"] for badge in found if badge.words.get("photo")]
    for badge in found:
        badge.words = {"name": _NAMELESS, "category": "", "number": badge.serial}
        badge.void_reason, badge.out_of_date = "", False
    db.session.flush()
    return photos


def _forget_zones(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    db.session.execute(delete(ZoneChange).where(ZoneChange.delegate_id == delegate.id))
    return ()


def _drop_runs(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    """Print files with the badge go; what is said of it in a run goes as well."""
    mine = {str(badge.public_id) for badge in queries.history(delegate)}
    names = {badge.words["name"] for badge in queries.history(delegate)}
    runs = queries.runs_with(delegate)
    for run in runs:
        run.failures = [one for one in run.failures if one["badge"] not in mine]
        if "kept" in run.selection:
            kept = [name for name in run.selection["kept"] if name not in names]
            run.selection = {**run.selection, "kept": kept}
    return drop_files(runs, now=now)


def drop_files(runs: Sequence[PrintRun], *, now: datetime) -> list[str]:
    """The files of these runs and of their parts are not kept any more: their digests. Badges and figures stay."""
    dropped: list[str] = []
    for run in runs:
        queries.lock_run(run)
        parts = list(queries.part_digests(run).values())
        if run.pdf_digest is None and not parts:
            continue
        dropped += [*parts, *([run.pdf_digest] if run.pdf_digest else [])]
        db.session.execute(delete(PrintRunPart).where(PrintRunPart.run_id == run.id))
        run.pdf_digest, run.file_gone_at = None, now
    db.session.flush()
    return dropped


def purge_files(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:
    """All print files of a conference whose time is over."""
    runs = queries.runs_with_files(conference)
    return len(runs), drop_files(runs, now=now)


def purge_photos(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:
    """What badges remember of the photos on them."""
    found = [badge for badge in queries.all_badges(conference) if badge.words.get("photo")]
    digests = [badge.words["photo"] for badge in found]
    for badge in found:
        badge.words = {**badge.words, "photo": None}
    db.session.flush()
    return 0, digests  # the people are counted where their photos are


def _printing(delegate: Delegate) -> str:
    """While a run is at work its parts are being written."""
    waits = {JobState.QUEUED, JobState.RUNNING}
    for run in queries.runs_with(delegate):
        if run.job is not None and run.job.state in waits:
            return str(
                _("A badge of this person is being printed: wait until the run is finished, or cancel it.")
            )
    return ""


HOLDINGS = (
    Holding(
        "badge", _l("Badges"), queries.history,
        {"words": _l("Printed on it"), "state": _l("State"), "serial": _l("Number"), "created_at": _l("Made on"),
         "printed_at": _l("Printed on"), "issued_at": _l("Handed over on"), "voided_at": _l("Void since"),
         "void_why": _l("Reason"), "void_reason": _l("Reason in words")},
        columns(
            "id public_id conference_id kind delegate_id category_id floater_number valid_on design_id run_id run_position "
            "key_generation out_of_date replaces_id"
        ),
        goes=_l("Name and everything else printed on it, with the photo"),
        stays=_l("Number, state and moments: a badge that turns up is known, and opens no door"),
        erase=_blank_badges, obstacle=_printing, audited=True,
    ),
    Holding(
        "badge_zone_change", _l("Zones, where they differ from the category"), queries.zone_changes_of,
        {"zone.name": _l("Zone"), "opens": _l("Open")}, columns("delegate_id zone_id"),
        goes=_l("The zones"), erase=_forget_zones,
    ),
    Holding(
        "print_run", _l("Print files"), queries.runs_with,
        {"created_at": _l("Made on"), "finished_at": _l("Printed on"), "count": _l("Badges in it")},
        columns("id public_id conference_id job_id selection options asked_by pdf_digest file_gone_at edition without failures"),
        goes=_l("The files, whole"), stays=_l("How many badges were printed and when"), erase=_drop_runs,
    ),
)  # fmt: skip
