"""The shape of a paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from eventsys.core.errors import BadRequest
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


def put_words(form: ParagraphForm, box: str, words: str) -> dict[str, str]:
    """Put words into the box of that name ("": into none). Returns language to what stood there.

    Raises :class:`BadRequest` where there is no such box.
    """
    if not box:
        return {}
    field = next((one for one in form.text.form if one.name == box), None)
    if field is None:
        raise BadRequest
    former, field.data = field.data or "", words
    return {field.short_name: former}
