"""The shape of input: which paper, for whom, in which language. Asked by address, as nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import BooleanField

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_choices
from eventsys.papers.stamped.documents import Paper

__all__ = ["GROUPS", "PaperForm"]

GROUPS = {
    "all": _l("All approved delegates"),
    "heads": _l("Heads of delegation"),
    "came": _l("Delegates who were handed their badge"),
    "cities": _l("Cities that accepted"),
}
"""For whom; besides, ``session:<public id>`` is the panel of a session."""
_PAPERS = [
    (Paper.NAMEPLATE.value, _l("Nameplates, 210 × 99 mm")),
    (Paper.TENT.value, _l("Table tents, A4 folded in the middle")),
    (Paper.CERTIFICATE.value, _l("Certificates of participation, A4")),
]


class PaperForm(Form):
    """Which paper, for whom, in which language; ``others``: without those of whom it was told that they cannot be
    printed."""

    class Meta(Form.Meta):
        csrf = False

    paper = RadioField(_l("Paper"), choices=_PAPERS, default=Paper.NAMEPLATE.value)
    group = SelectField(_l("For whom"), default="all")
    category = SelectField(_l("Category"), description=_l("Narrows the choice of delegates."))
    city = SelectField(_l("City"))
    language = SelectField(_l("Language"))
    others = BooleanField()

    def offer(
        self,
        *,
        sessions: Iterable[tuple[str, str]],
        categories: Iterable[tuple[str, str]],
        cities: Iterable[tuple[str, str]],
        languages: Iterable[str],
        anyone: str,
    ) -> None:
        """The choices of this conference; ``anyone`` is the word for no narrowing."""
        panels = [(f"session:{number}", title) for number, title in sessions]
        self.group.choices = {
            _l("Groups"): list(GROUPS.items()),
            **({_l("Panels of sessions"): panels} if panels else {}),
        }
        self.category.choices = [("", anyone), *categories]
        self.city.choices = [("", anyone), *cities]
        self.language.choices = language_choices(languages)
