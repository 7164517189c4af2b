"""Agreements: the alternat, signatures on every original."""

from __future__ import annotations

import io
import itertools
import json
import re
from datetime import date

import pikepdf
import pytest
from sqlalchemy.exc import IntegrityError

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import NoStep, TextFrozen
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, ParagraphKind, Party
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.agreements import queries, service
from eventsys.declarations.agreements.errors import PartyTwice, TooFewParties
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.ceremony.errors import AlreadyAnswered
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import service as completion
from eventsys.declarations.completion.errors import NoPoints, ParagraphTextMissing
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.errors import NoHead, SignatoriesFixed
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.verification import service as verification
from eventsys.declarations.wording.errors import EditedMeanwhile
from eventsys.registration.people.models import Delegate, DelegateState
from tests.conferences.factories import make_conference
from tests.declarations.factories import (
    MINUTES,
    make_agreed,
    make_agreement,
    make_declaration,
    make_plenary,
    make_sealed,
    signatory_of,
)
from tests.declarations.originals.test_documents import words_of
from tests.networks.factories import make_city
from tests.registration.factories import make_delegation
from tests.support.archival import complaints

pytestmark = pytest.mark.usefixtures("app")
FIRST = date(2013, 12, 1)


def delegations(conference):
    return {d.city.code: d for d in representation_queries.member_delegations(conference)}


def sign(agreement: Declaration, city: str) -> None:
    ceremony.sign(signatory_of(agreement, city), by=SYSTEM, now=clock.now())
    db.session.commit()


def signed() -> Declaration:
    agreement = make_sealed("HAN", "TYO")
    for city in ("Hanoi", "Tokyo"):
        sign(agreement, city)
    return agreement


def test_a_new_agreement_is_a_draft_between_its_parties():
    conference = make_plenary(cities=13)
    of = delegations(conference)
    agreement = make_agreement(of["TYO"], of["HAN"], kind=Instrument.MEMORANDUM)
    assert (agreement.kind, agreement.state) == ("memorandum", "draft")
    assert [(p.position, p.name["fr"]) for p in agreement.parties] == [(1, "Tokyo"), (2, "Hanoï")]
    assert queries.agreements(conference) == [agreement]
    assert acts_queries.declarations(conference) == []


@pytest.mark.parametrize(
    ("codes", "refusal"), [([], TooFewParties), (["HAN"], TooFewParties), (["HAN", "TYO", "HAN"], PartyTwice)]
)
def test_too_few_parties_and_one_named_twice_are_refused(codes: list[str], refusal: type[Exception]):
    conference = make_plenary(cities=13)
    of = delegations(conference)
    with pytest.raises(refusal):
        service.create_agreement(
            conference, Instrument.MINUTES, [of[code] for code in codes], title=Localized(MINUTES), by=SYSTEM
        )
    db.session.rollback()
    assert queries.agreements(conference) == []


def test_a_city_of_another_conference_is_no_party():
    own = make_plenary(cities=13)
    of = delegations(own)
    other = make_conference(network=own.network, edition=13, slug="next")
    with pytest.raises(PartyTwice):
        make_agreement(of["HAN"], make_delegation(other, make_city("BKK")))


def test_the_database_knows_each_party_once():
    agreement = make_agreed("HAN", "TYO")
    twice = agreement.parties[0]
    db.session.add(
        Party(declaration_id=agreement.id, delegation_id=twice.delegation_id, position=9, name=twice.name)
    )
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_parties_are_named_ordered_added_and_taken_away_until_the_text_is_agreed():
    conference = make_plenary(cities=13)
    of = delegations(conference)
    agreement = make_agreement(of["HAN"], of["TYO"])
    version = agreement.version
    called = {of["HAN"].id: {"en": "the People’s Committee of Hanoi"}}
    service.set_parties(agreement, [of["SEL"], of["HAN"]], names=called, version=version, by=SYSTEM)
    assert [str(p.name["en"]) for p in agreement.parties] == ["Seoul", "the People’s Committee of Hanoi"]
    assert agreement.parties[1].name["vi"] == "Hà Nội"
    with pytest.raises(EditedMeanwhile):
        service.set_parties(agreement, [of["SEL"], of["TYO"]], version=version, by=SYSTEM)
    with pytest.raises(TooFewParties):
        service.set_parties(agreement, [of["SEL"]], by=SYSTEM)
    called[of["HAN"].id] = {"fr": "le Comité populaire de Hanoï", "vi": "Ủy ban nhân dân thành phố Hà Nội"}
    service.set_parties(agreement, [of["SEL"], of["HAN"]], names=called, by=SYSTEM)
    completion.confirm_compared(
        agreement, "Read aloud", version=agreement.version, by=SYSTEM, now=clock.now()
    )
    completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    with pytest.raises(TextFrozen):
        service.set_parties(agreement, [of["HAN"], of["TYO"]], by=SYSTEM)


