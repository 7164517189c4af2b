"""One text in several languages: a box for each that the page's text or conference has, and one to add another in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import g
from flask_babel import gettext, lazy_gettext
from wtforms import Form as PlainForm
from wtforms import FormField, StringField, TextAreaField
from wtforms.fields.choices import Choice  # type: ignore[attr-defined]  # younger than its stubs
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.access import conference_of_page
from eventsys.core.web.choices import SelectMultipleField
from eventsys.core.web.forms import HouseTranslations, strip_text
from eventsys.core.words.bcp47 import UnknownTag, is_tag
from eventsys.core.words.languages import SUPPORTED, letter_languages
from eventsys.core.words.tags import language_choices, own_name, tag_named
from eventsys.core.words.text import Localized

__all__ = ["ADDED", "LanguagesField", "LocalizedField", "languages_here", "letter_choices"]

#: Names of the two boxes in which a further language and its text are given.
ADDED, _ADDED_TEXT = "another", "another_text"
_MOST_LANGUAGES = 60
#: So many texts stand in sight below the first one; further ones are counted.
_IN_SIGHT = 3


def languages_here() -> tuple[str, ...]:
    """What the page's conference speaks, in its order; the house's languages on pages of no conference."""
    conference = conference_of_page()
    return tuple(conference.languages) if conference is not None else SUPPORTED


def _asked_for() -> Sequence[str]:
    """Languages that get a box: those of the text that the page is about, or of what it is about otherwise; the
    conference's where that has none of its own."""
    about = g.get("thing")
    found = getattr(about, "languages", None)
    return found if isinstance(found, list) and found else languages_here()


def letter_choices() -> list[tuple[str, str]]:
    """Of a form: the languages that somebody of the page's conference may be written to in."""
    return language_choices(letter_languages(languages_here()))


def LocalizedField(  # noqa: N802  # used like a field class
    label: Any,
    *,
    long: bool = False,
    required: bool = False,
    max_length: int = 300,
    description: Any = "",
    checks: Iterable[Any] = (),
) -> Any:
    """``form.x.localized`` is the :class:`Localized` value typed.

    There is a box for each language of the text that the page is about, or of the conference, for each that the value
    has, and one to add any other in, by its name or tag. ``required`` asks for a text in at least one language. ``checks``:
    validators of each language's text.
    """
    checks = (Optional(), Length(max=max_length), *checks)
    return _LocalizedFormField(checks, long=long, label=label, description=description, required=required)


class _Base(PlainForm):
    class Meta:
        def get_translations(self, _form: Any) -> Any:
            return HouseTranslations()


@lru_cache(maxsize=256)
def _boxes(languages: Sequence[str], checks: tuple[Any, ...], *, long: bool) -> type[PlainForm]:
    field_class = TextAreaField if long else StringField
    made: dict[str, Any] = {
        code: field_class(
            own_name(code), filters=[strip_text], validators=checks, render_kw={"lang": code, "dir": "auto"}
        )
        for code in languages
    }
    made[ADDED] = StringField(
        lazy_gettext("Another language"), filters=[strip_text], validators=[Optional(), Length(max=60)]
    )
    made[_ADDED_TEXT] = field_class(
        lazy_gettext("Text in it"), filters=[strip_text], validators=checks, render_kw={"dir": "auto"}
    )
    return type("Boxes", (_Base,), made)


class Laid(NamedTuple):
    """The boxes of a text in many languages, as a page lays them out: one, those with words, and the others by name."""

    first: Any
    written: list[Any]
    """They have words, or something to be mended; in sight."""
    behind: list[Any]
    """Further ones with words, behind a line that counts them."""
    empty: list[Any]
    """Each opens when its language is chosen."""


if TYPE_CHECKING:
    _FormField = FormField[Any]
else:
    _FormField = FormField  # generic in its stubs only


