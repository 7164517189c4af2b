"""The 12th plenary's declaration for tests: thirteen cities present, one absent, five points in three languages."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, Instrument, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.adoption.models import StatementKind
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.confirmations.models import Confirmation
from eventsys.declarations.paper import service as paper_service
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.remarks import service as remarks
from eventsys.declarations.remarks.models import Comment
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.scans.documents import ReadScan
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages.models import Scan
from eventsys.declarations.texts import service as texts
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.registration.delegations.models import Delegation, DelegationState
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city, make_network
from tests.registration.factories import make_delegate, make_delegation

__all__ = [
    "CITIES", "MINUTES", "POINTS", "drawing", "make_adopted", "make_agreed", "make_agreement", "make_amended",
    "make_confirmation",
    "make_declaration", "make_open", "make_plenary", "make_positions", "make_scan", "make_sealed",
    "signatory_of",
]  # fmt: skip

# code, country, name (en, fr, vi), native name, family name, given name, order, native name of the head
CITIES: tuple[tuple[str, ...], ...] = (
    ("BKK", "TH", "Bangkok", "Bangkok", "Băng Cốc", "กรุงเทพมหานคร", "Suksawat", "Anan", "given", "อนันต์ สุขสวัสดิ์"),
    ("HAN", "VN", "Hanoi", "Hanoï", "Hà Nội", "Hà Nội", "Nguyễn", "Thế Thảo", "family", ""),
    ("JKT", "ID", "Jakarta", "Jakarta", "Gia-các-ta", "Jakarta", "", "Budi Santoso", "given", ""),
    ("KUL", "MY", "Kuala Lumpur", "Kuala Lumpur", "Cu-a-la Lăm-pơ", "Kuala Lumpur", "bin Abdullah", "Hassan", "given", ""),
    (
        "MNL", "PH", "Metropolitan Manila", "Métro Manille", "Đại đô thị Ma-ni-la", "Kalakhang Maynila",
        "Dela Cruz", "Maria", "given", "",
    ),
    ("SEL", "KR", "Seoul", "Séoul", "Xơ-un", "서울", "Kim", "Ji-hoon", "family", "김지훈"),
    ("SIN", "SG", "Singapore", "Singapour", "Xin-ga-po", "Singapore", "Tan", "Wei Ming", "family", ""),
    ("TPE", "TW", "Taipei", "Taipei", "Đài Bắc", "臺北", "Lin", "Chih-ming", "family", "林志明"),
    ("TYO", "JP", "Tokyo", "Tokyo", "Tô-ky-ô", "東京都", "Inose", "Naoki", "given", "猪瀬直樹"),
    ("TOF", "RU", "Tomsk", "Tomsk", "Tôm-xcơ", "Томск", "Petrov", "Sergey", "given", "Сергей Петров"),
    (
        "ULN", "MN", "Ulaanbaatar", "Oulan-Bator", "U-lan Ba-to", "Улаанбаатар", "", "Batbayar Dorj", "given",
        "Доржийн Батбаяр",
    ),
    ("RGN", "MM", "Yangon", "Rangoun", "Y-an-gun", "ရန်ကုန်", "", "Hla Myint", "given", "လှမြင့်"),
    ("DEL", "IN", "Delhi", "Delhi", "Delhi", "दिल्ली", "Sharma", "Rajesh", "given", "राजेश शर्मा"),
)  # fmt: skip
_OFFICES = {
    "BKK": "Governor", "HAN": "Chairman of the People's Committee", "JKT": "Governor", "SIN": "Minister for National Development",
    "MNL": "Chairman of the Metropolitan Manila Development Authority", "TYO": "Governor", "TOF": "Governor",
    "DEL": "Chief Minister",
}  # fmt: skip
_FRENCH = {
    "Governor": "Gouverneur", "Mayor": "Maire", "Chief Minister": "Ministre en chef",
    "Chairman of the People's Committee": "Président du Comité populaire",
    "Minister for National Development": "Ministre du Développement national",
    "Chairman of the Metropolitan Manila Development Authority": "Président de l’Autorité de développement du Grand Manille",
}  # fmt: skip

POINTS: tuple[dict[str, str], ...] = (
    {
        "en": "strengthen cooperation and share experience in planning management and socio-economic development;",
        "fr": "renforcer la coopération et le partage d’expériences dans la gestion de l’aménagement et le développement "
        "socio-économique ;",
        "vi": "tăng cường hợp tác, chia sẻ kinh nghiệm trong quản lý quy hoạch và phát triển kinh tế – xã hội;",
    },
    {
        "en": "solve energy problems together;",
        "fr": "régler ensemble les problèmes énergétiques ;",
        "vi": "cùng nhau giải quyết các vấn đề năng lượng;",
    },
    {
        "en": "carry out new initiatives and take part in evaluating the effectiveness of projects;",
        "fr": "mettre en œuvre de nouvelles initiatives et participer à l’évaluation de l’efficacité des projets ;",
        "vi": "triển khai các sáng kiến mới và tham gia đánh giá hiệu quả của các dự án;",
    },
    {
        "en": "improve the mechanisms and policies that attract investment in trade and tourism, support businesses that seek "
        "cooperation, and exchange more information;",
        "fr": "perfectionner les mécanismes et les politiques d’attrait de l’investissement dans le commerce et le tourisme, "
        "soutenir les entreprises dans la recherche d’opportunités de coopération et renforcer l’échange d’informations ;",
        "vi": "hoàn thiện các cơ chế, chính sách thu hút đầu tư trong thương mại và du lịch, hỗ trợ doanh nghiệp tìm kiếm cơ hội "
        "hợp tác và tăng cường trao đổi thông tin;",
    },
    {
        "en": "hold the 13th plenary meeting in Tomsk in 2014.",
        "fr": "tenir la 13e réunion plénière à Tomsk en 2014.",
        "vi": "tổ chức Hội nghị toàn thể lần thứ 13 tại Tôm-xcơ năm 2014.",
    },
)
_PREAMBLE = (
    {
        "en": "We, the mayors, governors and heads of delegation of the member cities of the Asian Network of Major Cities 21, "
        "meeting in Hanoi on 18 and 19 November 2013,",
        "fr": "Nous, maires, gouverneurs et chefs de délégation des villes membres du Réseau des grandes villes "
        "d’Asie du 21e siècle, réunis à Hanoï les 18 et 19 novembre 2013,",
        "vi": "Chúng tôi, các thị trưởng, thống đốc và trưởng đoàn của các thành phố thành viên Mạng lưới "
        "các thành phố lớn châu Á thế kỷ 21, họp tại Hà Nội ngày 18 và 19 tháng 11 năm 2013,",
    },
    {
        "en": "Convinced that great cities face the same questions and answer them better together, have agreed to",
        "fr": "Convaincus que les grandes villes rencontrent les mêmes questions et y répondent mieux ensemble, "
        "sommes convenus de",
        "vi": "Tin tưởng rằng các thành phố lớn có chung những vấn đề và cùng nhau giải quyết sẽ tốt hơn, đã nhất trí",
    },
)  # fmt: skip


def drawing(*line: tuple[int, int]) -> str:
    """What the page's hidden field holds when a line was drawn on the tablet (by default a long one)."""
    picture, out = Image.new("RGBA", (300, 100)), io.BytesIO()
    ImageDraw.Draw(picture).line(line or [(20, 80), (280, 20)], fill="blue", width=4)
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def make_plenary(*, cities: int = 13, absent: tuple[str, ...] = (), **over: Any) -> Conference:
    """A plenary of member cities that attend, each with an approved head of delegation. Not committed.

    The first thirteen cities are real; ``absent`` are codes of cities that do not attend.
    """
    network = make_network()
    conference = make_conference(network=network, edition=12, slug=over.pop("slug", "plenary12"), **over)
    more = [
        (f"X{n:02}", "VN", f"Xanadu {n}", f"Xanadu {n}", f"Xanadu {n}", "", "Person", str(n), "given", "")
        for n in range(len(CITIES), cities)
    ]
    for code, country, en, fr, vi, native, family, given, order, own in [*CITIES[:cities], *more]:
        city = make_city(
            code, network=network, name={"en": en, "fr": fr, "vi": vi}, native_name=native, country=country,
        )  # fmt: skip
        office = _OFFICES.get(code, "Mayor")
        state = DelegationState.DECLINED if code in absent else DelegationState.ACCEPTED
        delegation = make_delegation(conference, city, state=state, present=code not in absent)
        make_delegate(
            delegation, category="head", family_name=family, given_name=given, name_order=order, native_name=own,
            office=Localized(en=office, fr=_FRENCH[office]), email=f"head@{code.lower()}.example.org",
        )  # fmt: skip
    db.session.flush()
    return conference


