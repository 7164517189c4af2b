"""The text of the consent."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import SUPPORTED, list_words
from eventsys.core.words.tags import own_name

__all__ = ["ConsentTextForm"]


class ConsentTextForm(Form):
    """Written in every language of the pages, so that everybody reads what they agree to."""

    words = LocalizedField(
        _l("What people are told before they agree"), long=True, required=True, max_length=3000
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        missing = [own_name(code) for code in SUPPORTED if code not in self.words.localized]
        if fine and missing:
            self.form_errors.append(
                _("Give this text in every language; missing: %(languages)s.", languages=list_words(missing))
            )
        return fine and not missing
