"""What the facts of an edition are declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class DatesReversed(Refusal):
    message = _l("The conference would end (%(ends)s) before it starts (%(starts)s).")


class EditionTaken(Refusal):
    message = _l("Edition %(edition)s of this network already exists.")


class SlugTaken(Refusal):
    message = _l("The address “%(slug)s” belongs to another conference. Choose another one.")


class BadSlug(Refusal):
    message = _l("An address has 2 to 60 small letters, figures and hyphens, such as hanoi-2013.")


class ArticleUnknown(Refusal):
    message = _l("“%(article)s” is not an article that a title takes in this language.")


class LanguageUnknown(Refusal):
    message = _l("Choose at least one language for the conference.")


class NotReady(Refusal):
    message = _l("Before it is published, the conference still needs: %(missing)s.")
