"""A document in languages of other scripts: sealed whole, read back in order, refused where words would be another's."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pyphen import language_fallback
from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.tags import RAGGED, UPRIGHT, text_direction
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.diction import service as diction
from eventsys.declarations.diction.errors import WordsLacking
from eventsys.declarations.originals.errors import CityUnsaid, OfficeUnsaid, PlaceUnsaid
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.signatories.rules import box_of
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from eventsys.registration.people.models import Delegate
from tests.declarations import factories
from tests.declarations.diction.test_rules import PROMISED
from tests.declarations.factories import make_adopted, make_plenary, signatory_of
from tests.declarations.originals.test_documents import words_of
from tests.declarations.originals.test_every_language import fields_of

pytestmark = pytest.mark.usefixtures("app")

#: (title, point, place): article 1 of the Universal Declaration of Human Rights, shortened.
TEXTS = {
    "en": ("Declaration", "All human beings are born free and equal;", "Hanoi"),
    "ar": ("إعلان", "يولد جميع الناس أحرارا ومتساوين؛", "هانوي"),
    "zh-Hant": ("宣言", "人人生而自由，在尊嚴和權利上一律平等；", "河內"),
    "km": ("សេចក្តីប្រកាស", "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាព", "ហាណូយ"),
    "my": ("ကြေညာစာတမ်း", "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်မွေးဖွားလာသူများဖြစ်သည်", "ဟနွိုင်း"),
    "ru": ("Декларация", "Все люди рождаются свободными и равными;", "Ханой"),
    "th": ("ปฏิญญา", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน", "ฮานอย"),
}


@pytest.fixture
def plenary() -> Conference:
    return make_plenary(cities=2)


def adopted(
    plenary: Conference, monkeypatch: pytest.MonkeyPatch, languages: list[str], **places: str
) -> Declaration:
    draft = texts.create(
        plenary,
        title=Localized({code: TEXTS[code][0] for code in languages}),
        languages=languages,
        order_language=languages[0],
        by=SYSTEM,
    )
    paragraphs.add_paragraph(
        draft, ParagraphKind.POINT, Localized({code: TEXTS[code][1] for code in languages}), by=SYSTEM
    )
    draft.place = Localized({code: TEXTS[code][2] for code in languages} | places)
    monkeypatch.setattr(factories, "make_declaration", lambda *_args, **_more: draft)
    return make_adopted(plenary)


def sealed(declaration: Declaration) -> bytes:
    """What is refused leaves nothing behind, as a request would."""
    with db.session.begin_nested():
        ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    return stages.document(declaration)


def test_seven_scripts_are_read_back_in_their_order(plenary, monkeypatch):
    declaration = adopted(plenary, monkeypatch, list(TEXTS))
    pdf = sealed(declaration)
    read = "".join(words_of(pdf).split()).replace("\u202b", "").replace("\u202c", "")
    for title, point, place in TEXTS.values():
        for said in (title, point, place):
            assert "".join(said.split()) in read
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "en"
        xmp = opened.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>3" in xmp or b'pdfaid:part="3"' in xmp
    assert b"pdfuaid:part" in xmp
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    signed = stages.document(declaration)
    assert "Signed for Hanoi" in " ".join(
        words_of(signed).split()
    )  # a box has room for the leading one alone
    reason = fields_of(signed)[box_of(signatory_of(declaration, "Hanoi"))]["Reason"]
    assert [said in reason for said in ("Signs Declaration", "Декларация", "إعلان", "宣言")] == [True] * 4


def test_a_text_in_one_language_has_no_word_of_another(plenary, monkeypatch):
    declaration = adopted(plenary, monkeypatch, ["ru"])
    with pytest.raises(CityUnsaid):
        sealed(declaration)
    heads = db.session.scalars(
        select(Delegate).where(Delegate.delegation.has(conference_id=plenary.id))
    ).all()
    for one in heads:
        city = one.delegation.city
        city.name = Localized({**city.name, "ru": {"BKK": "Бангкок", "HAN": "Ханой"}[city.code]})
    with pytest.raises(OfficeUnsaid):
        sealed(declaration)
    for one in heads:
        one.office = Localized({**one.office, "ru": "Мэр"})
    read = words_of(sealed(declaration))
    for foreign in ("Hanoi,", "Mayor", "Governor", "Signatures", "Sealed", "Verify", "Done"):
        assert foreign not in read
    assert "Подписи" in read


def test_a_place_that_a_language_has_no_name_for_is_asked_for(plenary, monkeypatch):
    declaration = adopted(plenary, monkeypatch, ["en", "ru"])
    declaration.place = Localized()
    with pytest.raises(PlaceUnsaid, match="Русский"):
        sealed(declaration)


def test_a_language_whose_fixed_words_nobody_knows_asks_for_them_before_it_is_sealed(plenary, monkeypatch):
    monkeypatch.setitem(TEXTS, "kk", ("Декларация", "Барлық адамдар тумысынан азат;", "Ханой"))
    declaration = adopted(plenary, monkeypatch, ["en", "kk"])
    with pytest.raises(WordsLacking, match="Қазақ"):
        sealed(declaration)
    words = {one.message: one.message for one in diction.rules.FIXED}
    diction.set_words(plenary, "kk", words | {"Signatures": "Қолдар"}, by=SYSTEM)
    assert "Қолдар" in words_of(sealed(declaration))


def test_lines_are_stretched_only_where_a_hyphen_or_a_script_allows_it():
    plain = {"zh-Hans", "zh-Hant", "ja", "ko", "vi", "hi"}  # short words, or a line ends behind any sign
    stretched = {tag for tag in PROMISED if tag not in plain and tag not in RAGGED}
    assert {tag for tag in stretched if language_fallback(tag.replace("-", "_")) is None} == set()
    assert {tag for tag in PROMISED if text_direction(tag) == "rtl"} <= {*RAGGED} & {*UPRIGHT}
