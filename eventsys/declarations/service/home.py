"""What the declaration room shows on a conference's home."""

from __future__ import annotations

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.conferences.home.service import CheckItem, Figure, HomePart, Leads
from eventsys.core import clock
from eventsys.core.languages import fallbacks
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations import queries, rules
from eventsys.declarations.models import DeclarationState
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.service import CityLink
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import OwnLink

__all__ = ["checks", "city_links", "home_part", "own_links"]


def home_part(conference: Conference) -> HomePart:
    """Signatures given of those expected."""
    given, expected = queries.counts(conference)
    leads = Leads("declarations.index", may=can_run)
    return HomePart(
        figures=(Figure(_l("signatures given"), given, leads=leads, of=expected, of_leads=leads),)
    )


def checks(conference: Conference) -> list[CheckItem]:
    """A declaration is written and adopted, then signed by everyone expected."""
    states = [DeclarationState(d.state) for d in queries.declarations(conference)]
    now = clock.now()
    waiting = {
        declaration.public_id: declaration
        for one, declaration in queries.waiting_confirmations(conference)
        if now <= one.expires_at
    }
    adopted = {DeclarationState.ADOPTED, DeclarationState.OPEN_FOR_SIGNATURE}
    closed = {DeclarationState.CLOSED, DeclarationState.ARCHIVED}
    ending = [
        one
        for one, _until in queries.ending(now + rules.REMINDED_BEFORE)
        if one.conference_id == conference.id
    ]
    return [
        *(
            CheckItem(
                _l("Other readers will soon no longer trust: %(title)s", title=one.title.get_in(fallbacks())),
                False,
                "declarations.show",
                {"declaration_id": one.public_id},
                "lasting",
                hint=_l("Its signatures end. A time-stamp service keeps them provable."),
            )
            for one in ending
        ),
        *(
            CheckItem(
                _l("A second person is asked for: %(title)s", title=one.title.get_in(fallbacks())),
                False,
                "declarations.show",
                {"declaration_id": number},
                "second-person",
                hint=_l("Confirm or refuse what is about to be sealed or signed."),
            )
            for number, one in waiting.items()
        ),
        CheckItem(
            _l("Adopt the declaration"),
            any(state in adopted | closed for state in states),
            endpoint="declarations.index",
            hint=_l(
                "Its preamble and points are written in every language; on adoption the words are frozen."
            ),
        ),
        CheckItem(
            _l("Have the declaration signed"),
            bool(states) and all(state in closed for state in states),
            endpoint="declarations.index",
            hint=_l("The document is sealed, members sign in turn, and signing is closed."),
        ),
    ]


def city_links(delegation: Delegation) -> list[CityLink]:
    """The texts that were circulated, on the page of a city's focal point and on its head's own."""
    return [
        CityLink(d.title, "declarations.city_text", {"declaration_id": d.public_id})
        for d in queries.circulated(delegation)
    ]


def own_links(delegate: Delegate) -> list[OwnLink]:
    """On the own page of whoever signs for a city."""
    if not queries.signatories_who_are(delegate):
        return []
    return [OwnLink(_l("Documents with your signature"), "declarations.own_documents", "file-earmark-pdf")]
