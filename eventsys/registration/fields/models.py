"""A delegate's fields: the one table. Forms, tables that come in and lists that are given out, definition lists, what is
asked for, who reads it, how long it is kept, what erasing does, the audit trail's words and the copy of somebody's data
read it; the column itself stands in :class:`eventsys.registration.people.models.Delegate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from eventsys.core.incoming import Spoken
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.registration.kinds.models import Data, Field, FieldKind, FormSection, Kept, When

FIELDS: tuple[Field, ...] = (
    Field(
        "family_name", FieldKind.NAME, FormSection.YOU, _l("Family name"), Data.NAME, 120,
        required=When.ALWAYS, hint=_l("In Latin letters, as in the passport."), autocomplete="family-name",
        needed=_l("Please enter the family name."), example="Nguyễn", told=False, on_badge=True,
        headings=("family name", "surname", "last name", "nom", "nom de famille", "nom patronymique", "họ", "họ của đại biểu"),
    ),
    Field(
        "given_name", FieldKind.NAME, FormSection.YOU, _l("Given name"), Data.NAME, 120, autocomplete="given-name",
        example="Thế Thảo", told=False, on_badge=True,
        headings=("given name", "first name", "forename", "first and middle name", "given and middle name", "prénom", "tên",
                  "tên đệm và tên", "tên và tên đệm", "tên gọi", "chữ đệm và tên"),
    ),
    Field(
        "name_order", FieldKind.CHOICE, FormSection.YOU, _l("Name order"), Data.NAME, erasable=False,
        asks=_l("Order on the badge"), example="family", told=False, on_badge=True,
        headings=("name order", "order", "order of names", "order of the name", "ordre", "ordre du nom", "ordre des noms",
                  "thứ tự tên", "thứ tự họ tên", "trật tự họ tên"),
    ),
    Field(
        "native_name", FieldKind.NAME, FormSection.YOU, _l("Name in own script"), Data.NAME, 200,
        asks=_l("Name in your own script"),
        hint=_l("Your whole name, as it should stand on your badge: 서울 · Томск · กรุงเทพมหานคร"),
        example="", on_badge=True, language_in="native_language",
        switched=True,
        headings=("own script", "own script name", "name in own script", "name in your own script", "native name", "local name",
                  "name in native script", "name in local script", "original script", "nom en écriture d’origine",
                  "nom dans l’écriture d’origine", "nom dans sa propre écriture", "nom natif", "tên bản ngữ",
                  "tên theo chữ viết gốc", "họ tên bản ngữ", "漢字", "氏名", "姓名", "성명"),
    ),
    Field(
        "native_language", FieldKind.CHOICE, FormSection.YOU, _l("Language of that name"), Data.NAME, 20,
        told=False, on_badge=True,
        headings=("language of own script", "native language", "script", "language of that name", "langue du nom", "écriture",
                  "ngôn ngữ của tên", "chữ viết"),
    ),
    Field(
        "honorific", FieldKind.NAME, FormSection.ROLE, _l("Form of address"), Data.NAME, 60, hint=_l("H.E., Dr, Ms, …"),
        switched=True,
        headings=("form of address", "honorific", "salutation", "prefix", "courtesy title", "civilité", "titre de civilité",
                  "danh xưng", "xưng hô"),
    ),
    Field(
        "email", FieldKind.MAIL, FormSection.YOU, _l("Mail"), Data.CONTACT, 254, Kept.CONTACTS, autocomplete="email",
        required=When.ALWAYS, left=_l("Mail address"), example="name@example.org",
        headings=("mail", "email", "e-mail", "mail address", "email address", "e-mail address", "electronic mail",
                  "contact email", "courriel", "adresse électronique", "adresse courriel", "adresse e-mail", "adresse mail",
                  "mél", "thư điện tử", "địa chỉ thư điện tử", "địa chỉ email"),
    ),
    Field(
        "phone", FieldKind.PHONE, FormSection.YOU, _l("Telephone"), Data.CONTACT, 40, Kept.CONTACTS, autocomplete="tel",
        hint=_l("With the code of the country: +84 24 3825 3536"), example="",
        switched=True,
        headings=("telephone", "phone", "phone number", "telephone number", "mobile", "mobile phone", "cell phone", "tel",
                  "téléphone", "numéro de téléphone", "portable", "điện thoại", "số điện thoại", "di động"),
    ),
    Field(
        "language", FieldKind.CHOICE, FormSection.YOU, _l("Language of letters"), Data.CONTACT,
        erasable=False, example="vi", told=False,
        headings=("language", "language of letters", "preferred language", "correspondence language", "langue",
                  "langue des courriels", "langue de correspondance", "langue des lettres", "ngôn ngữ", "ngôn ngữ thư"),
    ),
    Field(
        "listed_with", FieldKind.CHOICE, FormSection.YOU, _l("In the list of participants"), Data.CONTACT, 10, Kept.CONTACTS,
        asks=_l("What may the list of participants show of you?"), told=False,
        hint=_l("Everybody who takes part gets the list. You may change this until the list is final."),
        headings=("in the list of participants", "shown in the list of participants", "dans la liste des participants",
                  "trong danh sách đại biểu"),
    ),
    Field(
        "photo_digest", FieldKind.PHOTO, FormSection.PHOTO, _l("Photo"), Data.PHOTO, 64, Kept.PHOTOS, typed_as="photo",
        hint=_l("Head and shoulders before a plain background. JPEG, PNG, WebP or HEIC, at most 20 MB."),
        required=When.PHOTO, told=False, on_badge=True,
    ),
    Field(
        "office", FieldKind.OFFICE, FormSection.ROLE, _l("Office"), Data.NAME, 300, required=When.ALWAYS, instead="organisation",
        left=_l("Office or organisation"), hint=_l("Governor, Director of Planning, … One language is enough."),
        label_in=_l("Office (%(language)s)"),
        example="Director", on_badge=True,
        headings=("office", "position", "function", "title", "job title", "post", "fonction", "poste", "titre", "chuc vu",
                  "chuc danh"),
    ),
    Field(
        "organisation", FieldKind.OFFICE, FormSection.ROLE, _l("Organisation"), Data.NAME, 300,
        hint=_l("Where you hold it: city government, department, agency."),
        label_in=_l("Organisation (%(language)s)"),
        example="City government", on_badge=True,
        switched=True,
        headings=("organisation", "organization", "institution", "employer", "company", "organisme", "employeur", "affiliation",
                  "to chuc", "co quan", "don vi", "noi cong tac"),
    ),
    Field(
        "arrives_on", FieldKind.DAY, FormSection.JOURNEY, _l("Arrival"), Data.JOURNEY, kept=Kept.JOURNEYS,
        required=When.TRAVEL, left=_l("Day of arrival"), example="",
        switched=True,
        headings=("arrival", "arrives", "arrives on", "arriving", "arriving on", "arrival date", "date of arrival",
                  "day of arrival", "arrivée", "arrive le", "date d’arrivée", "jour d’arrivée", "đến", "ngày đến", "đến ngày",
                  "ngày tới", "ngày nhập cảnh"),
    ),
    Field(
        "departs_on", FieldKind.DAY, FormSection.JOURNEY, _l("Departure"), Data.JOURNEY, kept=Kept.JOURNEYS,
        required=When.TRAVEL, left=_l("Day of departure"), example="",
        switched=True,
        headings=("departure", "departs", "departs on", "departing", "leaves", "leaves on", "leaving", "departure date",
                  "date of departure", "day of departure", "départ", "part le", "repart le", "date de départ", "jour de départ",
                  "retour", "date de retour", "đi", "ngày đi", "ngày về", "ngày rời đi", "ngày khởi hành về",
                  "ngày xuất cảnh"),
    ),
    Field(
        "flight", FieldKind.LINE, FormSection.JOURNEY, _l("Flights or trains"), Data.JOURNEY, 120, Kept.JOURNEYS,
        hint=_l("VN 311, arriving at 14:35"), example="VN 311",
        switched=True,
        headings=("flight", "flight number", "flight no", "flight details", "flight or train", "train", "travel details", "vol",
                  "numéro de vol", "n° de vol", "vol ou train", "chuyến bay", "số hiệu chuyến bay", "số chuyến bay", "tàu",
                  "chuyến bay tàu"),
    ),
    Field(
        "hotel", FieldKind.LINE, FormSection.JOURNEY, _l("Hotel"), Data.JOURNEY, 200, Kept.JOURNEYS, example="",
        switched=True,
        headings=("hotel", "hotel name", "accommodation", "lodging", "hôtel", "nom de l’hôtel", "hébergement", "khách sạn",
                  "tên khách sạn", "nơi ở", "chỗ ở", "nơi lưu trú"),
    ),
    Field(
        "diet", FieldKind.LINE, FormSection.JOURNEY, _l("Diet"), Data.NEEDS, 200, Kept.JOURNEYS,
        hint=_l("Vegetarian, halal, allergies, …"), example="",
        switched=True,
        headings=("diet", "dietary needs", "dietary requirement", "dietary restriction", "special diet", "food", "meals",
                  "food requirement", "allergies", "régime", "régime alimentaire", "restrictions alimentaires",
                  "besoins alimentaires", "allergies alimentaires", "chế độ ăn", "chế độ ăn uống", "ăn kiêng",
                  "yêu cầu ăn uống", "dị ứng"),
    ),
    Field(
        "access_needs", FieldKind.TEXT, FormSection.JOURNEY, _l("Access needs"), Data.NEEDS, 500, Kept.JOURNEYS,
        hint=_l("Wheelchair, sign language, … Only those who arrange it read this."), example="",
        switched=True,
        headings=("access needs", "access", "access requirement", "accessibility", "accessibility needs",
                  "accessibility requirement", "special needs", "special assistance", "besoins d’accès",
                  "besoins d’accessibilité", "accessibilité", "besoins particuliers", "besoins spécifiques", "nhu cầu hỗ trợ",
                  "nhu cầu đặc biệt", "hỗ trợ tiếp cận", "nhu cầu tiếp cận"),
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}
#: What people say of themselves, in words: all but the photo, which is a file.
DETAILS: Mapping[str, Field] = {field.name: field for field in FIELDS if field.kind != FieldKind.PHOTO}
#: Those that go before the rest of a registration: the audit trail, which stays, says that they were changed, never what
#: they said.
TERMED = frozenset(field.name for field in DETAILS.values() if field.kept)


@cache
def in_section(*sections: str) -> tuple[Field, ...]:
    """In the order in which they are asked."""
    return tuple(field for section in sections for field in FIELDS if field.section == section)


@cache
def of_kind(*kinds: FieldKind) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if field.kind in kinds)


@cache
def by_reader() -> tuple[Field, ...]:
    """What people say of themselves as lists and copies tell it: who it is, then how to reach them, then the rest."""
    return tuple(field for data in Data for field in DETAILS.values() if field.seen_as == data)


def cleared(kept: Kept) -> dict[str, Any]:
    """Columns that go with these data, and what they hold then."""
    return {field.name: field.nothing for field in FIELDS if field.kept == kept}


#: What is said in each language, and so has a column for each in tables.
SPOKEN: Mapping[str, Spoken] = {
    field.name: Spoken(field.name, field.label_in, field.headings) for field in FIELDS if field.label_in
}
#: Words of columns of tables and lists: the fields, and what a list says besides.
COLUMN_WORDS: Mapping[str, Any] = {
    **{field.name: field.label for field in FIELDS},
    "category": _l("Category"), "city": _l("City"), "full_name": _l("Full name"), "country": _l("Country"),
    "state": _l("State"), "reference": _l("Reference"),
}  # fmt: skip