def make_declaration(conference: Conference, *, points: int = 5, **over: Any) -> Declaration:
    """The Hanoi Joint Declaration as a zero draft in three languages. Not committed."""
    title = {
        "en": "Hanoi Joint Declaration",
        "fr": "Déclaration commune de Hanoï",
        "vi": "Tuyên bố chung Hà Nội",
    }
    declaration = texts.create(conference, title=Localized(over.pop("title", title)), by=SYSTEM, **over)
    for text in _PREAMBLE:
        paragraphs.add_paragraph(declaration, ParagraphKind.PREAMBLE, Localized(text), by=SYSTEM)
    for text in POINTS[:points]:
        paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(text), by=SYSTEM)
    return declaration


def make_adopted(conference: Conference | None = None, **over: Any) -> Declaration:
    """Adopted by the plenary. Not committed."""
    declaration = make_declaration(conference or make_plenary(), **over)
    completion.finalise(declaration, by=SYSTEM)
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    return declaration


def make_amended(conference: Conference, delegation: Delegation) -> tuple[Declaration, Amendment, Comment]:
    """One point before the cities, French behind, with an amendment of the delegation and a remark. Not committed."""
    draft, now = make_declaration(conference, points=1), clock.now()
    first = draft.paragraphs[0]
    first.behind = ["fr"]
    completion.circulate(draft, by=SYSTEM)
    remark = remarks.comment(draft, first, "Shorter.", by=SYSTEM, now=now)
    amendments.open_amendments(draft, by=SYSTEM)
    more = Localized(en="more;")
    amendment = amendments.propose(
        draft, delegation, AmendmentKind.INSERT, paragraph=first, text=more, by=SYSTEM, now=now
    )
    return draft, amendment, remark


