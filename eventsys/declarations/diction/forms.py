"""The form of a language's fixed words."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from eventsys.core.web.forms import Form
from eventsys.declarations.diction.rules import FIXED, LONGEST, state_of


class WordsForm(Form):
    """A box for each message, by its key: empty where documents say what they usually say."""

    seen = HiddenField()

    @classmethod
    def of(cls, language: str, usual: Mapping[str, str], own: Mapping[str, str]) -> WordsForm:
        """With the ``usual`` words seen in the empty box, and the organiser's ``own`` in it."""
        boxes = {one.key: own.get(one.message, "") for one in FIXED}
        return cls(data={**boxes, "seen": state_of(own)}).shown_in(language, usual)

    def shown_in(self, language: str, usual: Mapping[str, str]) -> WordsForm:
        for one in FIXED:
            self[one.key].render_kw = {
                "lang": language,
                "dir": "auto",
                "rows": 1,
                "placeholder": usual.get(one.message, ""),
            }
        return self

    def texts(self) -> dict[str, str]:
        """Message to what was typed."""
        return {one.message: str(self[one.key].data or "") for one in FIXED}


for _one in FIXED:
    setattr(WordsForm, _one.key, TextAreaField(_one.message, [Optional(), Length(max=LONGEST)]))