def test_the_agreed_words_name_the_parties_and_are_frozen():
    agreement = make_agreed("HAN", "TYO")
    words = {
        text.language: text.content.split("\n")[:3] for text in completion_queries.frozen_texts(agreement)
    }
    assert words == {
        "en": ["Minutes of cooperation", "", "between Hanoi and Tokyo"],
        "fr": ["Procès-verbal de coopération", "", "entre Hanoï et Tokyo"],
        "vi": ["Biên bản hợp tác", "", "giữa Hà Nội và Tô-ky-ô"],
    }
    with pytest.raises(TextFrozen):
        paragraphs.add_paragraph(agreement, ParagraphKind.POINT, Localized(en="more."), by=SYSTEM)


def test_an_incomplete_text_is_not_agreed():
    of = delegations(make_plenary(cities=13))
    agreement = make_agreement(of["HAN"], of["TYO"], points=0)
    with pytest.raises(NoPoints):
        completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    paragraphs.add_paragraph(agreement, ParagraphKind.POINT, Localized(en="ease smog;"), by=SYSTEM)
    with pytest.raises(ParagraphTextMissing):
        completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    assert agreement.state == "draft"


def test_each_original_names_its_holder_first_everywhere():
    agreement = signed()
    stages = stages_queries.stages(agreement)
    assert [original.holder.city.code for original, _latest in stages] == ["HAN", "TYO"]
    for number, (first, second) in enumerate([("Hanoi", "Tokyo"), ("Tokyo", "Hanoi")], 1):
        printed = re.sub(r"\s+", " ", words_of(stages_service.document(agreement, number)))
        assert f"between {first} and {second}" in printed
        assert f"{first} and {second}, hereinafter called “the parties”," in printed
        assert f"between {second} and {first}" not in printed
        assert "in two originals" in printed
        block = printed[printed.index("Signatures") :]
        assert block.index(f"Signed for {first}") < block.index(f"Signed for {second}")


def test_both_leaders_sign_both_originals_and_each_is_valid_by_itself():
    agreement = make_sealed("HAN", "TYO")
    assert agreement.state == "open_for_signature"
    sign(agreement, "Tokyo")
    assert agreement.state == "partly_signed"
    sign(agreement, "Hanoi")
    assert agreement.state == "signed"
    files = [stages_service.document(agreement, number) for number in (1, 2)]
    assert files[0] != files[1]
    for number, pdf in enumerate(files, 1):
        found = verification.verify(pdf)
        assert (found.report.valid, found.newest, found.report.open_fields) == (True, True, ())
        assert [one.signer for one in found.report.signatures][1:] == ["Naoki Inose", "Nguyễn Thế Thảo"]
        assert found.original is not None
        assert found.original.number == number
    with pytest.raises(NotOpen):
        sign(agreement, "Hanoi")


def test_originals_are_pdfa_before_they_are_signed():
    agreement = make_sealed("HAN", "TYO")
    for number in (1, 2):
        assert complaints(stages_service.document(agreement, number), "3a") == []


