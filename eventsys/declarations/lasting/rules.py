"""What is said of how long a signed file lasts, and when somebody has to see to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventsys.core.web.filters import day
from eventsys.core.words.languages import gettext as _

REMINDED_BEFORE = timedelta(days=180)
RENEWED_BEFORE = timedelta(days=90)
"""A renewal that fails is tried again twice a day for so long, and the staff has been told three months earlier."""


def lasting_words(until: datetime | None, *, stamped: bool) -> str:
    """Of what is signed, in the language in force; ``stamped``: a time-stamp service is set up, so that it is renewed."""
    if until is None:
        return ""
    if stamped:
        return str(
            _(
                "Other readers will trust this until %(day)s; it is renewed before that, and so for decades.",
                day=day(until.date()),
            )
        )
    return str(
        _(
            "Other readers will trust this until %(day)s; with a time-stamp service and renewal for decades.",
            day=day(until.date()),
        )
    )


def words_before_sealing(until: datetime, *, stamped: bool) -> str:
    """Of what is about to be sealed, in the language in force."""
    if stamped:
        return str(
            _(
                "A time-stamp service vouches for the moment of each signature. The document is renewed before that ends: "
                "other readers will trust it for decades."
            )
        )
    return str(
        _(
            "No time-stamp service is set up. Other readers will trust this document until %(day)s; with a time-stamp service "
            "and renewal for decades. Whoever runs the site sets EVENTSYS_TSA_URL, best before the document is sealed.",
            day=day(until.date()),
        )
    )
