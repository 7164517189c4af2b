"""What a document cannot be sealed without: words in each of its languages, where else one of another would stand."""

from __future__ import annotations

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.errors import Spoken


class PlaceUnsaid(Spoken):
    """A text says where it was done in its own language."""

    message = _l(
        "“%(place)s” has no name in %(language)s yet: write it on the page “Place and dates”, in each language of the text."
    )


class CityUnsaid(Spoken):
    """On a document in one language each city stands in that language."""

    message = _l(
        "“%(city)s” has no name in %(language)s, the only language of the text: give it one under “Names of cities”."
    )


class OfficeUnsaid(Spoken):
    """The same of the office of who signs."""

    message = _l(
        "The office of %(name)s is not written in %(language)s, the only language of the text: write it in the registration."
    )
