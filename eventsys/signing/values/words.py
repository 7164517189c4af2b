"""What is found about a signature, in one sentence for somebody who knows nothing of cryptography."""

from __future__ import annotations

from typing import Final

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.signing.values.api import UNREAD, Level, Modification, Problem, SignatureReport

__all__ = ["LEVELS", "MODIFICATIONS", "PROBLEMS", "checks_of"]

#: Why a signature does not count.
PROBLEMS: Final = {
    Problem.RANGE: _l("The signature does not say properly which part of the file it covers."),
    Problem.CONTENTS: _l("The signature is empty, missing, or was moved to another place in the file."),
    Problem.SHARED: _l("One and the same signature is shown in several places."),
    Problem.HIDDEN: _l("The signature is still in the file, but was taken out of sight."),
    Problem.UNREADABLE: _l("The signature is damaged and cannot be read."),
    Problem.ENCODING: _l("The signature itself was altered."),
    Problem.DIGEST: _l("What was signed was changed afterwards."),
    Problem.KEY: _l("The signature was not made by the person whose certificate it shows."),
    Problem.COVERAGE: _l("The signature does not cover the whole document."),
    Problem.LATER_CHANGE: _l("The document was changed later in a way that the signature does not allow."),
    Problem.FORMAT: _l("The signature is of a kind that cannot be read here."),
    Problem.STRUCTURE: _l("The file is built so that different programs may show different things."),
    Problem.COMPARISON: _l(
        "What was added after the signature cannot be compared here with what was signed."
    ),
    Problem.NO_CERTIFICATE: _l("The file does not hold the certificate of the signer."),
    Problem.UNKNOWN_AUTHORITY: _l("The signer’s certificate comes from nobody whom this site knows."),
    Problem.REVOKED: _l("The signer’s certificate has been revoked."),
    Problem.EXPIRED: _l("The signer’s certificate had expired."),
    Problem.NOT_YET_VALID: _l("The signer’s certificate was not yet valid."),
    Problem.USAGE: _l("The signer’s certificate is not meant for signing documents."),
    Problem.WEAK: _l("The signature was made in a way that is no longer safe."),
    Problem.TIME_STAMP: _l("The time stamp of the signature cannot be trusted."),
    Problem.CERTIFICATE: _l("The signer’s certificate cannot be trusted."),
}

#: What stands after the last signature, covered by none.
MODIFICATIONS: Final = {
    Modification.NONE: _l("Nothing was added after the last signature."),
    Modification.LONG_TERM_DATA: _l("After the last signature only evidence about certificates was added."),
    Modification.FORM_FILLING: _l("After the last signature a form was filled in."),
    Modification.ANNOTATIONS: _l("After the last signature notes were put on the pages."),
    Modification.OTHER: _l(
        "After the last signature the document itself was changed or data were added to it."
    ),
}

#: How well a signature is secured for later.
LEVELS: Final = {
    Level.B_B: _l("signed; the time is the signer’s own"),
    Level.B_T: _l("the time is vouched for by a time-stamp authority"),
    Level.B_LT: _l("as above, and the file holds what is needed to check it later"),
    Level.B_LTA: _l("as above, and kept safe by a later time stamp that can be renewed"),
}


def checks_of(found: SignatureReport, *, asked: bool = False) -> list[str]:
    """What was checked of a signature, in the language in force: of a valid one all that holds, of another one only
    what does not, so that nothing good stands beside a bad verdict. ``asked``: it is on record what was answered about
    its certificate when it was given."""
    checks = (
        (found.intact, _("intact"), _("not intact")),
        (found.trusted, _("trusted"), _("not trusted")),
        (
            found.covers_revision,
            _("covers the whole document as it was"),
            _("does not cover the whole document"),
        ),
    )
    if found.valid:
        unasked = [] if found.revocation_checked or asked else [str(_("revocation was not checked"))]
        return [str(good) for _holds, good, _bad in checks] + unasked
    if found.problem in UNREAD:  # of which nothing could be checked
        return []
    return [str(bad) for holds, _good, bad in checks if not holds]
