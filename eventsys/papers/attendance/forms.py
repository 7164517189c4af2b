"""For what an attendance sheet is."""

from __future__ import annotations

from collections.abc import Iterable

from eventsys.core.web.choices import SelectField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.formats.forms import SheetForm

__all__ = ["AttendanceForm"]


class AttendanceForm(SheetForm):
    """``of`` is ``day:<date>`` or ``session:<public id>``."""

    of = SelectField(_l("For"))
    category = SelectField(_l("Category"), description=_l("Narrows the choice of people."))

    def fill(
        self,
        *,
        days: Iterable[tuple[str, str]],
        sessions: Iterable[tuple[str, str]],
        categories: Iterable[tuple[str, str]],
        anyone: str,
    ) -> None:
        offered = {_l("Days"): list(days), _l("Sessions"): list(sessions)}
        self.of.choices = {head: pairs for head, pairs in offered.items() if pairs}
        self.category.choices = [("", anyone), *categories]
