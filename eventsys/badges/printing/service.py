"""Print runs: badges queued together in their order, taken by the desk one by one, resumed, laid out on other sheets;
and who cannot be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from eventsys.badges.codes import queries as codes_queries
from eventsys.badges.codes import rules as codes_rules
from eventsys.badges.designs import queries as designs_queries
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.service import ensure_design
from eventsys.badges.freshness.service import compare_run
from eventsys.badges.printing import queries
from eventsys.badges.printing.errors import AlreadyPrinted, NotApproved, NothingToResume
from eventsys.badges.printing.rules import RunEntry
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.errors import NothingToPrint
from eventsys.badges.record.models import Badge
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.sheets import documents as sheets_documents
from eventsys.badges.sheets import queries as sheets_queries
from eventsys.badges.sheets.rules import Backs, SheetOptions, Sort
from eventsys.badges.words.service import Words
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import DEFAULT, fallbacks
from eventsys.jobs import service as jobs
from eventsys.networks.bodies import queries as bodies_queries
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.names.service import lacking_words
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Somebody with words that no font draws; ``why``: a sentence for each field, in the language in force."""

    delegate_id: UUID
    name: str
    why: list[str]


def unprintable_people(conference: Conference, only: Iterable[UUID] | None = None) -> list[Unprintable]:
    """Those who wait for a badge and would be left out of a run, by name; ``only`` these, if given."""
    order = fallbacks(conference.languages[0], conference.languages)
    wanted = None if only is None else set(only)
    found = []
    waiting = list(queries.words_of_unprinted(conference))
    cities = registry_queries.cities_by_id({one.city_id for one in waiting if one.city_id})
    bodies = bodies_queries.bodies_by_id({one.body_id for one in waiting if one.body_id})
    for one in waiting:
        if wanted is not None and one.public_id not in wanted:
            continue
        called = conference.city_name(cities[one.city_id]) if one.city_id else bodies[one.body_id or 0].name
        texts = {
            "name": one.full_name,
            "native_name": one.native_name,
            "office": one.office.get_in(order),
            "organisation": one.organisation.get_in(order),
            "city": called.get_in(order),
            "native_city": one.native_city,
        }
        why = lacking_words(texts)
        if why:
            found.append(Unprintable(one.public_id, one.full_name, why))
    return found


def lay_out_again(run: PrintRun, options: SheetOptions, *, by: Actor) -> None:
    """The same badges on other sheets, or only the sheets from the Nth on: no badge is made anew, and those that
    are void or out of date by now are left out.

    The order, the bleed and whether there are backs stay as they were printed. Raises
    :class:`NothingToResume` for a run that is not finished, :class:`NothingToPrint` when none of its badges is
    good, and what is wrong with the sheets.
    """
    runs_queries.lock_run(run)
    if run.pdf_digest is None or run.job_id is None:
        raise NothingToResume
    compare_run(run)
    db.session.flush()
    if not any(one.good for one in sheets_queries.kept_in(run)):
        raise NothingToPrint
    before, former = run.options, SheetOptions.of(run.options)
    turned = Backs.NONE in {options.backs, former.backs}
    options = replace(
        options,
        sort=former.sort,
        bleed=former.bleed,
        backs=former.backs if turned else options.backs,
        covers=options.covers and former.sort == Sort.CITY,
    )
    used = {badge.design for badge in record_queries.badges_of_run(run)}
    sheets_documents.check_sheet(options, {(d.width_mm, d.height_mm) for d in used})
    run.options = options.kept()
    run.edition, run.pdf_digest, run.finished_at = run.edition + 1, None, None
    db.session.flush()
    ask_printing(run, by=by)
    audit.record(by, verb="print_run.laid_out", thing=run, before=before, after=run.options)


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
    runs_queries.lock_conference(conference)
    record_queries.lock_delegates(delegates)
    entries = _entries(conference, delegates, options, live=record_queries.live_badges(delegates))
    return queue_run(conference, entries, by=by, selection=selection, options=options)


