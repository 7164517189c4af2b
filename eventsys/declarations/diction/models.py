"""An organiser's own wording of a document's fixed words; and what the letters of invitation say."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from eventsys.core.db import Model

__all__ = ["APPLYING", "ASKING", "INVITING", "OwnWords"]

#: What letters say to those who answer for a delegation: that it is invited, and that something is still to be done.
INVITING: Final = (
    "Invitation to %(the_city)s: %(title)s",
    "We have the honour to invite %(the_city)s to take part in %(the_title)s, which will be held %(at_host)s %(when)s.",
    "As the focal point of your city, please tell us whether it will attend, and name its delegation. The link below is "
    "yours alone: please do not pass it on.",
    "As its focal point, please tell us whether it will take part, and name its people. The link below is yours alone: "
    "please do not pass it on.",
    "Reminder: please answer the invitation to %(the_title)s",
    "We have not yet heard whether %(city)s will take part in %(the_title)s, which will be held %(at_host)s %(when)s.",
    "Please tell us by the link below, also if you are unable to attend. It is yours alone: please do not pass it on.",
    "Reminder: the registration of your delegation to %(the_title)s",
    "The registration of the delegation %(of_city)s to %(the_title)s, which will be held %(at_host)s %(when)s, is not "
    "complete.",
    "Not finished yet: %(names)s",
    "Please name your people and ask those who have not finished to do so, by the link below. It is yours alone: please "
    "do not pass it on.",
    "See your delegation",
    "Answer the invitation",
)
#: What they say to people about single questions of the form: places that are taken or free, and what is asked of them later.
APPLYING: Final = (
    "Please confirm your address: %(title)s",
    "We were asked to register this address for %(the_title)s, held %(at_host)s %(when)s, in the category “%(category)s”.",
    "Please confirm that the address is yours: the link leads on to the registration. It works for %(days)s days.",
    "If you did not ask for this, do nothing. What was entered is deleted after %(days)s days.",
    "Confirm the address",
    "This address is registered there already. The link below shows how your registration stands; it is yours alone: please do "
    "not pass it on.",
    "If you did not ask for this letter, do nothing: nothing has changed.",
    "Your address is confirmed for %(the_title)s, held %(at_host)s %(when)s, in the category “%(category)s”.",
)
"""What is written to who registers without being named."""
ASKING: Final = (
    "You are on the waiting list: %(choice)s",
    "All places of “%(choice)s” (%(question)s) are taken at present. You are number %(number)s on the waiting list.",
    "We will write to you as soon as a place is free for you. If you no longer want one, please change your answer.",
    "A place is free for you: %(choice)s",
    "A place of “%(choice)s” (%(question)s) has become free, and it is yours: you need do nothing.",
    "If you no longer want it, please change your answer, so that the next on the waiting list gets it.",
    "We ask you for one thing more: %(title)s",
    "Thank you for your registration. We ask you for one thing more: “%(question)s”.",
    "Please answer by %(day)s. Nothing else of your registration needs to be done again.",
    "Nothing else of your registration needs to be done again.",
    "Answer",
)


class OwnWords(Model):
    """``text`` stands for ``message`` (its English) on documents of a conference in ``language``."""

    __tablename__ = "own_words"
    __table_args__ = (UniqueConstraint("conference_id", "language", "message"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    message: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
