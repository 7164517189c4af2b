"""Telling those concerned that a text was circulated, may be amended, or is open for signature.

Whom and with what words is shown before (:func:`plan_of`); the letters are kept in the transaction of the step
(:func:`queue_notices`), so that they go out with it or not at all, and once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from eventsys.core import current
from eventsys.core.actor import Actor
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.notices import letters
from eventsys.declarations.notices.letters import NoticeReader
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.mail.record import models as record_models
from eventsys.mail.record.models import About
from eventsys.mail.writing import service as writing
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.links import service as links
from eventsys.registration.people.models import Delegate


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """Who will be written to, the letter in each of their languages, and cities nobody can be reached in."""

    readers: list[NoticeReader]
    letters: list[writing.LetterPreview]
    unreachable: list[Localized]


def plan_of(declaration: Declaration, state: State) -> NoticePlan:
    """What :func:`queue_notices` would do. Links are cut off in the letters that are shown."""
    concerned = _concerned(declaration, state)
    readers = [reader for reader, _target in _readers(declaration, concerned)]
    shown = f"{current.settings().base_url}/{record_models.HIDDEN}"
    first = {reader.language: reader for reader in reversed(readers)}
    previews = [
        writing.preview(letters.notice(declaration, state, first[language], shown))
        for language in sorted(first)
    ]
    reached = {reader.city.get_in(()) for reader in readers}
    lost = [one.city_name for one in concerned if one.city_name.get_in(()) not in reached]
    return NoticePlan(readers, previews, lost)


def queue_notices(declaration: Declaration, state: State, *, by: Actor, now: datetime) -> int:
    """Write to everybody concerned; how many letters. Call it in the transaction of the step itself."""
    readers = _readers(declaration, _concerned(declaration, state))
    for reader, target in readers:
        if isinstance(target, Delegate):
            url = links.own_link(target, by=by, now=now)
        else:
            url = invitations.focal_link(target, by=by, now=now)
        writing.queue(letters.notice(declaration, state, reader, url))
    return len(readers)


def _concerned(declaration: Declaration, state: State) -> list[Delegation]:
    """A draft is before all cities, amendments and signatures are the members' or the parties'."""
    found: Iterable[Delegation]
    if declaration.is_agreement:
        found = [party.delegation for party in declaration.parties]
    elif state == State.CIRCULATED:
        found = delegations_queries.delegations_of_cities(declaration.conference)
    else:
        found = representation_queries.member_delegations(declaration.conference)
    return [one for one in found if not one.has_declined]


def _readers(
    declaration: Declaration, concerned: Iterable[Delegation]
) -> list[tuple[NoticeReader, Delegation | Delegate]]:
    """Focal points and approved heads that have an address, each address once in a city."""
    heads = signatories_queries.heads(declaration.conference)
    found: list[tuple[NoticeReader, Delegation | Delegate]] = []
    for one in concerned:
        if one.focal_email:
            about = About("delegation", one.public_id)
            focal = NoticeReader(one.focal_name, one.focal_email, one.focal_language, one.city_name, about)
            found.append((focal, one))
        head = heads.get(one.id)
        if head is not None and head.email and head.email.lower() != one.focal_email.lower():
            about = About("delegate", head.public_id)
            reader = NoticeReader(
                head.full_name, head.email, head.language, one.city_name, about, head.honorific
            )
            found.append((reader, head))
    return found
