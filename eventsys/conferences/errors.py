"""What the conferences room declines, by name."""

from __future__ import annotations

from eventsys.core.errors import NotFound, Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AccentTooPale",
    "ArticleUnknown",
    "BadColour",
    "BadLetters",
    "BadSlug",
    "CapacityTooSmall",
    "CategoryTaken",
    "DatesReversed",
    "EditionTaken",
    "InUse",
    "LanguageUnknown",
    "NothingToCopy",
    "NotReady",
    "NotThere",
    "OnlyAdministrator",
    "QuotaTaken",
    "QuotaZero",
    "SavedByAnother",
    "SlugTaken",
    "TextMissing",
    "WindowReversed",
    "ZoneMissing",
    "ZoneQuestion",
    "ZoneTaken",
]


class NotThere(NotFound):
    message = _l("This part of the conference is no longer there.")


class ZoneMissing(Refusal):
    """Neither given, nor known of the host city, nor the only one of its country."""

    message = _l("The time zone of %(city)s is not known: choose it.")


class ZoneQuestion(Refusal):
    """The zone changes, and nobody has said what stays of the times already set."""

    message = _l("Nothing was saved yet: say below what stays of the times already set.")


class DatesReversed(Refusal):
    message = _l("The conference would end (%(ends)s) before it starts (%(starts)s).")


class EditionTaken(Refusal):
    message = _l("Edition %(edition)s of this network already exists.")


class SlugTaken(Refusal):
    message = _l("The address “%(slug)s” belongs to another conference. Choose another one.")


class BadSlug(Refusal):
    message = _l("An address has 2 to 60 small letters, figures and hyphens, such as hanoi-2013.")


class TextMissing(Refusal):
    message = _l("Give this in at least one of the conference’s languages.")


class ArticleUnknown(Refusal):
    message = _l("“%(article)s” is not an article that a title takes in this language.")


class LanguageUnknown(Refusal):
    message = _l("Choose at least one language for the conference.")


class BadColour(Refusal):
    message = _l("“%(colour)s” is not a colour. Write it like #8c1d2f.")


class AccentTooPale(Refusal):
    message = _l(
        "This colour is too pale to be read: its contrast is %(ratio)s to 1 and must be at least 4.5 to 1."
        " A darker shade that passes: %(darker)s."
    )


class CapacityTooSmall(Refusal):
    message = _l("A room holds at least one person.")


class BadLetters(Refusal):
    message = _l("A zone is one or two letters from A to Z, such as B or VP.")


class ZoneTaken(Refusal):
    message = _l("This conference already has a zone %(letters)s.")


class CategoryTaken(Refusal):
    message = _l("This conference already has a category with the code %(code)s.")


class QuotaZero(Refusal):
    message = _l("A quota allows at least one place. To admit nobody, remove the category instead.")


class QuotaTaken(Refusal):
    message = _l("There is already a quota for this category and city. Change that one.")


class WindowReversed(Refusal):
    message = _l("Registration would close before it opens.")


class InUse(Refusal):
    message = _l("“%(name)s” is already used by registrations or sessions and cannot be removed.")


class NothingToCopy(Refusal):
    message = _l("This network has no earlier edition to copy from.")


class NotReady(Refusal):
    message = _l("Before it is published, the conference still needs: %(missing)s.")


class OnlyAdministrator(Refusal):
    message = _l(
        "Only an administrator of the site can let one person be enough again: one organiser alone shall not get round it."
    )
    status = 403


class SavedByAnother(Refusal):
    message = _l(
        "Someone else saved this conference while you were editing it. What you typed is still here:"
        " compare it with what is stored now, then save again to replace it."
    )
