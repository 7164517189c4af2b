"""Which transfers."""

from __future__ import annotations

from eventsys.core.web.choices import RadioField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.formats.forms import SheetForm
from eventsys.papers.transfers.rules import WAY_WORDS, Way

__all__ = ["TransferForm"]


class TransferForm(SheetForm):
    way = RadioField(_l("Which way"), choices=list(WAY_WORDS.items()), default=Way.ARRIVALS)
