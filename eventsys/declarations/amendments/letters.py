"""Letters to cities about what became of their amendments: values in, a message out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.core.words.languages import gettext as _
from eventsys.declarations.acts.letters import Addressee, about_document
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments.models import Amendment
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter


def not_taken_up(
    declaration: Declaration, amendments: Sequence[Amendment], to: Addressee, url: str
) -> Letter:
    """``amendments`` of one city were outvoted, or lapsed with the one that they would have changed."""
    delegation = amendments[0].delegation

    def words(text: str) -> tuple[Any, list[Any], Any]:
        sentences: list[Any] = []
        for one in amendments:
            sentences.append(_fate(one))
            sentences += [one.note] if one.note else []
        return _("Your amendments: %(text)s", text=text), sentences, _("Open your page")

    about = About("delegation", delegation.public_id)
    return about_document(declaration, to, url, words, city=delegation.city_name, about=about)


def _fate(amendment: Amendment) -> str:
    if amendment.has_lapsed and amendment.parent is not None:
        return str(
            _(
                "Amendment %(number)s of your city has lapsed: amendment %(other)s, which it would have changed, was withdrawn.",
                number=amendment.label,
                other=amendment.parent.label,
            )
        )
    return str(
        _("Amendment %(number)s of your city was put to the vote and not accepted.", number=amendment.label)
    )
