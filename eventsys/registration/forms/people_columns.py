"""What a table may say of people: one line for each column, with the headings it goes by in three languages.

A further field of a registration is one more line here, and in ``people_table`` what reads its cells.
"""

from __future__ import annotations

from eventsys.core.incoming import Column
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["PEOPLE", "TEMPLATE"]

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
        "category", _l("Category"),
        ("category", "type", "role", "capacity", "catégorie", "qualité", "loại đại biểu", "đối tượng", "thành phần", "tư cách"),
        required=True,
    ),
    Column(
        "family_name", _l("Family name"),
        ("family name", "surname", "last name", "nom", "nom de famille", "nom patronymique", "họ", "họ của đại biểu"),
        required=True, shape="name",
    ),
    Column(
        "given_name", _l("Given name"),
        ("given name", "first name", "forename", "first and middle name", "given and middle name", "prénom", "tên",
         "tên đệm và tên", "tên và tên đệm", "tên gọi", "chữ đệm và tên"),
        shape="name",
    ),
    Column(
        "name_order", _l("Name order"),
        ("name order", "order", "order of names", "order of the name", "ordre", "ordre du nom", "ordre des noms", "thứ tự tên",
         "thứ tự họ tên", "trật tự họ tên"),
    ),
    Column(
        "native_name", _l("Name in own script"),
        ("own script", "own script name", "name in own script", "name in your own script", "native name", "local name",
         "name in native script", "name in local script", "original script", "nom en écriture d’origine",
         "nom dans l’écriture d’origine", "nom dans sa propre écriture", "nom natif", "tên bản ngữ", "tên theo chữ viết gốc",
         "họ tên bản ngữ", "漢字", "氏名", "姓名", "성명"),
        shape="name",
    ),
    Column(
        "native_language", _l("Language of that name"),
        ("language of own script", "native language", "script", "language of that name", "langue du nom", "écriture",
         "ngôn ngữ của tên", "chữ viết"),
    ),
    Column(
        "honorific", _l("Form of address"),
        ("form of address", "honorific", "salutation", "prefix", "courtesy title", "civilité", "titre de civilité",
         "danh xưng", "xưng hô"),
    ),
    Column(
        "email", _l("Mail"),
        ("mail", "email", "e-mail", "mail address", "email address", "e-mail address", "electronic mail", "contact email",
         "courriel", "adresse électronique", "adresse courriel", "adresse e-mail", "adresse mail", "mél", "thư điện tử",
         "địa chỉ thư điện tử", "địa chỉ email"),
    ),
    Column(
        "phone", _l("Telephone"),
        ("telephone", "phone", "phone number", "telephone number", "mobile", "mobile phone", "cell phone", "tel", "téléphone",
         "numéro de téléphone", "portable", "điện thoại", "số điện thoại", "di động"),
    ),
    Column(
        "language", _l("Language of letters"),
        ("language", "language of letters", "preferred language", "correspondence language", "langue", "langue des courriels",
         "langue de correspondance", "langue des lettres", "ngôn ngữ", "ngôn ngữ thư"),
    ),
    Column("office", _l("Office"), _OFFICES),
    Column("office_en", _l("Office (English)"), _in(_OFFICES, "en", "english", "in english", "anglais", "tieng anh")),
    Column("office_fr", _l("Office (French)"), _in(_OFFICES, "fr", "french", "in french", "francais", "tieng phap")),
    Column(
        "office_vi", _l("Office (Vietnamese)"),
        _in(_OFFICES, "vi", "vietnamese", "in vietnamese", "vietnamien", "tieng viet"),
    ),
    Column("organisation", _l("Organisation"), _ORGANISATIONS),
    Column(
        "organisation_en", _l("Organisation (English)"),
        _in(_ORGANISATIONS, "en", "english", "in english", "anglais", "tieng anh"),
    ),
    Column(
        "organisation_fr", _l("Organisation (French)"),
        _in(_ORGANISATIONS, "fr", "french", "in french", "francais", "tieng phap"),
    ),
    Column(
        "organisation_vi", _l("Organisation (Vietnamese)"),
        _in(_ORGANISATIONS, "vi", "vietnamese", "in vietnamese", "vietnamien", "tieng viet"),
    ),
)  # fmt: skip

#: Columns of the empty table that is given out, each with what its example says.
TEMPLATE = {
    "category": "delegate", "family_name": "Nguyễn", "given_name": "Thế Thảo", "name_order": "family", "native_name": "",
    "email": "name@example.org", "language": "vi", "office": "Director", "organisation": "City government",
}  # fmt: skip
