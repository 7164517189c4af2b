"""Who signs for whom: heads, others with powers, proxies; in which order; until when."""

from __future__ import annotations

import io
import subprocess
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import service as acts
from eventsys.declarations.acts.models import Declaration, Order
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.ceremony.errors import TooLate
from eventsys.declarations.completion import service as completion
from eventsys.declarations.originals import documents as originals_documents
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.errors import PowersUnusable
from eventsys.declarations.signatories import queries, rules, service
from eventsys.declarations.signatories.errors import NotOfDelegation, PowersMissing, SignatoriesFixed
from eventsys.declarations.signatories.models import SignatoryState
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.registration.delegations.models import Delegation
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_agreement, make_declaration, make_plenary, signatory_of
from tests.registration.factories import make_delegate
from tests.support.web import token_of

pytestmark = pytest.mark.usefixtures("app")
POWERS = b"%PDF-1.7 full powers"


def adopted(
    cities: int = 4, absent: tuple[str, ...] = (), proxies: tuple[tuple[str, str], ...] = ()
) -> Declaration:
    """One point; ``proxies``: giver and holder, or a person's name."""
    made = make_declaration(make_plenary(cities=cities, absent=absent), points=1)
    for giver, holder in proxies:
        to = next(
            (d for d in representation_queries.member_delegations(made.conference) if d.city.code == holder),
            None,
        )
        person = {} if to else {"person": holder, "office": Localized(en="Ambassador")}
        representation.give_proxy(city(made, giver), POWERS, holder=to, by=SYSTEM, now=clock.now(), **person)
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    db.session.commit()
    return made


def city(declaration: Declaration, code: str) -> Delegation:
    return next(
        d for d in representation_queries.member_delegations(declaration.conference) if d.city.code == code
    )


def seal(declaration: Declaration) -> list[str]:
    """English city names in the order of signing."""
    ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    return [s.city["en"] for s in queries.signatories(declaration)]


def printed(declaration: Declaration) -> str:
    pdf = stages.document(declaration)
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.ALPHABETICAL, ["Bangkok", "Hanoi", "Jakarta", "Kuala Lumpur"]),
        (Order.PRECEDENCE, ["Kuala Lumpur", "Bangkok", "Hanoi", "Jakarta"]),
        (Order.ALTERNAT, ["Hanoi", "Bangkok", "Jakarta", "Kuala Lumpur"]),
    ],
)
def test_three_orders(order: Order, names: list[str]):
    places = [
        rules.Place(1, "Kuala Lumpur", 1),
        rules.Place(2, "Jakarta"),
        rules.Place(3, "Hanoi", host=True),
        rules.Place(4, "Bangkok", 2),
    ]
    named = {place.key: place.name for place in places}
    assert [named[key] for key in rules.signing_order(places, order, "en")] == names


def test_by_own_names_athens_stands_under_its_own_letter_and_tokyo_by_the_name_of_the_language():
    """As the European Union's treaties order their parties; « Αθήνα » is read Athēna, Han characters by everybody otherwise."""
    own = {
        "Vienna": "Wien",
        "Athens": "Αθήνα",
        "Seoul": "서울",
        "Tokyo": "東京",
        "Hanoi": "Hà Nội",
        "Prague": "Praha",
        "Copenhagen": "København",
    }
    places = [rules.Place(n, name, own=own[name]) for n, name in enumerate(own)]
    found = [list(own)[key] for key in rules.signing_order(places, Order.OWN_NAMES, "en")]
    assert found == ["Athens", "Hanoi", "Copenhagen", "Prague", "Seoul", "Tokyo", "Vienna"]


def test_the_alphabet_is_that_of_the_order_s_language():
    places = [rules.Place(1, "Đà Nẵng"), rules.Place(2, "Dubai"), rules.Place(3, "Delhi")]
    assert rules.signing_order(places, Order.ALPHABETICAL, "vi") == [3, 2, 1]
    assert rules.signing_order(places, Order.ALPHABETICAL, "en") == [1, 3, 2]


