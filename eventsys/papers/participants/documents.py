"""A list of participants, and what differs between two, as sheets in the language in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from eventsys.conferences.dates.queries import clock_words
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import moment
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import ngettext
from eventsys.core.words.text import Localized
from eventsys.papers.participants import rules
from eventsys.papers.participants.models import ParticipantList
from eventsys.papers.participants.rules import Change, Wish
from eventsys.papers.people.documents import Words
from eventsys.papers.people.rules import ListOrder
from eventsys.papers.sheets.rules import Column, Format, Group, Item, Row, Sheet, spoken
from eventsys.registration.fields.models import COLUMN_WORDS

__all__ = [
    "MEDIA_TYPES",
    "PersonRow",
    "changed_words",
    "difference_sheet",
    "participants_sheet",
    "status_words",
    "title_of",
]

MEDIA_TYPES: Final[Mapping[Format, str]] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
}
PersonRow = Any
"""A row of ``queries.rows_at``: ``delegation_id``, ``category_id``, ``said``."""
Picture = Callable[[str], bytes | None]


def title_of(listed: ParticipantList) -> str:
    """Of one list among others."""
    if listed.number:
        return str(_("Final list, edition %(number)s", number=listed.number))
    return str(_("Final list")) if listed.final else str(_("Provisional list"))


def status_words(listed: ParticipantList) -> str:
    """What the list is worth, of which moment it is, by whose clock, and how many stand in it."""
    conference = listed.conference
    when = moment(listed.taken_at, conference.zone) if listed.taken_at else ""
    return " · ".join(
        [
            title_of(listed),
            f"{when} ({clock_words(conference)})",
            ngettext("%(num)s participant", "%(num)s participants", listed.count),
        ]
    )


def _words(listed: ParticipantList, language: str) -> Words:
    return Words(listed.parties, listed.categories, language, listed.conference.languages)


def _row(words: Words, row: PersonRow, number: int, picture: Picture | None) -> Row:
    said = row.said
    (city, city_tag), (category, category_tag) = (
        words.city(row.delegation_id),
        words.category(row.category_id),
    )
    native, native_tag = words.native(said, row.delegation_id)
    office, organisation, post_tag = words.post(said)
    contact = [said.get(key, "") for key in ("email", "phone")]
    return Row(
        {
            "number": str(number),
            "name": words.name(said),
            "native": native,
            "post": "\n".join(filter(None, [office, organisation])),
            "category": category,
            "city": city,
            "contact": "\n".join(filter(None, contact)),
            "country": words.country(row.delegation_id),
            "honorific": said.get("honorific", ""),
            "family": said.get("family", ""),
            "given": said.get("given", ""),
            "office": office,
            "organisation": organisation,
            "email": contact[0],
            "phone": contact[1],
        },
        {"native": native_tag, "post": post_tag, "city": city_tag, "category": category_tag},
        picture(said["photo"]) if picture and said.get("photo") else None,
    )


def _columns(wish: Wish) -> list[Column]:
    word = {key: str(label) for key, label in COLUMN_WORDS.items()}
    found = [
        Column("number", _("No."), 0.55, "number"),
        Column("picture", "", 0.8, "picture"),
        Column("name", _("Name"), 3.0, "name"),
        Column("native", word["native_name"], 1.9),
        Column("city", word["city"], 1.7),
        Column("post", _("Office and organisation"), 4.0),
        Column("category", word["category"], 1.6, "quiet"),
        Column("contact", _("Mail and telephone"), 3.2),
    ]
    left_out = {"city"} if wish.order != ListOrder.PEOPLE else set()
    left_out |= {key for key, asked in (("picture", wish.photo), ("contact", wish.contact)) if not asked}
    return [column for column in found if column.key not in left_out]


def _table(wish: Wish) -> list[Column]:
    names = {"family": "family_name", "given": "given_name", "native": "native_name"}
    keys = ["city", "country", "category", "honorific", "family", "given", "native", "office", "organisation"]
    keys += ["email", "phone"] if wish.contact else []
    return [
        Column("number", _("No.")),
        *(Column(key, str(COLUMN_WORDS[names.get(key, key)])) for key in keys),
    ]


def participants_sheet(
    listed: ParticipantList,
    rows: Iterable[PersonRow],
    wish: Wish,
    *,
    counts: Mapping[int, int],
    picture: Picture | None = None,
) -> Sheet:
    """``rows`` in their order; ``counts``: how many of each delegation, told in its heading; ``picture`` reads a photo."""
    words = _words(listed, wish.language)

    def items() -> Iterator[Item]:
        last = None
        for number, row in enumerate(rows, start=1):
            if wish.order != ListOrder.PEOPLE and row.delegation_id != last:
                last = row.delegation_id
                yield words.heading(row.delegation_id, counts.get(row.delegation_id, 0))
            yield _row(words, row, number, picture if wish.photo else None)

    return Sheet(
        title=str(_("List of participants")),
        status=status_words(listed),
        columns=_columns(wish),
        items=items(),
        table=_table(wish),
        wide=wish.contact,
        least=17.5 if wish.photo else 0,
        empty=str(_("Nobody’s registration was approved at that moment.")),
    )


def counted(delegation_ids: Iterable[int]) -> Mapping[int, int]:
    return Counter(delegation_ids)


# --- what differs --------------------------------------------------------------------------------------------


def _moved(words: Words, since: Words, row: PersonRow) -> dict[str, tuple[str, str]]:
    """City and category before and now. A city that is only called otherwise is no change of a person's."""
    moved = {}
    if row.delegation_before != row.delegation_id:
        moved["city"] = words.city(row.delegation_before)[0], since.city(row.delegation_id)[0]
    if row.category_before != row.category_id:
        moved["category"] = words.category(row.category_before)[0], since.category(row.category_id)[0]
    return moved


