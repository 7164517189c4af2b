"""The shape of a letter of credentials: its file, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import SelectField, SelectMultipleField
from eventsys.core.web.forms import Form, name_field
from eventsys.registration.credentials.models import (
    CHANNEL_WORDS,
    DEFICIENCY_WORDS,
    FORM_WORDS,
    POWER_WORDS,
    SIGNED_AS_WORDS,
    CredentialChannel,
    CredentialForm,
    CredentialLetter,
    LetterSays,
    SignedAs,
)
from eventsys.registration.credentials.service import NAME_LIMIT
from eventsys.registration.people.models import Delegate

_FILE = _l("A PDF, or one picture a page (JPEG, PNG, HEIC), in the order of the pages; 20 pages at most.")
_WRONG_FILE = _l("Choose the letter: a PDF, or pictures in the order of the pages")


class _Ticks(SelectMultipleField):
    """Any number of values, each with a box of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        how = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
        super().__init__(*args, **how, **kwargs)


class LetterForm(Form):
    """What stands in a letter. :meth:`offer` says who may be named."""

    dated_on = DateField(_l("Date of the letter"), [Optional()])
    signed_by = StringField(_l("Signed by"), [Length(max=NAME_LIMIT), name_field])
    signed_as = SelectField(
        _l("Office of the signatory"), default="", choices=[("", "—"), *SIGNED_AS_WORDS.items()]
    )
    people = _Ticks(_l("People whom the letter names"))
    head = SelectField(_l("Named as head of the delegation"), default="")
    others = TextAreaField(
        _l("Other names in the letter"),
        [Optional(), Length(max=20_000)],
        description=_l("One a line; who is registered under such a name is recognised."),
    )
    powers = _Ticks(_l("Powers stated"), choices=list(POWER_WORDS.items()))

    def offer(self, people: Sequence[Delegate]) -> None:
        """Fill the choices."""
        pairs = [(person.public_id.hex, person.full_name) for person in people]
        self.people.choices = pairs
        self.head.choices = [("", "—"), *pairs]

    def says(self, people: Sequence[Delegate]) -> LetterSays:
        """As the service takes it; ``people`` as they were offered."""
        known = {person.public_id.hex: person for person in people}
        return LetterSays(
            people=[known[key] for key in self.people.data or []],
            others=(self.others.data or "").splitlines(),
            head=known.get(self.head.data or ""),
            dated_on=self.dated_on.data,
            signed_by=self.signed_by.data or "",
            signed_as=SignedAs(self.signed_as.data) if self.signed_as.data else None,
            powers=frozenset(self.powers.data or ()),
        )


class SendLetterForm(LetterForm):
    """What a city sends."""

    letter = MultipleFileField(_l("Letter"), [FileRequired(_WRONG_FILE)], description=_FILE)


class FileLetterForm(LetterForm):
    """What the secretariat files for a city; what it says may be set down later, beside it."""

    letter = MultipleFileField(_l("Letter"), [FileRequired(_WRONG_FILE)], description=_FILE)
    channel = SelectField(
        _l("How it came"),
        choices=[(one, CHANNEL_WORDS[one]) for one in (CredentialChannel.STAFF, CredentialChannel.DESK)],
    )


class ExamineForm(LetterForm):
    """What the secretariat sets down of a letter beside it, and what is wrong with it."""

    assurance = SelectField(_l("Form of the letter"), [DataRequired()], choices=list(FORM_WORDS.items()))
    reasons = _Ticks(_l("What is wrong"), choices=list(DEFICIENCY_WORDS.items()))
    note = TextAreaField(
        _l("In your own words"), [Optional(), Length(max=2000)], description=_l("The city reads this.")
    )

    def says(self, people: Sequence[Delegate]) -> LetterSays:
        found = super().says(people)
        kept = {name: getattr(found, name) for name in LetterSays.__slots__}
        return LetterSays(**{**kept, "form": CredentialForm(self.assurance.data)})


def filled(letter: CredentialLetter) -> dict[str, Any]:
    """What a form about the letter begins with."""
    people = {one.delegate_id: one for one in letter.named if one.delegate is not None}
    return {
        "dated_on": letter.dated_on,
        "signed_by": letter.signed_by,
        "signed_as": letter.signed_as or "",
        "people": [one.delegate.public_id.hex for one in people.values() if one.delegate],
        "head": next(
            (one.delegate.public_id.hex for one in people.values() if one.is_head and one.delegate), ""
        ),
        "others": "\n".join(one.name for one in letter.named if one.delegate is None),
        "powers": letter.powers,
        "assurance": letter.form,
    }
