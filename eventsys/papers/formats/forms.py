"""What every sheet is asked for with: in which language, as what. Asked by address, as nothing is changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_choices
from eventsys.papers.sheets.rules import FORMAT_WORDS, Format

__all__ = ["SheetForm"]

_OFFERED = (Format.PDF, Format.XLSX, Format.CSV)


class SheetForm(Form):
    """The languages are those of the conference."""

    class Meta(Form.Meta):
        csrf = False

    language = SelectField(_l("Language"))
    format = RadioField(
        _l("Made as"), choices=[(one, FORMAT_WORDS[one]) for one in _OFFERED], default=Format.PDF
    )

    def offer(self, languages: Iterable[str]) -> Self:
        self.language.choices = language_choices(languages)
        return self
