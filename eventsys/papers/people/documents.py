"""Names, cities and categories in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.dates.queries import clock_words
from eventsys.conferences.editions.models import Conference
from eventsys.core.web.filters import moment
from eventsys.core.words.languages import fallbacks, ngettext
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import language_of_name
from eventsys.core.words.text import Localized
from eventsys.papers.people import rules
from eventsys.papers.sheets.rules import Group, spoken

__all__ = ["Words", "as_of", "said_of"]


def as_of(conference: Conference, now: datetime, number: int) -> str:
    """Of which moment a sheet is, by whose clock, and how many people stand in it."""
    told = ngettext("%(num)s person", "%(num)s people", number)
    return f"{moment(now, conference.zone)} ({clock_words(conference)}) · {told}"


def said_of(row: Any) -> dict[str, Any]:
    """What names somebody, as :class:`Words` reads it."""
    return {
        "family": row.family_name,
        "given": row.given_name,
        "order": row.name_order,
        "native": row.native_name,
        "native_language": row.native_language,
        "honorific": row.honorific,
    }


class Words:
    """What sheets say of people, in one language: ``parties`` and ``categories`` as :mod:`.service` has them, of now or of a
    moment that was."""

    def __init__(
        self,
        parties: Mapping[str, Any],
        categories: Mapping[str, Any],
        language: str,
        languages: Sequence[str],
    ) -> None:
        self.order = fallbacks(language, languages)
        self._parties, self._categories = parties, categories

    def _of(self, known: Mapping[str, Any], number: int, what: str) -> tuple[str, str]:
        return spoken(Localized(known.get(str(number), {}).get(what, {})), self.order)

    def city(self, number: int) -> tuple[str, str]:
        return self._of(self._parties, number, "name")

    def country(self, number: int) -> str:
        return self._of(self._parties, number, "country")[0]

    def is_at_home(self, number: int) -> bool:
        """Whether nobody of the delegation travels."""
        return bool(self._parties.get(str(number), {}).get("home"))

    def category(self, number: int) -> tuple[str, str]:
        return self._of(self._categories, number, "name")

    def name(self, said: Mapping[str, Any]) -> str:
        name = rules.name_of(said) or str(_("Name erased"))
        return f"{said['honorific']} {name}" if said.get("honorific") else name

    def native(self, said: Mapping[str, Any], delegation_id: int) -> tuple[str, str]:
        """The name in the person's own script where that is another, and its language."""
        native = said.get("native", "")
        if not native or native == rules.name_of(said):
            return "", ""
        country = self._parties.get(str(delegation_id), {}).get("code", "")
        return native, language_of_name(native, said.get("native_language", ""), country)

    def post(self, said: Mapping[str, Any]) -> tuple[str, str, str]:
        """Office, organisation, and the language of the first that there is."""
        (office, tag), (organisation, other) = (
            spoken(Localized(said.get(key, {})), self.order) for key in ("office", "organisation")
        )
        return office, organisation, tag or other

    def heading(self, delegation_id: int, number: int) -> Group:
        """Of a delegation with that many people below it."""
        name, tag = self.city(delegation_id)
        told = ngettext("%(num)s participant", "%(num)s participants", number)
        return Group(name, " · ".join(filter(None, [self.country(delegation_id), told])), tag)