def test_a_proxy_signs_and_the_block_names_both():
    declaration = adopted(4, absent=("JKT", "KUL"), proxies=(("KUL", "HAN"), ("JKT", "Ambassador Reyes")))
    assert seal(declaration) == ["Bangkok", "Hanoi", "Jakarta", "Kuala Lumpur"]
    kuala = signatory_of(declaration, "Kuala Lumpur")
    assert (kuala.name, kuala.by_proxy, kuala.state) == ("Nguyễn Thế Thảo", True, SignatoryState.AUTHORISED)
    words = printed(declaration)
    assert "By proxy for Hassan bin Abdullah, Kuala Lumpur" in words
    assert words.count("Nguyễn Thế Thảo") == 2
    assert "Ambassador Reyes" in words
    for name in ("Kuala Lumpur", "Jakarta"):
        ceremony.sign(signatory_of(declaration, name), by=SYSTEM, now=clock.now())
    assert kuala.state == SignatoryState.PROXY
    assert queries.counts(declaration.conference) == (2, 4)
    assert "Signed by proxy for Kuala Lumpur" in printed(declaration)
    ((original, _latest),) = stages_queries.stages(declaration)
    record = originals_documents.record_of(
        declaration,
        original,
        queries.signatories(declaration),
        [],
        act=acts.act_of(declaration),
        sealed_at=clock.now(),
    )
    assert [s["by_proxy"] for s in record["signatories"]] == [False, False, True, True]
    assert record["signatories"][3]["powers_sha256"] == kuala.powers_digest


def test_somebody_else_than_the_head_needs_powers():
    declaration = adopted(2)
    hanoi = city(declaration, "HAN")
    deputy = make_delegate(hanoi, family_name="Trần", given_name="Văn An", name_order="family")
    stranger = make_delegate(city(declaration, "BKK"), family_name="Other")
    waiting = make_delegate(hanoi, "submitted", family_name="Waiting")
    for wrong in (stranger, waiting):
        with pytest.raises(NotOfDelegation):
            service.mandate(declaration, hanoi, delegate=wrong, by=SYSTEM)
    service.mandate(declaration, hanoi, delegate=deputy, by=SYSTEM)
    db.session.commit()
    with pytest.raises(PowersMissing):
        seal(declaration)
    db.session.rollback()
    with pytest.raises(PowersUnusable):
        service.mandate(declaration, hanoi, delegate=deputy, powers=b"GIF89a", by=SYSTEM)
    service.mandate(declaration, hanoi, delegate=deputy, powers=POWERS, by=SYSTEM)
    seal(declaration)
    signatory = signatory_of(declaration, "Hanoi")
    assert (signatory.name, signatory.state) == ("Trần Văn An", SignatoryState.AUTHORISED)
    ceremony.sign(signatory, by=SYSTEM, now=clock.now())
    assert signatory.state == SignatoryState.SIGNED
    with pytest.raises(SignatoriesFixed):
        service.mandate(declaration, hanoi, by=SYSTEM)
    with pytest.raises(SignatoriesFixed):
        service.order_signatories(declaration, Order.ALTERNAT, sign_until=None, by=SYSTEM)


def test_after_the_deadline_nobody_signs():
    declaration, now = adopted(2), clock.now()
    until = now + timedelta(hours=1)
    service.order_signatories(declaration, Order.ALPHABETICAL, sign_until=until, by=SYSTEM)
    seal(declaration)
    with clock.at(until):
        ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=until)
    with pytest.raises(TooLate):
        ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=until + timedelta(seconds=1))
    assert queries.counts(declaration.conference) == (1, 2)


