"""Print runs: badges queued together, printed and kept part by part, several workers at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from eventsys.badges import documents, queries, rules
from eventsys.badges.errors import AlreadyPrinted, NotApproved, NothingToPrint, NothingToResume
from eventsys.badges.models import Badge, BadgeDesign, PrintRun
from eventsys.badges.rules import Backs, SheetOptions, Sort
from eventsys.badges.service.designs import ensure_design
from eventsys.badges.service.entries import Entry
from eventsys.badges.service.words import Words
from eventsys.conferences.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import DEFAULT
from eventsys.jobs import service as jobs
from eventsys.jobs.models import JobState
from eventsys.registration import queries as registration_queries
from eventsys.registration.models import Delegate, DelegateState

__all__ = ["ask_printing", "queue_run", "resume_run", "start_run", "take_for_desk"]


def start_run(
    conference: Conference,
    delegates: Sequence[Delegate],
    *,
    by: Actor,
    selection: dict[str, Any] | None = None,
    options: SheetOptions | None = None,
) -> PrintRun:
    """Queue a badge for each of ``delegates``, in the order given or as ``options`` sort them, and the job
    that prints them. Cover sheets need the order of cities.

    Runs of one conference are started one after the other, and a delegate's state is held meanwhile: whom
    another run has just taken, or whose approval is just revoked, is refused by name.
    Raises :class:`NothingToPrint`, :class:`NotApproved` or :class:`AlreadyPrinted`.
    """
    options = options or SheetOptions()
    if options.covers:
        options = replace(options, sort=Sort.CITY)
    if not delegates:
        raise NothingToPrint
    queries.lock_conference(conference)
    queries.lock_delegates(delegates)
    entries = _entries(conference, delegates, options, live=queries.live_badges(delegates))
    return queue_run(conference, entries, by=by, selection=selection, options=options)


def take_for_desk(delegate: Delegate, *, by: Actor, back: bool = False) -> Badge:
    """Queue one badge that is printed in the request itself, with its ``back`` if so: a run of one without a
    job. The caller holds the conference's lock and has seen that there is no live badge. Raises
    :class:`NotApproved`."""
    conference = delegate.conference
    options = SheetOptions(backs=Backs.LONG if back else Backs.NONE)
    queries.lock_delegate(delegate)
    entries = _entries(conference, [delegate], options, live={})
    _run, (badge,) = _queue(conference, entries, by=by, selection={"desk": True}, options=options)
    return badge


def _entries(
    conference: Conference, delegates: Sequence[Delegate], options: SheetOptions, *, live: Mapping[int, Badge]
) -> list[Entry]:
    for delegate in delegates:
        if delegate.state != DelegateState.APPROVED:
            raise NotApproved(name=delegate.full_name)
        if delegate.id in live:
            raise AlreadyPrinted(name=delegate.full_name)
    words = Words(conference, delegates)
    return [
        Entry(delegate.category_id, words.of(delegate), delegate=delegate)
        for delegate in _in_order(delegates, options.sort)
    ]


def _in_order(delegates: Sequence[Delegate], sort: str) -> Sequence[Delegate]:
    """By the alphabet of the conference's first language."""
    language = delegates[0].conference.languages[0] if delegates else DEFAULT

    def name(person: Delegate) -> tuple[Any, ...]:
        return registration_queries.name_key(person, language)

    if sort == Sort.NAME:
        return sorted(delegates, key=name)
    if sort == Sort.CATEGORY:
        return sorted(delegates, key=lambda d: (d.category.position, d.category_id, *name(d)))
    if sort == Sort.CITY:
        return sorted(
            delegates, key=lambda d: (registration_queries.city_key(d.delegation, language), *name(d))
        )
    return delegates


def queue_run(
    conference: Conference,
    entries: Sequence[Entry],
    *,
    by: Actor,
    selection: dict[str, Any] | None = None,
    options: SheetOptions | None = None,
) -> PrintRun:
    """A run of ``entries`` in their order, and its job; what must hold of them the caller has checked under its
    locks."""
    run, _badges = _queue(
        conference, entries, by=by, selection=selection or {}, options=options or SheetOptions()
    )
    ask_printing(run, by=by)
    return run


def _queue(
    conference: Conference,
    entries: Sequence[Entry],
    *,
    by: Actor,
    selection: dict[str, Any],
    options: SheetOptions,
) -> tuple[PrintRun, list[Badge]]:
    """A run without a job, and its badges."""
    chosen = {design.category_key: design for design in queries.designs(conference)}
    general = chosen.get(0) or ensure_design(conference, by=by)
    used = {chosen.get(entry.category_id, general) for entry in entries}
    documents.check_sheet(options, {(d.width_mm, d.height_mm) for d in used})
    generation, serials = queries.current_generation(), _new_serials(len(entries))
    run = PrintRun(
        conference=conference,
        count=len(entries),
        asked_by=by.label,
        selection=selection,
        options=options.kept(),
    )
    badges = []
    for position, (entry, serial) in enumerate(zip(entries, serials, strict=True)):
        badge = _new_badge(run, entry, chosen.get(entry.category_id, general), serial)
        badge.run_position, badge.key_generation = position, generation
        badges.append(badge)
    db.session.add_all([run, *badges])
    db.session.flush()
    audit.record(by, verb="print_run.started", thing=run, after={"badges": len(entries), **run.options})
    return run, badges


def _new_badge(run: PrintRun, entry: Entry, design: BadgeDesign, serial: str) -> Badge:
    return Badge(
        conference_id=run.conference.id, kind=entry.kind, delegate=entry.delegate,
        category_id=entry.category_id, floater_number=entry.floater_number, valid_on=entry.valid_on,
        design=design, run=run, serial=serial, words={**entry.words, "number": serial},
    )  # fmt: skip


def _new_serials(count: int) -> Iterable[str]:
    """That many serials no badge has."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn |= dict.fromkeys(rules.new_serial() for _ in range(count - len(drawn)))
        for taken in queries.taken_serials(drawn):
            del drawn[taken]
    return drawn


def ask_printing(run: PrintRun, *, by: Actor) -> None:
    """The job that prints this edition of the run."""
    run.job = jobs.ask(
        "badges.print", {"run": run.id}, by=by, conference_id=run.conference_id,
        key=f"badges.print:{run.public_id}:{run.edition}", total=run.count,
    )  # fmt: skip


def resume_run(run: PrintRun, *, by: Actor) -> None:
    """Let a run that failed or was cancelled go on where it stopped. Raises :class:`NothingToResume`."""
    stopped = run.job is not None and run.job.state in {JobState.FAILED, JobState.CANCELLED}
    if run.pdf_digest is not None or not stopped:
        raise NothingToResume
    ask_printing(run, by=by)
    audit.record(by, verb="print_run.resumed", thing=run)
