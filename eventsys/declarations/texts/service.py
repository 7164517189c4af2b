"""A text as a whole: written anew, its title, languages and clauses until the plenary adopts it."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, Volumes
from eventsys.declarations.texts.errors import ClauseUnclear
from eventsys.declarations.wording.rules import Cause, CauseKind
from eventsys.declarations.wording.service import changing, keep_version, set_title


def create(
    conference: Conference,
    *,
    title: Localized,
    by: Actor,
    languages: Sequence[str] | None = None,
    order_language: str | None = None,
    authentic: str = "",
    divergence: str = "",
    volumes: Volumes = Volumes.ONE,
) -> Declaration:
    """A zero draft. Languages default to the conference's, the order of signatories to its leading one.

    Raises :class:`ClauseUnclear`.
    """
    declaration = begin(
        conference,
        title=title,
        by=by,
        languages=languages,
        order_language=order_language,
        authentic=authentic,
        divergence=divergence,
        volumes=volumes,
    )
    keep_version(declaration, [Cause(CauseKind.DRAFT)], by=by)
    return declaration


def begin(
    conference: Conference,
    *,
    title: Localized,
    by: Actor,
    languages: Sequence[str] | None = None,
    order_language: str | None = None,
    authentic: str = "",
    divergence: str = "",
    volumes: Volumes = Volumes.ONE,
    kind: Instrument = Instrument.DECLARATION,
) -> Declaration:
    """The same, also of an agreement, for whoever has more to put into its first version, and keeps that (:func:`keep_version`).

    Raises :class:`ClauseUnclear`.
    """
    declaration = Declaration(
        conference=conference,
        version=1,
        place=Localized(),
        languages=list(languages or conference.languages),
        order_language=order_language or conference.languages[0],
        authentic=authentic,
        divergence=divergence,
        volumes=volumes,
        kind=kind,
        state=DeclarationState.ZERO_DRAFT if kind == Instrument.DECLARATION else DeclarationState.DRAFT,
    )
    _check_clauses(declaration.languages, authentic, divergence)
    set_title(declaration, title)
    db.session.add(declaration)
    audit.record(by, verb="declaration.created", thing=declaration, after={"title": dict(title)})
    return declaration


def _check_clauses(languages: Sequence[str], *named: str) -> None:
    if any(code and code not in languages for code in named):
        raise ClauseUnclear


def edit(
    declaration: Declaration,
    *,
    title: Localized,
    languages: Sequence[str],
    order_language: str,
    by: Actor,
    authentic: str = "",
    divergence: str = "",
    volumes: Volumes = Volumes.ONE,
    version: int | None = None,
) -> None:
    """Title, languages, clauses, order of signatories.

    Raises :class:`TextFrozen`, :class:`EditedMeanwhile`, :class:`ClauseUnclear`.
    """
    with changing(declaration, version, by=by, cause=Cause(CauseKind.EDIT)):
        _check_clauses(languages, authentic, divergence)
        before = {"title": dict(declaration.title), "languages": declaration.languages}
        set_title(declaration, title)
        declaration.languages, declaration.order_language = list(languages), order_language
        declaration.authentic, declaration.divergence = authentic, divergence
        declaration.volumes = volumes
        after = {
            "title": dict(title),
            "languages": list(languages),
            "authentic": authentic,
            "divergence": divergence,
            "volumes": volumes,
        }
        audit.record(by, verb="declaration.edited", thing=declaration, before=before, after=after)
