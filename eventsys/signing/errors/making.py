"""Why nothing was signed, or a file not renewed: its fields, the time stamp, what proves it later."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class FieldUnusable(Refusal):
    """A signature field that cannot be made: off its page, without area, or of a name already there."""

    message = _l("The signature box “%(field)s” cannot be placed on this document.")


class FieldTaken(Refusal):
    """The field is signed already, or does not exist; ``field`` is its name."""

    message = _l("There is no free signature box “%(field)s” in this document.")


class NotSealable(Refusal):
    """A seal must come first; this document is signed already."""

    message = _l("This document is signed already. A seal must be the first signature.")


class KeySpent(Refusal):
    """A one-use key was asked to sign twice."""

    message = _l("This signature has been given already; its key no longer exists.")


class TimeStampUnavailable(Refusal):
    """The time-stamp authority did not answer, or not properly; nothing was signed."""

    message = _l("The time-stamp service does not answer. Nothing was signed; please try again.")
    status = 503


class TimeStampRevoked(TimeStampUnavailable):
    """The time-stamp authority answers with a certificate that was taken back."""

    message = _l(
        "Nothing was signed: the certificate of the time-stamp service has been revoked. Whoever runs this site can choose "
        "another service in EVENTSYS_TSA_URL."
    )


class EvidenceUnavailable(Refusal):
    """What proves that the certificates are in force cannot be fetched; nothing was signed."""

    message = _l(
        "The services that vouch for the certificates do not answer. Nothing was signed; please try again."
    )
    status = 503


class NotRenewable(Refusal):
    """Only a file whose signatures are valid can be kept valid; ``field`` is the first that is not."""

    message = _l("The signature “%(field)s” is not valid, so that it cannot be renewed.")


class NotCounted(Refusal):
    """What was made would not be called valid by our own verification page; ``why`` is a sentence, or a word for
    experts."""

    message = _l("Nothing was signed: this site’s own verification would not count it. %(why)s")


class TimeStampUnusable(Refusal):
    """The time-stamp authority answers, and what it says cannot be verified here."""

    message = _l(
        "Nothing was signed: the answer of the time-stamp service cannot be verified here. Whoever runs this site can trust "
        "it by naming its root certificate in EVENTSYS_TRUST_ANCHORS, or choose another one in EVENTSYS_TSA_URL."
    )
    status = 503
