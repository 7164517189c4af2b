"""What badges keep about a person: told, erased on request, and let go when its time is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete

from eventsys.badges.freshness import queries as freshness_queries
from eventsys.badges.passes import queries as passes_queries
from eventsys.badges.passes.models import HandOver
from eventsys.badges.personal import queries
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import LIVE_STATES, Badge, VoidReason
from eventsys.badges.record.service import void_all
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun, PrintRunPart
from eventsys.badges.zones.models import ZoneChange
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import list_words
from eventsys.jobs.models import JobState
from eventsys.privacy.register.service import Holding, columns
from eventsys.privacy.subjects.models import Named
from eventsys.registration.people.models import Delegate

_NAMELESS = "—"


def _blank_badges(delegate: Delegate, by: Actor, _now: datetime) -> Iterable[str]:
    record_queries.lock_delegates([delegate])
    return _blanked(record_queries.history(delegate), by=by)


def _blanked(found: Sequence[Badge], *, by: Actor) -> list[str]:
    """They open no door any more; number, state and moments stay, so that one that turns up is known as void."""
    freshness_queries.lock_badges(found)
    void_all([badge for badge in found if badge.state in LIVE_STATES], VoidReason.CHANGED, by=by)
    photos = [badge.words["photo"] for badge in found if badge.words.get("photo")]
    for badge in found:
        badge.words = {"name": _NAMELESS, "category": "", "number": badge.serial}
        badge.void_reason, badge.out_of_date = "", False
    db.session.flush()
    return photos


def _forget_zones(delegate: Delegate, _by: Actor, _now: datetime) -> Iterable[str]:
    db.session.execute(delete(ZoneChange).where(ZoneChange.delegate_id == delegate.id))
    return ()


def _drop_runs(delegate: Delegate, _by: Actor, now: datetime) -> Iterable[str]:
    return _files_gone(record_queries.history(delegate), now=now)


def _files_gone(badges: Sequence[Badge], *, now: datetime) -> list[str]:
    """Print files with these badges go; what is said of them in a run goes as well."""
    mine = {str(badge.public_id) for badge in badges}
    names = {badge.words["name"] for badge in badges}
    runs = queries.runs_with(badges)
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
        runs_queries.lock_run(run)
        parts = list(runs_queries.part_digests(run).values())
        if run.pdf_digest is None and not parts:
            continue
        dropped += [*parts, *([run.pdf_digest] if run.pdf_digest else [])]
        db.session.execute(delete(PrintRunPart).where(PrintRunPart.run_id == run.id))
        run.pdf_digest, run.file_gone_at = None, now
    db.session.flush()
    return dropped


def purge_files(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:  # noqa: ARG001 (purges are called alike)
    """All print files of a conference whose time is over."""
    runs = queries.runs_with_files(conference)
    return len(runs), drop_files(runs, now=now)


def purge_photos(conference: Conference, *, by: Actor, now: datetime) -> tuple[int, list[str]]:  # noqa: ARG001 (purges are called alike)
    """What badges remember of the photos on them."""
    found = [badge for badge in queries.all_badges(conference) if badge.words.get("photo")]
    digests = [badge.words["photo"] for badge in found]
    for badge in found:
        badge.words = {**badge.words, "photo": None}
    db.session.flush()
    return 0, digests  # the people are counted where their photos are


def _printing(delegate: Delegate) -> str:
    """While a run is at work its parts are being written."""
    return _at_work(queries.runs_with(record_queries.history(delegate)))


def _at_work(runs: Sequence[PrintRun]) -> str:
    waits = {JobState.QUEUED, JobState.RUNNING}
    for run in runs:
        if run.job is not None and run.job.state in waits:
            return str(
                _("A badge of this person is being printed: wait until the run is finished, or cancel it.")
            )
    return ""


HOLDINGS = (
    Holding(
        "badge",
        _l("Badges"),
        record_queries.history,
        {
            "words": _l("Printed on it"),
            "state": _l("State"),
            "serial": _l("Number"),
            "created_at": _l("Made on"),
            "printed_at": _l("Printed on"),
            "issued_at": _l("Handed over on"),
            "voided_at": _l("Void since"),
            "void_why": _l("Reason"),
            "void_reason": _l("Reason in words"),
        },
        columns(
            "id public_id conference_id kind delegate_id category_id floater_number valid_on design_id run_id run_position "
            "key_generation out_of_date replaces_id"
        ),
        goes=_l("Name and everything else printed on it, with the photo"),
        stays=_l("Number, state and moments: a badge that turns up is known, and opens no door"),
        erase=_blank_badges,
        obstacle=_printing,
        audited=True,
    ),
    Holding(
        "badge_zone_change",
        _l("Zones, where they differ from the category"),
        queries.zone_changes_of,
        {"zone.name": _l("Zone"), "opens": _l("Open")},
        columns("delegate_id zone_id"),
        goes=_l("The zones"),
        erase=_forget_zones,
    ),
    Holding(
        "print_run",
        _l("Print files"),
        lambda delegate: queries.runs_with(record_queries.history(delegate)),
        {"created_at": _l("Made on"), "finished_at": _l("Printed on"), "count": _l("Badges in it")},
        columns(
            "id public_id conference_id job_id selection options asked_by pdf_digest file_gone_at edition without failures"
        ),
        goes=_l("The files, whole"),
        stays=_l("How many badges were printed and when"),
        erase=_drop_runs,
    ),
)


# ---- somebody on record by name ----


def _day_badges(named: Named) -> list[Badge]:
    return named.among(queries.every_day_badge(named.conference), "audit_label")


def _blank_day_badges(named: Named, by: Actor, _now: datetime) -> Iterable[str]:
    return _blanked(_day_badges(named), by=by)


def _drop_day_runs(named: Named, _by: Actor, now: datetime) -> Iterable[str]:
    return _files_gone(_day_badges(named), now=now)


def _hand_overs(named: Named) -> list[HandOver]:
    return named.among(passes_queries.every_hand_over(named.conference), "holder")


def _take_name_off(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    for given in _hand_overs(named):
        given.holder = ""
    db.session.flush()
    return ()


def _is_out(named: Named) -> str:
    out = [given.badge.words["name"] for given in _hand_overs(named) if given.returned_at is None]
    if not out:
        return ""
    return str(
        _(
            "A transferable badge is still with this person: take %(badges)s back first.",
            badges=list_words(out),
        )
    )


NAMED_HOLDINGS = (
    replace(
        HOLDINGS[0],
        rows=_day_badges,
        erase=_blank_day_badges,
        obstacle=lambda named: _at_work(queries.runs_with(_day_badges(named))),
    ),
    Holding(
        "badge_hand_over",
        _l("Transferable badges handed over"),
        _hand_overs,
        {
            "badge.words": _l("Printed on it"),
            "holder": _l("Name"),
            "given_at": _l("Handed over on"),
            "returned_at": _l("Given back on"),
        },
        columns("id badge_id delegation_id given_by returned_by"),
        goes=_l("The name"),
        stays=_l("That the badge was out, when, and who of the staff gave it and took it back"),
        erase=_take_name_off,
        obstacle=_is_out,
        within="badge",
    ),
    replace(
        HOLDINGS[2],
        rows=lambda named: queries.runs_with(_day_badges(named)),
        erase=_drop_day_runs,
        follows=True,
    ),
)
