"""The form of a language's fixed words, of documents or of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from eventsys.core.web.forms import Form
from eventsys.declarations.diction.rules import FIXED, LETTERS, LONGEST, Fixed, state_of

__all__ = ["DocumentWordsForm", "LetterWordsForm", "WordsForm"]


class WordsForm(Form):
    """A box for each message, by its key: empty where what is said usually is said."""

    fixed: ClassVar[Sequence[Fixed]] = ()
    seen = HiddenField()

    @classmethod
    def of(cls, language: str, usual: Mapping[str, str], own: Mapping[str, str]) -> Self:
        """With the ``usual`` words seen in the empty box, and the organiser's ``own`` in it."""
        boxes = {one.key: own.get(one.message, "") for one in cls.fixed}
        return cls(data={**boxes, "seen": state_of(own)}).shown_in(language, usual)

    def shown_in(self, language: str, usual: Mapping[str, str]) -> Self:
        for one in self.fixed:
            self[one.key].render_kw = {
                "lang": language,
                "dir": "auto",
                "rows": 1,
                "placeholder": usual.get(one.message, ""),
            }
        return self

    def texts(self) -> dict[str, str]:
        """Message to what was typed."""
        return {one.message: str(self[one.key].data or "") for one in self.fixed}


class DocumentWordsForm(WordsForm):
    fixed = FIXED


class LetterWordsForm(WordsForm):
    fixed = LETTERS


for _form in (DocumentWordsForm, LetterWordsForm):
    for _one in _form.fixed:
        setattr(_form, _one.key, TextAreaField(_one.message, [Optional(), Length(max=LONGEST)]))
