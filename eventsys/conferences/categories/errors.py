"""What a category or a quota declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class CategoryTaken(Refusal):
    message = _l("This conference already has a category with the code %(code)s.")


class QuotaZero(Refusal):
    message = _l("A quota allows at least one place. To admit nobody, remove the category instead.")


class QuotaTaken(Refusal):
    message = _l("There is already a quota for this category and delegation. Change that one.")