def test_arranged_by_hand(client: FlaskClient):
    declaration = adopted(3)
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    hanoi = city(declaration, "HAN")
    deputy = make_delegate(hanoi, family_name="Trần", given_name="Văn An", name_order="family")
    db.session.commit()
    page = f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}/signatories"

    def send(powers: bytes, **more: Any) -> Any:
        form = {
            "order": "precedence",
            "until": "2090-01-02T18:00",
            f"d-{hanoi.public_id.hex}": deputy.public_id.hex,
            f"r-{hanoi.public_id.hex}": "1",
            f"p-{hanoi.public_id.hex}": (io.BytesIO(powers), "powers.pdf"),
            "csrf_token": token_of(client.get(page).text),
            "far_meant": "y",
            **more,
        }
        return client.post(page, data=form, content_type="multipart/form-data")

    refused = send(b"<html>")
    assert (refused.status_code, "The powers must be a PDF" in refused.text) == (422, True)
    asked = send(POWERS, far_meant="")
    assert asked.status_code == 422
    assert "2 January 2090 is far from the conference." in asked.text
    markup = " ".join(asked.text.split())
    assert [
        said in markup
        for said in ('value="2090-01-02T18:00"', 'name="far_meant"', 'value="precedence" selected')
    ] == [True] * 3
    assert f'value="{deputy.public_id.hex}" selected' in asked.text  # nothing typed is lost
    assert send(POWERS, until="tomorrow").status_code == 422
    assert send(POWERS).status_code == 303
    db.session.expire_all()
    assert declaration.sign_until is not None
    assert declaration.sign_until.isoformat() == "2090-01-02T11:00:00+00:00"  # 18:00 in Hanoi
    digest = queries.mandates(declaration)[hanoi.id].powers_digest
    assert client.get(f"{page}/powers/{digest}").data == POWERS
    assert client.get(f"{page}/powers/{'0' * 64}").status_code == 404
    assert seal(declaration) == ["Hanoi", "Bangkok", "Jakarta"]
    db.session.commit()
    assert client.get(page).status_code == 409
    shown = client.get(page.removesuffix("/signatories")).text
    assert "Trần Văn An" in shown


def test_the_hall_sees_whose_turn_it_is_and_who_has_signed(client: FlaskClient):
    declaration = adopted(2)
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    page = f"/o/{declaration.conference.slug}/declarations/{declaration.public_id}/hall"
    assert "Signing has not begun" in client.get(page).text
    seal(declaration)
    db.session.commit()
    shown = client.get(page).text
    assert "Anan Suksawat" in shown.split("hall-list")[0]
    assert 'http-equiv="refresh"' in shown
    ceremony.sign(signatory_of(declaration, "Bangkok"), by=SYSTEM, now=clock.now())
    db.session.commit()
    part = client.get(f"{page}/now").text
    assert "<html" not in part
    assert "Nguyễn Thế Thảo" in part.split("hall-list")[0]
    assert "1 of 2" in part
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    db.session.commit()
    assert "Everyone has answered" in client.get(f"{page}/now").text


def test_the_parties_of_an_agreement_sign_in_their_order_and_nobody_else():
    conference = make_plenary(cities=4, absent=("JKT",))
    cities = {one.city.code: one for one in representation_queries.member_delegations(conference)}
    parties = [cities["KUL"], cities["JKT"], cities["BKK"]]  # one of them is not in the hall
    agreement = make_agreement(*parties)
    assert service.who_signs(agreement) == parties
    people = service.name_signatories(agreement)
    assert [(one.position, one.delegation) for one in people] == list(enumerate(parties, 1))


def test_a_city_is_called_by_its_own_name_in_its_own_language_where_no_other_is_on_record():
    conference = make_plenary(cities=2)
    draft = make_declaration(conference, languages=["en", "th"], title={"en": "Declaration", "th": "ปฏิญญา"})
    both = make_agreement(*representation_queries.member_delegations(conference), languages=["th", "vi"])
    bangkok = {"en": "Bangkok", "fr": "Bangkok", "vi": "Băng Cốc", "th": "กรุงเทพมหานคร"}
    hanoi = {"en": "Hanoi", "fr": "Hanoï", "vi": "Hà Nội"}
    for declaration in (draft, both):
        assert [one.city for one in service.name_signatories(declaration)] == [bangkok, hanoi]
    city(draft, "BKK").city.name = Localized(bangkok, th="กรุงเทพฯ")
    assert service.name_signatories(make_declaration(conference, languages=["th"]))[0].city["th"] == "กรุงเทพฯ"
