"""What a table may say of cities, with the headings each column goes by in three languages."""

from __future__ import annotations

from eventsys.core.incoming import Column
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["CITIES"]

CITIES: tuple[Column, ...] = (
    Column("code", _l("Code"), ("city code", "locode", "un locode", "code ville", "code de la ville", "mã", "mã thành phố")),
    Column(
        "name_en", _l("Name in English"),
        ("name", "city", "city name", "name of the city", "member city", "english name", "name english", "name in english",
         "city english", "nom anglais", "nom en anglais", "tên tiếng Anh"),
        shape="name",
    ),
    Column(
        "name_fr", _l("Name in French"),
        ("french name", "name french", "name in french", "nom", "nom fr", "nom français", "nom en français", "ville",
         "nom de la ville", "ville membre", "tên tiếng Pháp"),
        shape="name",
    ),
    Column(
        "name_vi", _l("Name in Vietnamese"),
        ("vietnamese name", "name vietnamese", "name in vietnamese", "nom vietnamien", "nom en vietnamien", "tên tiếng Việt",
         "thành phố", "tên thành phố", "tên"),
        shape="name",
    ),
    Column(
        "name_native", _l("Name in its own script"),
        ("native name", "native", "local name", "name local", "name in own script", "name in its own script", "nom local",
         "nom natif", "nom dans sa propre écriture", "tên bản ngữ", "tên địa phương"),
        shape="name",
    ),
    Column(
        "country", _l("Country or territory"),
        ("country code", "country", "country or territory", "country territory", "nation", "iso", "iso country", "pays",
         "code pays", "pays ou territoire", "quốc gia", "nước", "mã quốc gia", "quốc gia hoặc vùng lãnh thổ"),
    ),
    Column("timezone", _l("Time zone"), ("time zone", "tz", "fuseau horaire", "fuseau", "múi giờ")),
    Column(
        "status", _l("Status"),
        ("standing", "status", "membership", "membership status", "member status", "type of membership", "statut",
         "qualité", "tư cách", "tình trạng", "tư cách thành viên"),
    ),
    Column(
        "joined", _l("Joined"),
        ("since", "member since", "joined", "joined on", "date joined",
         "year joined", "year of joining", "joining date", "date of joining",
         "year of designation", "year", "adhésion", "date d’adhésion", "année d’adhésion", "depuis", "membre depuis", "gia nhập",
         "năm gia nhập", "ngày gia nhập", "thành viên từ"),
        shape="day",
    ),
    Column(
        "left", _l("Left"),
        ("until", "left on", "date left", "year left", "départ", "date de départ", "jusque",
         "jusqu’à", "rời", "ngày rời", "năm rời"),
        shape="day",
    ),
    Column(
        "field", _l("Creative field"),
        ("creative field", "field", "fields", "creative fields", "domaine", "domaine créatif", "domaines", "lĩnh vực",
         "lĩnh vực sáng tạo"),
    ),
    Column(
        "leader_office_en", _l("Office of its leader (English)"),
        ("leader office", "office of its leader", "office", "leader s office", "office english", "fonction en", "chức vụ en"),
    ),
    Column(
        "leader_office_fr", _l("Office of its leader (French)"),
        ("fonction", "fonction fr", "fonction du dirigeant", "office french", "chức vụ fr"),
    ),
    Column(
        "leader_office_vi", _l("Office of its leader (Vietnamese)"),
        ("chức vụ", "chức vụ vi", "chức vụ lãnh đạo", "office vietnamese", "fonction vi"),
    ),
)  # fmt: skip