def _said(value: Any, order: Sequence[str]) -> str:
    return spoken(Localized(value), order)[0] if isinstance(value, dict) else str(value)


def _told(change: Change, order: Sequence[str]) -> str:
    """What was said before and what is now; of an office whose words in the language asked for are the same, in another one."""
    before, after = _said(change.before, order), _said(change.after, order)
    if before == after and isinstance(change.before, dict) and isinstance(change.after, dict):
        other = next((tag for tag in change.after if change.before.get(tag) != change.after[tag]), "")
        other = other or next((tag for tag in change.before if tag not in change.after), "")
        before, after = (f"{text.get(other, '')}\u00a0({other})" for text in (change.before, change.after))
    label = COLUMN_WORDS[change.field]
    return str(_("%(field)s: %(before)s → %(after)s", field=label, before=before or "—", after=after or "—"))


def changed_words(
    before: ParticipantList, after: ParticipantList, row: PersonRow, language: str
) -> list[str]:
    """What is said otherwise of somebody who stands in both lists (a row of ``queries.in_both``), a sentence for each."""
    words, since = _words(before, language), _words(after, language)
    found = rules.changes(row.said_before, row.said, moved=_moved(words, since, row))
    return [_told(change, since.order) for change in found]


def person_words(listed: ParticipantList, row: PersonRow, language: str) -> dict[str, str]:
    """Who it is, for a list of differences: ``name``, ``city``, ``category``."""
    words = _words(listed, language)
    return {
        "name": words.name(row.said),
        "city": words.city(row.delegation_id)[0],
        "category": words.category(row.category_id)[0],
    }


def difference_sheet(
    before: ParticipantList,
    after: ParticipantList,
    rows: Mapping[str, Iterable[PersonRow]],
    language: str,
) -> Sheet:
    """``rows``: of those who ``joined``, ``left`` and are told otherwise (``changed``)."""
    heads = {"joined": _("Joined the list"), "left": _("Left the list"), "changed": _("Told otherwise")}

    def items() -> Iterator[Item]:
        for key, head in heads.items():
            begun = False
            for row in rows[key]:
                if not begun:
                    begun = True
                    yield Group(str(head))
                told = person_words(before if key == "left" else after, row, language)
                changed = changed_words(before, after, row, language) if key == "changed" else []
                yield Row({**told, "what": "\n".join(changed), "kind": str(head)})

    status = _("%(now)s, compared with: %(before)s", now=status_words(after), before=status_words(before))
    word = {key: str(label) for key, label in COLUMN_WORDS.items()}
    columns = [
        Column("name", _("Name"), 3, "name"),
        Column("city", word["city"], 2),
        Column("category", word["category"], 1.6, "quiet"),
        Column("what", _("What changed"), 5),
    ]
    return Sheet(
        title=str(_("Changes to the list of participants")),
        status=str(status),
        columns=columns,
        items=items(),
        table=[Column("kind", _("Kind of change"), 1), *columns],
        empty=str(_("Nothing changed.")),
    )


def file_name(conference: Conference, listed: ParticipantList, wish: Wish) -> str:
    """In ASCII, so that every program keeps it."""
    what = f"edition-{listed.number}" if listed.number else "provisional"
    return f"{conference.slug}-participants-{what}-{wish.language}.{wish.format}"
