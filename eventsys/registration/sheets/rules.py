"""What a table may say of people: one line for each column, with the headings it goes by in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from eventsys.core.incoming import Column
from eventsys.core.words.languages import SUPPORTED
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.fields.models import COLUMN_WORDS as _WORDS
from eventsys.registration.fields.models import FIELDS, SPOKEN
from eventsys.registration.kinds.models import Field, FieldKind

_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "en": ("en", "english", "in english", "anglais", "tieng anh"),
    "fr": ("fr", "french", "in french", "francais", "tieng phap"),
    "vi": ("vi", "vietnamese", "in vietnamese", "vietnamien", "tieng viet"),
}
_SHAPES: Mapping[FieldKind, str] = {FieldKind.NAME: "name", FieldKind.DAY: "day"}
#: What stands on papers like a name, though no column of a table is known for it by looking like names.
_NO_NAMES = frozenset({"honorific"})


def _columns(field: Field) -> Iterator[Column]:
    """One, and of an office one more for each language."""
    yield Column(
        field.name,
        field.label,
        field.headings,
        shape="text" if field.name in _NO_NAMES else _SHAPES.get(field.kind, "text"),
    )
    if field.label_in:
        for code in SUPPORTED:
            words = tuple(f"{word} {language}" for word in field.headings for language in _LANGUAGES[code])
            yield replace(SPOKEN[field.name].column(code), headings=words)


_OF_FIELDS = {column.key: column for field in FIELDS if field.headings for column in _columns(field)}
_FAMILY_NAME = replace(
    _OF_FIELDS["family_name"],
    required=True,
    alone=frozenset({"nom", "noms"}),
    beside="given_name",
    then="full_name",
)

#: Read where the two names are not there by themselves.
_FULL_NAME = Column(
    "full_name",
    _WORDS["full_name"],
    (
        "full name",
        "name",
        "name and surname",
        "name surname",
        "surname name",
        "complete name",
        "participant name",
        "name of participant",
        "delegate name",
        "name of delegate",
        "first and last name",
        "first name and last name",
        "first name last name",
        "first name surname",
        "given and family name",
        "given name family name",
        "family and given name",
        "family name given name",
        "family name and given name",
        "surname and given name",
        "surname given name",
        "surname and first name",
        "surname first name",
        "last and first name",
        "last name first name",
        "nom complet",
        "nom et prénom",
        "noms et prénoms",
        "nom prénom",
        "prénom et nom",
        "prénom nom",
        "nom du participant",
        "nom du délégué",
        "nom et prénoms",
        "nom de famille et prénom",
        "họ và tên",
        "họ tên",
        "họ và tên đại biểu",
        "họ tên đại biểu",
        "tên đầy đủ",
        "tên đại biểu",
        "tên người tham dự",
        "họ, tên đệm và tên",
        "họ, chữ đệm và tên",
    ),
    shape="name",
    gives=("family_name", "given_name"),
)

PEOPLE: tuple[Column, ...] = (
    Column(
        "category",
        _WORDS["category"],
        (
            "category",
            "type",
            "role",
            "capacity",
            "catégorie",
            "qualité",
            "loại đại biểu",
            "đối tượng",
            "thành phần",
            "tư cách",
        ),
        required=True,
    ),
    _FAMILY_NAME,
    _OF_FIELDS["given_name"],
    _FULL_NAME,
    *(column for key, column in _OF_FIELDS.items() if key not in {"family_name", "given_name"}),
    Column(
        "city",
        _WORDS["city"],
        ("city", "city name", "ville", "nom de la ville", "thành phố", "tên thành phố"),
    ),
)


def own_columns(questions: Iterable[FormQuestion]) -> tuple[Column, ...]:
    """One for each of the organisers' own questions, headed by its words in any of their languages. Names of documents are
    understood, and left out."""
    return tuple(
        Column(one.key, one.label, tuple(one.label.values()), kept=one.is_typed) for one in questions
    )


#: What our own list of people says besides.
BESIDES = tuple(Column(key, _WORDS[key], (), kept=False) for key in ("country", "state", "reference"))

#: Columns of the empty table that is given out, each with what its example says; its days are those of the conference.
TEMPLATE = {
    "category": "delegate",
    **{field.name: field.example for field in FIELDS if field.example is not None},
}
