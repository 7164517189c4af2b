"""What declarations keep about a person: told, and erased on request as far as nothing signed rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import current, fallbacks, list_words
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory
from eventsys.privacy.register.service import Holding, columns
from eventsys.privacy.subjects.models import Named
from eventsys.registration.people.models import Delegate


def _is_to_sign(delegate: Delegate) -> str:
    return _still_to_sign(signatories_queries.signatories_who_are(delegate))


def _still_to_sign(signatories: Sequence[Signatory]) -> str:
    """A sealed paper that is open names the person: what became of it is recorded first."""
    for one in signatories:
        if one.is_expected and one.declaration.state in acts_rules.SIGNING:
            title = one.declaration.title.get_in(fallbacks(current(), one.declaration.conference.languages))
            words: str = _(
                "This person is still to sign “%(title)s”: record the signature, or that there is none.",
                title=title,
            )
            return words
    return ""


def _end_mandates(delegate: Delegate, _by: Actor, _now: datetime) -> Iterable[str]:
    """Papers that are not sealed yet: the city names somebody else."""
    powers = []
    for one in signatories_queries.mandates_of(delegate):
        powers += [one.powers_digest] if one.powers_digest else []
        one.delegate, one.delegate_id, one.powers_digest = None, None, None
    db.session.flush()
    return powers


HOLDINGS = (
    Holding(
        "signatory",
        _l("Signatures"),
        signatories_queries.signatories_who_are,
        {
            "declaration.title": _l("Document"),
            "name": _l("Name"),
            "native_name": _l("Name in own script"),
            "office": _l("Office"),
            "city": _l("City"),
            "by_proxy": _l("By proxy"),
            "principal": _l("On behalf of"),
            "answer": _l("State"),
            "signed_on": _l("Date of the signature"),
            "signed_at": _l("Given on"),
            "drawn": _l("Signed by hand on a screen"),
            "attended_by": _l("In the presence of"),
            "confirmed_by": _l("Confirmed by"),
            "note": _l("Note"),
        },
        columns(
            "id public_id declaration_id delegation_id delegate_id position native_city powers_digest state way attended_id"
        ),
        stays=_l(
            "Papers that were sealed or signed stay as they are, with the name: the law of archives wants them whole"
        ),
        obstacle=_is_to_sign,
        within="declaration",
    ),
    Holding(
        "declaration_mandate",
        _l("Documents to sign"),
        signatories_queries.mandates_of,
        {"declaration.title": _l("Document")},
        columns("id declaration_id delegation_id delegate_id powers_digest rank"),
        goes=_l("The city names somebody else"),
        erase=_end_mandates,
        within="declaration",
    ),
)


# ---- somebody on record by name ----


def _signed_by_name(named: Named) -> list[Signatory]:
    unregistered = signatories_queries.unregistered_signatories(named.conference)
    return named.among(unregistered, "name", "native_name", "principal")


def _proxies(named: Named) -> list[Proxy]:
    """Those on which no signature rests."""
    signed = {
        one.delegation_id for one in _signed_by_name(Named(named.conference, named.name)) if one.by_proxy
    }
    given = representation_queries.proxies_of_people(named.conference)
    return [one for one in named.among(given, "person") if one.giver_id not in signed]


def _proxies_signed_with(named: Named) -> list[Proxy]:
    free = _proxies(named)
    given = representation_queries.proxies_of_people(named.conference)
    return [one for one in named.among(given, "person") if one not in free]


def _forget_proxies(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    found = _proxies(named)
    powers = [one.powers_digest for one in found]
    for one in found:
        one.person, one.office, one.powers_digest = "", Localized(), ""
    db.session.flush()
    return powers


def _still_acts(named: Named) -> str:
    cities = [one.giver.city_name.get_in(fallbacks()) for one in _proxies(named) if one.ended_at is None]
    if not cities:
        return ""
    return str(
        _("This person still acts for %(cities)s: take the proxy back first.", cities=list_words(cities))
    )


_PROXY = Holding(
    "proxy",
    _l("Proxies"),
    _proxies,
    {
        "giver.city_name": _l("City"),
        "person": _l("Name"),
        "office": _l("Office"),
        "recorded_at": _l("Recorded on"),
        "ended_at": _l("Taken back on"),
    },
    columns("id public_id conference_id giver_id holder_id powers_digest recorded_by"),
    goes=_l("Name, office and the powers on file"),
    stays=_l("That the city had given a proxy, and when it was taken back"),
    erase=_forget_proxies,
    obstacle=_still_acts,
    audited=True,
)
NAMED_HOLDINGS = (
    replace(HOLDINGS[0], rows=_signed_by_name, obstacle=lambda named: _still_to_sign(_signed_by_name(named))),
    _PROXY,
    replace(
        _PROXY,
        words=_l("Proxies with which a document was signed"),
        rows=_proxies_signed_with,
        goes="",
        erase=None,
        obstacle=None,
        audited=False,
        stays=_l(
            "The proxy with its powers: a signature rests on it, and the law of archives wants it whole"
        ),
    ),
)