def make_positions(declaration: Declaration, city: Delegation) -> dict[str, UUID | str]:
    """A reservation of the city, and a proxy it holds for one that does not come. Not committed."""
    away = make_delegation(declaration.conference, make_city("AWY"), state=DelegationState.DECLINED)
    given = representation.give_proxy(away, b"%PDF-", holder=city, by=SYSTEM, now=clock.now())
    made = adoption.state_position(
        declaration, city, StatementKind.RESERVATION, "Within our law.", by=SYSTEM, now=clock.now()
    )
    signatories.mandate(declaration, city, powers=b"%PDF-", by=SYSTEM)
    powers = given.powers_digest
    return {"proxy_id": given.public_id, "statement_id": made.public_id, "digest": powers}


MINUTES = {"en": "Minutes of cooperation", "fr": "Procès-verbal de coopération", "vi": "Biên bản hợp tác"}


def make_agreement(*parties: Delegation, points: int = 1, **over: Any) -> Declaration:
    """Minutes of cooperation as a draft in three languages. Not committed."""
    kind = over.pop("kind", Instrument.MINUTES)
    title = Localized(over.pop("title", MINUTES))
    agreement = agreements.create_agreement(
        parties[0].conference, kind, parties, title=title, by=SYSTEM, **over
    )
    for text in POINTS[:points]:
        paragraphs.add_paragraph(agreement, ParagraphKind.POINT, Localized(text), by=SYSTEM)
    return agreement


def make_agreed(*cities: str, **over: Any) -> Declaration:
    """Its text agreed between cities of the plenary, given by their codes. Not committed."""
    conference = make_plenary(cities=13)
    delegations = {d.city.code: d for d in representation_queries.member_delegations(conference)}
    agreement = make_agreement(*(delegations[code] for code in cities), **over)
    completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    return agreement


def make_sealed(*cities: str, **over: Any) -> Declaration:
    """An agreement, sealed and open for signature. Committed."""
    agreement = make_agreed(*cities, **over)
    ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
    db.session.commit()
    return agreement


def make_open(conference: Conference | None = None, **over: Any) -> Declaration:
    """Sealed and open for signature. Committed."""
    declaration = make_adopted(conference, **over)
    ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    db.session.commit()
    return declaration


def make_confirmation(
    declaration: Declaration, signatory: Signatory | None, *, asked_id: int
) -> Confirmation:
    """Somebody of the staff asks for a second person. Committed."""
    declaration.conference.two_people = True
    by = Actor(kind="user", user_id=asked_id, label="Who asks")
    made = confirmations.ask_confirmation(declaration, signatory, by=by, now=clock.now())
    db.session.commit()
    return made


def make_scan_request(
    declaration: Declaration, people: Sequence[Signatory], *, asked_id: int
) -> Confirmation:
    """The same of a scan that shows their signatures. Committed."""
    declaration.conference.two_people = True
    by = Actor(kind="user", user_id=asked_id, label="Who asks")
    made = paper_service.ask_to_file(declaration, people, _scanned(), by=by, now=clock.now())
    db.session.commit()
    return made


def _scanned() -> ReadScan:
    return scans_documents.read_scan(
        [html_to_pdf("<html lang=en><title>Scan</title><h1>Signed on paper</h1>")]
    )


def make_scan(declaration: Declaration, people: Sequence[Signatory], on: date | None = None) -> Scan:
    """Those have signed on paper, and its scan is filed. Committed."""
    scan = paper_service.file_scan(declaration, people, _scanned(), by=SYSTEM, now=clock.now(), on=on)
    db.session.commit()
    return scan


def signatory_of(declaration: Declaration, city: str) -> Signatory:
    """Whoever signs for the city of that English name."""
    return next(s for s in signatories_queries.signatories(declaration) if s.city["en"] == city)
