"""Imports: the real lists, twice, broken, messy, as workbook, two at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import func, select

from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.incoming import Choices
from eventsys.core.tables import as_csv, as_xlsx
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.fields import service as fields
from eventsys.networks.fields.models import CityField
from eventsys.networks.imports import service
from eventsys.networks.overview import documents as overview_documents
from eventsys.networks.overview import queries as overview_queries
from eventsys.networks.overview.queries import CityFilter
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import City
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing import service as standing
from eventsys.networks.standing.models import Membership, MembershipStatus
from tests.core.incoming import xlsx
from tests.networks.factories import make_city, make_network
from tests.support.counting import counted

pytestmark = pytest.mark.usefixtures("app")

NAMES = "code,name_en,name_fr,name_vi,name_native"
ANMC = f"""{NAMES},country,timezone,status,joined,left,leader_office_en,leader_office_fr
BKK,Bangkok,Bangkok,Băng Cốc,กรุงเทพมหานคร,TH,Asia/Bangkok,member,2001,,Governor,Gouverneur
BJS,Beijing,Pékin,Bắc Kinh,北京,CN,Asia/Shanghai,former,2001,,Mayor,Maire
HAN,Hanoi,Hanoï,Hà Nội,Hà Nội,VN,Asia/Ho_Chi_Minh,member,2001,,Chairman,Président du Comité populaire
TOF,Tomsk,Tomsk,Tôm-xcơ,Томск,RU,Asia/Tomsk,member,2012-06,,Governor,Gouverneur
"""
UCCN = """code,name_en,name_native,country,field,joined
DLI,Da Lat,Đà Lạt,VN,music,2023
HAN,Hanoi,Hà Nội,VN,design,end of 2019
SEL,Seoul,서울,KR,design,2010
"""


def rows_in(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_list_comes_in_with_its_names_and_dates():
    network = make_network()
    outcome = service.apply_import(network, ANMC.encode("utf-8-sig"), by=SYSTEM)
    assert outcome == service.Outcome(new=4, changed=0, unchanged=0)
    han = registry_queries.city_by_code("HAN")
    assert han.name == {"en": "Hanoi", "fr": "Hanoï", "vi": "Hà Nội"}
    assert (han.native_name, han.country, han.timezone) == ("Hà Nội", "VN", "Asia/Ho_Chi_Minh")
    assert han.leader_office["fr"] == "Président du Comité populaire"
    on = standing_queries.standings(network, date(2013, 11, 18))
    words = {c.code: on.get(c.id) for c in registry_queries.cities_by_code().values()}
    assert words == {
        "BKK": MembershipStatus.MEMBER,
        "BJS": MembershipStatus.FORMER,
        "HAN": MembershipStatus.MEMBER,
        "TOF": MembershipStatus.MEMBER,
    }


def test_a_second_import_makes_no_double():
    network = make_network()
    service.apply_import(network, ANMC.encode(), by=SYSTEM)
    before = rows_in(City), rows_in(Membership)
    assert service.apply_import(network, ANMC.encode(), by=SYSTEM) == service.Outcome(0, 0, 4)
    assert (rows_in(City), rows_in(Membership)) == before


def test_a_poorer_list_takes_no_names_away_and_brings_fields():
    anmc, uccn = (
        make_network(),
        make_network("UCCN", name={"en": "UNESCO Creative Cities Network"}, founded="2004"),
    )
    service.apply_import(anmc, ANMC.encode(), by=SYSTEM)
    preview = service.preview_import(uccn, UCCN.encode())
    assert ([(p.row.code, p.kind) for p in preview.rows], preview.new_fields) == (
        [("DLI", "new"), ("HAN", "changed"), ("SEL", "new")],
        ("music", "design"),
    )
    assert service.apply_import(uccn, UCCN.encode(), by=SYSTEM) == service.Outcome(2, 1, 0)
    han = registry_queries.city_by_code("HAN")
    assert han.name["vi"] == "Hà Nội"
    assert [(f.field.code, str(f.since)) for f in fields_queries.city_fields(han)] == [
        ("design", "end of 2019")
    ]
    design = overview_queries.page_of_cities(uccn, CityFilter(field="design")).items
    assert [c.code for c in design] == ["HAN", "SEL"]
    assert service.apply_import(uccn, UCCN.encode(), by=SYSTEM) == service.Outcome(0, 0, 3)


def test_a_broken_list_saves_no_row():
    network = make_network()
    fields.add_field(network, name={"en": "design"}, by=SYSTEM)
    broken = b"""code,name,country,status,joined,left,field
