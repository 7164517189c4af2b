"""The shape of a paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from eventsys.core.web.forms import Form, VersionField
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l


class ParagraphForm(Form):
    """One paragraph or point in every language."""

    text = LocalizedField(_l("Text"), long=True, required=True, max_length=5000)
    version = VersionField()


def put_merged(form: ParagraphForm, words: Mapping[str, str]) -> None:
    """What somebody else has changed meanwhile stands in the form too, where both did not change the same: saved
    again, it undoes nothing that was not disputed."""
    for field in form.text.form:
        field.data = words.get(field.short_name, "")