class _LocalizedFormField(_FormField):
    is_localized = True

    def __init__(
        self, checks: tuple[Any, ...], *args: Any, long: bool, required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(PlainForm, *args, **kwargs)
        self.checks, self.long, self.required = checks, long, required

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Languages that were sent are boxes too: nothing that was typed is dropped for standing in another one."""
        known = data if isinstance(data, dict) else {}
        head = f"{self.name}{self.separator}"
        sent = (name[len(head) :] for name in (formdata or ()) if name.startswith(head))
        codes = dict.fromkeys([*_asked_for(), *known, *filter(is_tag, sent)])
        self.form_class = _boxes(tuple(codes)[:_MOST_LANGUAGES], self.checks, long=self.long)
        super().process(formdata, data, extra_filters)

    @property
    def languages(self) -> list[str]:
        """Those that have a box, in order."""
        return [box.short_name for box in self.form if box.short_name not in (ADDED, _ADDED_TEXT)]

    def laid(self, first: str = "") -> Laid:
        """The boxes with that of the language ``first`` before the others; the leading language's where it has none."""
        boxes = [self.form[code] for code in self.languages]
        lead = next((box for box in boxes if box.short_name == first), boxes[0])
        others = [box for box in boxes if box is not lead]
        told = sorted((box for box in others if box.data or box.errors), key=lambda box: not box.errors)
        empty = [box for box in others if box not in told]
        return Laid(lead, told[:_IN_SIGHT], told[_IN_SIGHT:], empty)

    @property
    def adds(self) -> bool:
        """A further language was given: its two boxes are in sight."""
        return any(box.data or box.errors for box in self.added)

    @property
    def added(self) -> tuple[Any, Any]:
        """The two boxes for a further language: which, and its text."""
        return self.form[ADDED], self.form[_ADDED_TEXT]

    @property
    def localized(self) -> Localized:
        found = {code: self.form[code].data for code in self.languages}
        which, text = (box.data for box in self.added)
        try:
            added = {tag_named(which): text} if which and text else {}
        except UnknownTag:  # told by ``validate``; a form may ask what else was typed before it is refused
            added = {}
        return Localized({**found, **added})

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        return (
            bool(super().validate(form, extra_validators))
            and self._added_is_known()
            and self._says_something()
        )

    def _added_is_known(self) -> bool:
        which, text = self.added
        if not text.data:
            return True
        try:
            tag_named(which.data or "")
        except UnknownTag:
            which.errors = [
                gettext(
                    "We do not know this language. Give its name or its tag, such as Russian, русский or zh-Hant."
                )
            ]
            return False
        return True

    def _says_something(self) -> bool:
        if self.required and not self.localized:
            first = next(iter(self.form))
            first.errors = [*first.errors, gettext("Give this in at least one language.")]
            return False
        return True

    def populate_obj(self, obj: Any, name: str) -> None:
        setattr(obj, name, self.localized)


class LanguagesField(SelectMultipleField):
    """Languages of a conference or a text, in order: tags. Each that is known here has a box to tick, and one more takes
    a further one by its name or tag."""

    is_languages = True
    option_widget = CheckboxInput()
    widget = ListWidget(prefix_label=False)

    def __init__(self, *args: Any, offered: Iterable[str] = (), **kwargs: Any) -> None:
        self.offered, self.unknown = tuple(offered), ""
        super().__init__(*args, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        found: list[str] = []
        for text in filter(str.strip, valuelist):
            try:
                found.append(tag_named(text))
            except UnknownTag:
                self.unknown = text
        self.data = list(dict.fromkeys(found))[:_MOST_LANGUAGES]
        if self.unknown:
            raise ValueError(_unknown_words())

    @property
    def tags(self) -> list[str]:
        """Those that have a box: chosen ones first, in their order."""
        return list(dict.fromkeys([*(self.data or []), *(self.offered or languages_here()), *SUPPORTED]))

    def iter_choices(self) -> Any:
        chosen = self.data or []
        return [
            Choice(code, own_name(code), selected=code in chosen, render_kw={"lang": code})
            for code in self.tags
        ]


def _unknown_words() -> str:
    return str(
        gettext(
            "We do not know this language. Give its name or its tag, such as Russian, русский or zh-Hant."
        )
    )