def test_the_record_names_kind_parties_and_holder():
    agreement = make_sealed("HAN", "TYO", kind=Instrument.MEMORANDUM)
    for number, holder in ((1, "HAN"), (2, "TYO")):
        with pikepdf.open(io.BytesIO(stages_service.document(agreement, number))) as pdf:
            record = json.loads(pdf.attachments["declaration.json"].get_file().read_bytes())
        assert (record["kind"], record["original"]["holder"]) == ("memorandum", holder)
        assert [party["city"] for party in record["parties"]] == ["HAN", "TYO"]


def test_more_parties_keep_their_order_behind_the_holder():
    agreement = make_sealed("HAN", "TYO", "SEL")
    printed = [re.sub(r"\s+", " ", words_of(stages_service.document(agreement, n))) for n in (1, 2, 3)]
    order = [("Hanoi", "Tokyo", "Seoul"), ("Tokyo", "Hanoi", "Seoul"), ("Seoul", "Hanoi", "Tokyo")]
    for words, (first, second, third) in zip(printed, order, strict=True):
        assert f"between {first}, {second}, and {third}" in words
        assert "in three originals" in words


def test_a_party_without_a_head_cannot_be_signed_for():
    agreement = make_agreed("HAN", "TYO")
    head = db.session.scalars(db.select(Delegate).where(Delegate.family_name == "Inose")).one()
    head.state = DelegateState.REVOKED
    with pytest.raises(NoHead):
        ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
    db.session.rollback()


def test_after_the_seal_nobody_else_signs():
    agreement = make_sealed("HAN", "TYO")
    with pytest.raises(SignatoriesFixed):
        signatories.mandate(agreement, agreement.parties[0].delegation, by=SYSTEM)


def test_a_party_that_was_absent_on_the_day_signs_later():
    agreement = make_sealed("HAN", "TYO")
    ceremony.record_absent(signatory_of(agreement, "Tokyo"), "his aeroplane is late", by=SYSTEM)
    sign(agreement, "Hanoi")
    assert agreement.state == DeclarationState.PARTLY_SIGNED
    sign(agreement, "Tokyo")
    assert agreement.state == DeclarationState.SIGNED
    assert all(
        verification.verify(stages_service.document(agreement, number)).report.valid for number in (1, 2)
    )


def test_a_party_that_declined_does_not_sign_later():
    agreement = make_sealed("HAN", "TYO")
    ceremony.record_declined(signatory_of(agreement, "Tokyo"), "no mandate", by=SYSTEM)
    with pytest.raises(AlreadyAnswered):
        sign(agreement, "Tokyo")


def test_an_agreement_goes_no_way_of_a_declaration_and_the_other_way_round():
    conference = make_plenary(cities=13)
    of = delegations(conference)
    agreement, declaration = make_agreement(of["HAN"], of["TYO"]), make_declaration(conference)
    for verb in (
        completion.circulate,
        completion.finalise,
        amendments.open_amendments,
        amendments.consolidate,
    ):
        with pytest.raises(NoStep):
            verb(agreement, by=SYSTEM)
    for late in (adoption.adopt, ceremony.open_for_signature, ceremony.close):
        with pytest.raises(NoStep):
            late(agreement, by=SYSTEM, now=clock.now())
    with pytest.raises(NoStep):
        completion.agree_text(declaration, by=SYSTEM, now=clock.now())
    with pytest.raises(NoStep):
        service.enter_into_force(declaration, FIRST, by=SYSTEM)
    assert (agreement.state, declaration.state) == ("draft", "zero_draft")


def test_every_arrow_is_in_the_domain_s_order():
    state = DeclarationState
    way = [
        state.DRAFT,
        state.AGREED_TEXT,
        state.OPEN_FOR_SIGNATURE,
        state.PARTLY_SIGNED,
        state.SIGNED,
        state.IN_FORCE,
        state.RENEWED,
        state.EXPIRED,
    ]
    for before, after in itertools.pairwise(way):
        acts_rules.check_step(before, after, Instrument.MINUTES)
        with pytest.raises(NoStep):
            acts_rules.check_step(after, before, Instrument.MINUTES)
    for done in (state.EXPIRED, state.TERMINATED):
        assert acts_rules.AGREEMENT_ARROWS[done] == frozenset()
