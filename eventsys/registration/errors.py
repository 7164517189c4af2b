"""What registration declines to do, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AddressInName", "TooManyLetters",
    "AlreadyAnswered", "AlreadyInvited", "AlreadyNamed", "CategoryUnknown", "EditedMeanwhile", "HasDelegates", "Incomplete",
    "InTheHall", "InvitationDeclined", "LeftBeforeArrival", "NoConsent", "NoProxies",
    "NoPhoto", "NotAccepted", "NotEditable", "NotPresent",
    "NoAddress", "PresenceInFuture", "PresenceNotedMeanwhile", "ProxyForMembers", "ProxyUnnamed", "QuotaFull", "ReasonMissing",
    "RegistrationClosed", "RegistrationNotOpen", "SecondHead", "SignRefused", "TableStopped", "UnsafeName", "WrongState",
]  # fmt: skip


class WrongState(Refusal):
    """The state machine has no such arrow."""

    message = _l("“%(action)s” is not possible while the registration is “%(state)s”.")


class AlreadyAnswered(Refusal):
    message = _l("“%(action)s” is not possible while the delegation is “%(state)s”.")


class SecondHead(Refusal):
    """One head in a delegation."""

    message = _l(
        "This delegation already has a head: %(name)s. Choose another category, or withdraw that person first."
    )


class QuotaFull(Refusal):
    message = _l(
        "No place is left: %(scope)s has at most %(places)s. Withdraw somebody first, or ask the secretariat for more."
    )


class RegistrationNotOpen(Refusal):
    message = _l("Registration is not open yet.")


class RegistrationClosed(Refusal):
    message = _l("Registration is closed. Please write to the secretariat.")


class InvitationDeclined(Refusal):
    message = _l(
        "This city has answered that it will not come. Accept the invitation first if it will after all."
    )


class NotAccepted(Refusal):
    message = _l("Please accept the invitation first.")


class AlreadyInvited(Refusal):
    message = _l("%(city)s is on the list already.")


class AlreadyNamed(Refusal):
    message = _l("%(name)s is in this delegation already.")


class HasDelegates(Refusal):
    message = _l("People are registered in this delegation. Withdraw them first.")


class ProxyUnnamed(Refusal):
    message = _l("Please say which city or which person will act for yours.")
    status = 422


class ProxyForMembers(Refusal):
    """Only members are represented."""

    message = _l("Only a member city can be represented by proxy.")


class NoProxies(Refusal):
    message = _l("The rules of this plenary allow no proxies.")


class InTheHall(Refusal):
    """Presence is taken back before the answer is."""

    message = _l("%(city)s is marked as present in the hall. Take that back first.")


class NotPresent(Refusal):
    message = _l("%(city)s is not marked as present in the hall.")


class PresenceInFuture(Refusal):
    message = _l("This moment has not come yet: note presence when the city is there.")
    status = 422


class LeftBeforeArrival(Refusal):
    message = _l("The city cannot have left before it came.")
    status = 422


class PresenceNotedMeanwhile(Refusal):
    message = _l(
        "Somebody else noted the presence of %(city)s meanwhile. Look at what stands now, then decide."
    )


class CategoryUnknown(Refusal):
    message = _l("This category does not belong to the conference.")


class ReasonMissing(Refusal):
    message = _l("Please give a reason: the person will read it.")
    status = 422


class UnsafeName(Refusal):
    """Shape of names that no paper can carry."""

    message = _l("Please write one line of at most %(limit)s characters.")
    status = 422


class SignRefused(UnsafeName):
    """An emoji, or a sign that no font draws, in words that are printed; ``key`` is the field's name, ``field``
    what it is called, ``sign`` the sign with its numbers in Unicode."""

    message = _l(
        "%(field)s: the sign %(sign)s cannot be printed. Please leave it out or write it in other letters."
    )


class AddressInName(UnsafeName):
    """A web or mail address where a name should be; ``key`` and ``field`` as in :class:`SignRefused`."""

    message = _l("%(field)s: please leave web and mail addresses out.")


class TooManyLetters(Refusal):
    message = _l(
        "%(most)s letters were sent to this delegation today; that is enough for a day. The secretariat can send more."
    )
    status = 429


class EditedMeanwhile(Refusal):
    message = _l(
        "Somebody else saved this registration while you had it open. What you typed is below; check it and save again."
    )


class NotEditable(Refusal):
    message = _l(
        "This registration is “%(state)s” and cannot be changed here. Please write to the secretariat."
    )


class TooManyToOne(Refusal):
    """``address`` has been written to ``most`` times since yesterday."""

    message = _l(
        "%(most)s letters were sent to %(address)s since yesterday; that is enough for a day. The secretariat can send more."
    )
    status = 429


class Incomplete(Refusal):
    message = _l("Something is still missing: %(parts)s.")
    status = 422


class NoPhoto(Refusal):
    message = _l("Please add a photo first: your badge carries it.")
    status = 422


class NoConsent(Refusal):
    message = _l("Please agree to the use of these data: without it we cannot register you.")
    status = 422


class ConsentTextChanged(Refusal):
    message = _l("What you are asked to agree to has just been changed. Please read it again.")
    status = 409


class Erased(Refusal):
    message = _l("The data of this person were erased. Nothing can be changed any more.")
    status = 409


class TermOutOfBounds(Refusal):
    message = _l("%(what)s are kept from %(least)s to %(most)s days after the closing day.")
    status = 422


class TableStopped(Refusal):
    """A large table, of which something was saved already when others were quicker with a row of it."""

    message = _l(
        "Row %(row)s could not be saved: %(why)s The %(saved)s rows before it are saved. Look through the table again: "
        "what is there already is left out."
    )
    status = 409


class NoAddress(Refusal):
    """Nobody to write to."""

    message = _l("There is no mail address to write to.")
    status = 422
