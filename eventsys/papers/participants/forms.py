"""The shape of input: which list, and how it is to be printed."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import BooleanField

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import language_choices
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people.rules import ORDER_WORDS, ListOrder
from eventsys.papers.sheets.rules import FORMAT_WORDS, Format

__all__ = ["ListForm", "WishForm"]


class WishForm(Form):
    """How a list that is there is to be printed."""

    order = SelectField(_l("Order"), choices=list(ORDER_WORDS.items()), default=ListOrder.PRECEDENCE)
    language = SelectField(
        _l("Language"), description=_l("What is not there in it stands in another, with a sign of which.")
    )
    format = RadioField(_l("Made as"), choices=list(FORMAT_WORDS.items()), default=Format.PDF)
    photo = BooleanField(
        _l("With photos"), description=_l("Of those who gave leave for it, in the PDF alone.")
    )
    contact = BooleanField(
        _l("With mail addresses and telephones"), description=_l("Of those who gave leave for it.")
    )

    def offer(self, languages: Iterable[str]) -> WishForm:
        """The languages of this conference."""
        self.language.choices = language_choices(languages)
        return self

    def wish(self) -> Wish:
        kind = Format(self.format.data)
        return Wish(
            kind,
            ListOrder(self.order.data),
            self.language.data,
            photo=bool(self.photo.data) and kind == Format.PDF,
            contact=bool(self.contact.data),
        )


class ListForm(WishForm):
    """A new list, and how it is to be printed first."""

    kind = RadioField(
        _l("Which list"),
        choices=[
            ("provisional", _l("Provisional: how it stands now")),
            ("final", _l("Final: kept as an edition, with a number")),
        ],
        default="provisional",
    )