HAN,Hanoi,VN,member,2001,,design
TYO,,Japon,boss,soon,,film
SEL,Seoul,KR,member,2001,2009,
HUI,Hue,,,,,
"""
    preview = service.apply_import(network, broken, by=SYSTEM)
    assert isinstance(preview, service.ImportPreview)
    assert [(fault.row, fault.column) for fault in preview.faults] == [
        (3, "field"),
        (3, "joined"),
        (3, "name"),
        (3, "status"),
        (4, "left"),
        (5, "country"),
    ]
    assert "Its fields are: design" in preview.faults[0].text
    assert (rows_in(City), rows_in(Membership), rows_in(CityField)) == (0, 0, 0)


def test_a_messy_workbook_is_read():
    network = make_network()
    data = xlsx(
        [["Notes"], ["Ask the protocol office"]],
        [
            ["Members of the network"],
            [],
            ["", "City code ", "Name/EN", "Pays", "Statut", "Joined", "Notes"],
            ["", " han ", "  Hanoi  ", "Viêt Nam", "Membre", 2001.0, "host"],
            [],
            ["", "TOF", "Tomsk", "Russia", "observer", date(2010, 3, 1), ""],
        ],
    )
    asked = service.preview_import(network, data)
    assert ([head.text for head in asked.table.open_heads], asked.ready) == (["Notes"], False)
    preview = service.preview_import(network, data, Choices(columns={6: "-"}))
    assert (preview.faults, preview.ready) == ((), True)
    assert [(p.row.row, p.row.code, p.row.name, p.row.country, str(p.row.joined)) for p in preview.rows] == [
        (4, "HAN", {"en": "Hanoi"}, "VN", "2001"),
        (6, "TOF", {"en": "Tomsk"}, "RU", "2010-03-01"),
    ]


def test_what_goes_out_comes_back_unchanged():
    network = make_network("UCCN", name={"en": "UCCN"})
    service.apply_import(network, UCCN.encode(), by=SYSTEM)
    service.apply_import(network, ANMC.encode(), by=SYSTEM)
    registry.create_city(
        code="EVL", name={"en": "=cmd|' /C calc'!A0", "ar": "هانوي"}, native_name="@SUM(1)", country="VN", by=SYSTEM,
        leader_office={"ru": "Мэр", "zh-Hant": "市長"},
    )  # fmt: skip
    standing.add_membership(network, registry_queries.city_by_code("EVL"), "partner", since="2020", by=SYSTEM)
    heads, rows = overview_documents.export_rows(
        overview_queries.rows_to_export(network, CityFilter()),
        standing_queries.standing_rows(network),
        fields_queries.fields_by_city(network),
    )
    for data in (as_csv(heads, rows), as_xlsx("a/b:c?" * 9, heads, rows)):
        preview = service.preview_import(network, data)
        assert (preview.faults, preview.table.open_heads) == ((), ())
        assert {p.kind for p in preview.rows} == {"unchanged"}


def test_no_cell_that_goes_out_is_a_formula():
    network = make_network()
    for n, sign in enumerate("=+-@"):
        make_city(f"X{n}", network=network, name={"en": f"{sign}1+1"})
    heads, rows = overview_documents.export_rows(
        overview_queries.rows_to_export(network, CityFilter()), standing_queries.standing_rows(network), {}
    )
    lines = as_csv(heads, rows).decode("utf-8-sig").splitlines()[1:]
    assert len(lines) == 4
    assert all(line.split(",")[1].startswith("\"'") for line in lines)


def big_list(n: int) -> bytes:
    lines = [f"C{i:04},City {i},Ville {i},VN,Asia/Ho_Chi_Minh,member,{1990 + i % 30}" for i in range(n)]
    return "\n".join(["code,name_en,name_fr,country,timezone,status,joined", *lines]).encode()


def test_a_preview_costs_the_same_queries_for_30_rows_and_for_300():
    network = make_network()
    overview_queries.networks()  # the transaction has begun
    with counted() as few:
        service.preview_import(network, big_list(30))
    with counted() as many:
        service.preview_import(network, big_list(300))
    assert len(few) == len(many) <= 5


def test_three_hundred_rows_come_in_once():
    network = make_network()
    assert service.apply_import(network, big_list(300), by=SYSTEM) == service.Outcome(300, 0, 0)
    db.session.commit()
    assert service.apply_import(network, big_list(300), by=SYSTEM) == service.Outcome(0, 0, 300)


def test_two_imports_at_once_make_no_double(app):
    make_network()
    db.session.commit()
    outcomes, errors = [], []
    start = threading.Barrier(2)

    def run() -> None:
        with app.app_context():
            try:
                start.wait()
                outcomes.append(
                    service.apply_import(registry_queries.network_by_code("ANMC21"), ANMC.encode(), by=SYSTEM)
                )
                db.session.commit()
            except Exception as error:  # noqa: BLE001  # told by the main thread
                errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(o.new for o in outcomes) == [0, 4]
    assert rows_in(City) == 4
