"""What a table may say of people: one line for each column, with the headings it goes by in three languages.

A further field of a registration is one more line here, its name in :data:`COLUMN_WORDS`, and in ``tables.forms`` what
reads its cells.
"""

from __future__ import annotations

from eventsys.core.incoming import Column
from eventsys.registration.people.models import COLUMN_WORDS as _WORDS

_OFFICES = (
    "office",
    "position",
    "function",
    "title",
    "job title",
    "post",
    "fonction",
    "poste",
    "titre",
    "chuc vu",
    "chuc danh",
)
_ORGANISATIONS = (
    "organisation", "organization", "institution", "employer", "company", "organisme", "employeur", "affiliation",
    "to chuc", "co quan", "don vi", "noi cong tac",
)  # fmt: skip


def _in(words: tuple[str, ...], *languages: str) -> tuple[str, ...]:
    return tuple(f"{word} {language}" for word in words for language in languages)


PEOPLE: tuple[Column, ...] = (
    Column(
        "category", _WORDS["category"],
        ("category", "type", "role", "capacity", "catégorie", "qualité", "loại đại biểu", "đối tượng", "thành phần", "tư cách"),
        required=True,
    ),
    Column(
        "family_name", _WORDS["family_name"],
        ("family name", "surname", "last name", "nom", "nom de famille", "nom patronymique", "họ", "họ của đại biểu"),
        required=True, shape="name", alone=frozenset({"nom", "noms"}), beside="given_name", then="full_name",
    ),
    Column(
        "given_name", _WORDS["given_name"],
        ("given name", "first name", "forename", "first and middle name", "given and middle name", "prénom", "tên",
         "tên đệm và tên", "tên và tên đệm", "tên gọi", "chữ đệm và tên"),
        shape="name",
    ),
    Column(
        "full_name", _WORDS["full_name"],
        ("full name", "name", "name and surname", "name surname", "surname name", "complete name", "participant name",
         "name of participant", "delegate name", "name of delegate", "first and last name", "first name and last name",
         "first name last name", "first name surname", "given and family name", "given name family name", "family and given name",
         "family name given name", "family name and given name", "surname and given name", "surname given name",
         "surname and first name", "surname first name", "last and first name", "last name first name",
         "nom complet", "nom et prénom", "noms et prénoms", "nom prénom", "prénom et nom", "prénom nom",
         "nom du participant",
         "nom du délégué", "nom et prénoms", "nom de famille et prénom", "họ và tên", "họ tên", "họ và tên đại biểu",
         "họ tên đại biểu",
         "tên đầy đủ", "tên đại biểu", "tên người tham dự", "họ, tên đệm và tên", "họ, chữ đệm và tên"),
        shape="name", gives=("family_name", "given_name"),
    ),
    Column(
        "name_order", _WORDS["name_order"],
        ("name order", "order", "order of names", "order of the name", "ordre", "ordre du nom", "ordre des noms", "thứ tự tên",
         "thứ tự họ tên", "trật tự họ tên"),
    ),
    Column(
        "native_name", _WORDS["native_name"],
        ("own script", "own script name", "name in own script", "name in your own script", "native name", "local name",
         "name in native script", "name in local script", "original script", "nom en écriture d’origine",
         "nom dans l’écriture d’origine", "nom dans sa propre écriture", "nom natif", "tên bản ngữ", "tên theo chữ viết gốc",
         "họ tên bản ngữ", "漢字", "氏名", "姓名", "성명"),
        shape="name",
    ),
    Column(
        "native_language", _WORDS["native_language"],
        ("language of own script", "native language", "script", "language of that name", "langue du nom", "écriture",
         "ngôn ngữ của tên", "chữ viết"),
    ),
    Column(
        "honorific", _WORDS["honorific"],
        ("form of address", "honorific", "salutation", "prefix", "courtesy title", "civilité", "titre de civilité",
         "danh xưng", "xưng hô"),
    ),
    Column(
        "email", _WORDS["email"],
        ("mail", "email", "e-mail", "mail address", "email address", "e-mail address", "electronic mail", "contact email",
         "courriel", "adresse électronique", "adresse courriel", "adresse e-mail", "adresse mail", "mél", "thư điện tử",
         "địa chỉ thư điện tử", "địa chỉ email"),
    ),
    Column(
        "phone", _WORDS["phone"],
        ("telephone", "phone", "phone number", "telephone number", "mobile", "mobile phone", "cell phone", "tel", "téléphone",
         "numéro de téléphone", "portable", "điện thoại", "số điện thoại", "di động"),
    ),
    Column(
        "language", _WORDS["language"],
        ("language", "language of letters", "preferred language", "correspondence language", "langue", "langue des courriels",
         "langue de correspondance", "langue des lettres", "ngôn ngữ", "ngôn ngữ thư"),
    ),
    Column("office", _WORDS["office"], _OFFICES),
    Column("office_en", _WORDS["office_en"], _in(_OFFICES, "en", "english", "in english", "anglais", "tieng anh")),
    Column("office_fr", _WORDS["office_fr"], _in(_OFFICES, "fr", "french", "in french", "francais", "tieng phap")),
    Column(
        "office_vi", _WORDS["office_vi"],
        _in(_OFFICES, "vi", "vietnamese", "in vietnamese", "vietnamien", "tieng viet"),
    ),
    Column("organisation", _WORDS["organisation"], _ORGANISATIONS),
    Column(
        "organisation_en", _WORDS["organisation_en"],
        _in(_ORGANISATIONS, "en", "english", "in english", "anglais", "tieng anh"),
    ),
    Column(
        "organisation_fr", _WORDS["organisation_fr"],
        _in(_ORGANISATIONS, "fr", "french", "in french", "francais", "tieng phap"),
    ),
    Column(
        "organisation_vi", _WORDS["organisation_vi"],
        _in(_ORGANISATIONS, "vi", "vietnamese", "in vietnamese", "vietnamien", "tieng viet"),
    ),
    Column(
        "arrives_on", _WORDS["arrives_on"],
        ("arrival", "arrives", "arrives on", "arriving", "arriving on", "arrival date", "date of arrival", "day of arrival",
         "arrivée", "arrive le", "date d’arrivée", "jour d’arrivée", "đến", "ngày đến", "đến ngày", "ngày tới", "ngày nhập cảnh"),
        shape="day",
    ),
    Column(
        "departs_on", _WORDS["departs_on"],
        ("departure", "departs", "departs on", "departing", "leaves", "leaves on", "leaving", "departure date",
         "date of departure", "day of departure", "départ", "part le", "repart le", "date de départ", "jour de départ",
         "retour", "date de retour", "đi", "ngày đi", "ngày về", "ngày rời đi", "ngày khởi hành về", "ngày xuất cảnh"),
        shape="day",
    ),
    Column(
        "flight", _WORDS["flight"],
        ("flight", "flight number", "flight no", "flight details", "flight or train", "train", "travel details", "vol",
         "numéro de vol", "n° de vol", "vol ou train", "chuyến bay", "số hiệu chuyến bay", "số chuyến bay", "tàu",
         "chuyến bay tàu"),
    ),
    Column(
        "hotel", _WORDS["hotel"],
        ("hotel", "hotel name", "accommodation", "lodging", "hôtel", "nom de l’hôtel", "hébergement", "khách sạn",
         "tên khách sạn", "nơi ở", "chỗ ở", "nơi lưu trú"),
    ),
    Column(
        "diet", _WORDS["diet"],
        ("diet", "dietary needs", "dietary requirement", "dietary restriction", "special diet", "food", "meals",
         "food requirement", "allergies", "régime", "régime alimentaire", "restrictions alimentaires",
         "besoins alimentaires", "allergies alimentaires", "chế độ ăn", "chế độ ăn uống", "ăn kiêng", "yêu cầu ăn uống",
         "dị ứng"),
    ),
    Column(
        "access_needs", _WORDS["access_needs"],
        ("access needs", "access", "access requirement", "accessibility", "accessibility needs",
         "accessibility requirement", "special needs", "special assistance", "besoins d’accès", "besoins d’accessibilité",
         "accessibilité", "besoins particuliers", "besoins spécifiques", "nhu cầu hỗ trợ", "nhu cầu đặc biệt",
         "hỗ trợ tiếp cận", "nhu cầu tiếp cận"),
    ),
    Column("city", _WORDS["city"], ("city", "city name", "ville", "nom de la ville", "thành phố", "tên thành phố")),
)  # fmt: skip

#: What our own list of people says besides.
BESIDES = tuple(Column(key, _WORDS[key], (), kept=False) for key in ("country", "state", "reference"))

#: Columns of the empty table that is given out, each with what its example says; its days are those of the conference.
TEMPLATE = {
    "category": "delegate", "family_name": "Nguyễn", "given_name": "Thế Thảo", "name_order": "family", "native_name": "",
    "email": "name@example.org", "phone": "", "language": "vi", "office": "Director", "organisation": "City government",
    "arrives_on": "", "departs_on": "", "flight": "VN 311", "hotel": "", "diet": "", "access_needs": "",
}  # fmt: skip