def take_for_desk(delegate: Delegate, *, by: Actor, back: bool = False) -> Badge:
    """Queue one badge that is printed in the request itself, with its ``back`` if so: a run of one without a
    job. The caller holds the conference's lock and has seen that there is no live badge. Raises
    :class:`NotApproved`."""
    conference = delegate.conference
    options = SheetOptions(backs=Backs.LONG if back else Backs.NONE)
    record_queries.lock_delegate(delegate)
    entries = _entries(conference, [delegate], options, live={})
    _run, (badge,) = _queue(conference, entries, by=by, selection={"desk": True}, options=options)
    return badge


def _entries(
    conference: Conference, delegates: Sequence[Delegate], options: SheetOptions, *, live: Mapping[int, Badge]
) -> list[RunEntry]:
    for delegate in delegates:
        if not delegate.is_approved:
            raise NotApproved(name=delegate.full_name)
        if delegate.id in live:
            raise AlreadyPrinted(name=delegate.full_name)
    words = Words(conference, delegates)
    return [
        RunEntry(delegate.category_id, words.of(delegate), delegate=delegate)
        for delegate in _in_order(delegates, options.sort)
    ]


def _in_order(delegates: Sequence[Delegate], sort: str) -> Sequence[Delegate]:
    """By the alphabet of the conference's first language."""
    language = delegates[0].conference.languages[0] if delegates else DEFAULT

    def name(person: Delegate) -> tuple[Any, ...]:
        return people_queries.name_key(person, language)

    if sort == Sort.NAME:
        return sorted(delegates, key=name)
    if sort == Sort.CATEGORY:
        return sorted(delegates, key=lambda d: (d.category.position, d.category_id, *name(d)))
    if sort == Sort.CITY:
        return sorted(
            delegates, key=lambda d: (delegations_queries.city_key(d.delegation, language), *name(d))
        )
    return delegates


def queue_run(
    conference: Conference,
    entries: Sequence[RunEntry],
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
    entries: Sequence[RunEntry],
    *,
    by: Actor,
    selection: dict[str, Any],
    options: SheetOptions,
) -> tuple[PrintRun, list[Badge]]:
    """A run without a job, and its badges."""
    chosen = {design.category_key: design for design in designs_queries.designs(conference)}
    general = chosen.get(0) or ensure_design(conference, by=by)
    used = {chosen.get(entry.category_id, general) for entry in entries}
    sheets_documents.check_sheet(options, {(d.width_mm, d.height_mm) for d in used})
    generation, serials = codes_queries.current_generation(), _new_serials(len(entries))
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


def _new_badge(run: PrintRun, entry: RunEntry, design: BadgeDesign, serial: str) -> Badge:
    return Badge(
        conference_id=run.conference.id,
        kind=entry.kind,
        delegate=entry.delegate,
        category_id=entry.category_id,
        floater_number=entry.floater_number,
        valid_on=entry.valid_on,
        design=design,
        run=run,
        serial=serial,
        words={**entry.words, "number": serial},
    )


def _new_serials(count: int) -> Iterable[str]:
    """That many serials no badge has."""
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        drawn |= dict.fromkeys(codes_rules.new_serial() for _ in range(count - len(drawn)))
        for taken in record_queries.taken_serials(drawn):
            del drawn[taken]
    return drawn


def ask_printing(run: PrintRun, *, by: Actor) -> None:
    """The job that prints this edition of the run."""
    run.job = jobs.ask(
        "badges.print",
        {"run": run.id},
        by=by,
        conference_id=run.conference_id,
        key=f"badges.print:{run.public_id}:{run.edition}",
        total=run.count,
    )


def resume_run(run: PrintRun, *, by: Actor) -> None:
    """Let a run that failed or was cancelled go on where it stopped. Raises :class:`NothingToResume`."""
    stopped = run.job is not None and run.job.is_stopped
    if run.pdf_digest is not None or not stopped:
        raise NothingToResume
    ask_printing(run, by=by)
    audit.record(by, verb="print_run.resumed", thing=run)
