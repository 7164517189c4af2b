"""The cities' letters of credentials: one is deficient, one is still in the post; both delegations are let in provisionally."""

from __future__ import annotations

import html
from datetime import date, datetime
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.words.languages import in_language
from eventsys.core.words.written import day
from eventsys.demo import facts
from eventsys.demo.hands import drawn
from eventsys.demo.stage import Stage
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import IMAGE_SCHEME
from eventsys.pdf.shaping.fonts import font_css
from eventsys.registration.committee import service as committee
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.models import (
    CredentialChannel,
    CredentialForm,
    CredentialLetter,
    LetterSays,
    SignedAs,
)
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

__all__ = ["examine_all"]

#: Filed by the secretariat from the original; of the others a scan came on the city's page, of one an e-mail.
_ORIGINALS = ("HAN", "TYO", "SEL", "BKK")
_BY_MAIL, _UNSIGNED, _IN_THE_POST = "KUL", "RGN", "ULN"
_DATED = date(2013, 10, 1)
_POWERS = frozenset({"speak", "vote", "adopt", "sign"})
_CSS = """
@page { size: A4; margin: 30mm 28mm; }
body { font: 11pt/1.6 "Noto Serif"; color: #16202e; } h1 { font-size: 15pt; font-weight: 400; margin: 14mm 0 8mm; }
header { border-bottom: 0.5pt solid #16202e; padding-bottom: 3mm; font-variant: small-caps; letter-spacing: 0.05em; }
ol { margin: 0 0 6mm; } footer { margin-top: 16mm; } img { height: 16mm; display: block; }
"""


def examine_all(stage: Stage) -> tuple[int, int]:
    """Each city that comes sends its letter, the committee examines it, and heads of delegation are approved: how many
    letters were accepted, and how many delegations were let in provisionally."""
    accepted = provisional = 0
    for number, city in enumerate(delegations_queries.delegations(stage.conference)):
        head = people_queries.head_of(city)
        if head is None:
            continue
        with stage.on(date(2013, 10, 7), 9 + number // 6, 10 * (number % 6)) as now:
            act: dict[str, Any] = {"by": stage.secretariat, "now": now}
            code = city.party.code
            if code != _IN_THE_POST:
                letter = _filed(city, head, **act)
                if code == _UNSIGNED:
                    credentials.find_deficient(letter, ["unsigned"], **act)
                else:
                    credentials.accept(letter, **act)
                    accepted += 1
            if code in {_UNSIGNED, _IN_THE_POST}:
                reason = "The embassy has announced the signed original for the opening day."
                credentials.let_in(city, reason, **act)
                provisional += 1
            decisions.approve(head, **act)
    with stage.on(date(2013, 11, 15)) as now:
        members = ("Phạm Quang Huy (Hanoi), chair", "Haruka Satō (Tokyo)", "Somchai Jaidee (Bangkok)")
        committee.set_committee(stage.conference, members, None, by=stage.secretariat, now=now)
    return accepted, provisional


def _filed(city: Delegation, head: Delegate, *, by: Actor, now: datetime) -> CredentialLetter:
    code = city.party.code
    people = [one for one in people_queries.delegates_of(city) if one.holds_place]
    signer = f"The Mayor of {city.city_name['en']}"
    original, mailed = code in _ORIGINALS, code == _BY_MAIL
    form = CredentialForm.ORIGINAL if original else CredentialForm.EMAIL if mailed else CredentialForm.SCAN
    says = LetterSays(
        people=people,
        head=head,
        dated_on=_DATED,
        signed_by="" if code == _UNSIGNED else signer,
        signed_as=None if code == _UNSIGNED else SignedAs.MAYOR,
        powers=_POWERS,
        form=form,
    )
    channel = CredentialChannel.STAFF if original or mailed else CredentialChannel.PAGE
    return credentials.file_letter(
        city,
        credentials.look_at([_letter(city, people, signer)]),
        says,
        channel=channel,
        by=by,
        now=now,
    )


def _letter(city: Delegation, people: list[Delegate], signer: str) -> bytes:
    """As a city might write it, on one sheet."""
    name = html.escape(city.city_name["en"])
    with in_language("en"):
        dated = day(_DATED, "en")
    lines = "".join(
        f"<li>{html.escape(one.full_name)}{', head of delegation' if one.is_head else ''}</li>"
        for one in people
    )
    hand = "" if city.party.code == _UNSIGNED else f'<img src="{IMAGE_SCHEME}hand" alt="Signature">'
    page = (
        f'<html lang="en"><head><title>Letter of credentials</title><style>{_CSS}</style></head><body>'
        f"<header>City of {name}</header><p>{dated}</p><h1>Letter of credentials</h1>"
        f"<p>The City of {name} names as its delegation to the {html.escape(facts.TITLE['en'])}:</p><ol>{lines}</ol>"
        "<p>The delegation is empowered to speak, to vote, to adopt and to sign on behalf of the city.</p>"
        f"<footer>{hand}<p>{html.escape(signer)}</p></footer></body></html>"
    )
    return html_to_pdf(page, css=(font_css(serif=True),), images={"hand": drawn(signer).png} if hand else {})
