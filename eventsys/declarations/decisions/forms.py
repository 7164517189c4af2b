"""The shape of a decision and of merged words."""

from __future__ import annotations

from enum import StrEnum

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import RadioField, SelectMultipleField
from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.voting.models import MANNER_WORDS, VOTE_WORDS, Manner, Vote
from eventsys.declarations.voting.rules import How


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"


class HandsForm(Form):
    """In what manner, and the hands of a show of hands; ``manner`` offers those that the network's rule knows."""

    manner = RadioField(
        _l("How is it decided?"),
        choices=[(one.value, MANNER_WORDS[one]) for one in Manner],
        default=Manner.CONSENSUS.value,
        validators=[InputRequired(_l("Choose one"))],
    )
    yes = IntegerField(
        VOTE_WORDS[Vote.YES],
        validators=[Optional(), NumberRange(0, 9999)],
        description=_l("Of a show of hands."),
    )
    no = IntegerField(VOTE_WORDS[Vote.NO], validators=[Optional(), NumberRange(0, 9999)])
    abstain = IntegerField(VOTE_WORDS[Vote.ABSTAIN], validators=[Optional(), NumberRange(0, 9999)])

    def offer(self, manners: tuple[Manner, ...]) -> None:
        """Only these; without a vote no counts are asked for."""
        self.manner.choices = [(one.value, MANNER_WORDS[one]) for one in manners]
        if Manner.SHOW_OF_HANDS not in manners:
            for name in ("yes", "no", "abstain"):
                delattr(self, name)

    def how(self, note: str = "") -> How:
        hands = {vote.value: getattr(self, vote.value).data or 0 for vote in Vote if vote.value in self}
        manner = Manner(self.manner.data)
        return How(manner, hands if manner == Manner.SHOW_OF_HANDS else {}, note)


class DecisionForm(HandsForm):
    """What becomes of one amendment."""

    verdict = RadioField(
        _l("What is decided?"),
        choices=[
            (Verdict.ACCEPT.value, _l("It is accepted")),
            (Verdict.REJECT.value, _l("It is not accepted")),
        ],
        validators=[InputRequired(_l("Choose one"))],
    )
    note = TextAreaField(
        _l("Note of the chair"),
        validators=[Length(max=2000)],
        description=_l("What is not accepted needs its reason."),
    )


class MergeForm(HandsForm):
    """The secretariat's words, and which other proposals they take up."""

    text = LocalizedField(_l("Merged text"), long=True, max_length=5000, required=True)
    others = SelectMultipleField(
        _l("Also taken up"), coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
