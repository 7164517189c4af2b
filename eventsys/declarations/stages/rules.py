"""How long a file lasts, and a verified file in one sentence, or two: the gravest reason why it does not count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.signing.values.api import UNCLEAR, UNREAD, Problem, Report, Verdict
from eventsys.signing.values.words import PROBLEMS

SCAN_SEAL = "seal-of-scan"
"""The name of the field on a cover: whoever verifies the file is told by it that it is a scan."""


def lasts(before: datetime | None, newest: datetime | None, *, for_all: bool) -> datetime | None:
    """Of a file to which a signature was added: the earlier of the two ends, unless the new one stands for all."""
    return newest if for_all else earliest((before, newest))


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    """Of those that are known."""
    return min((one for one in moments if one is not None), default=None)


#: The whole file in one sentence for a lay reader.
VERDICTS = {
    Verdict.UNSIGNED: _l("This file bears no signature."),
    Verdict.CHANGED: _l("Do not trust this file: it was changed after it was signed."),
    Verdict.EXTENDED: _l("Do not trust this file: something was added after the last signature."),
    Verdict.ALTERED: _l("Do not trust this file: it was changed between two signatures."),
    Verdict.UNCLEAR: _l("Whether this file was changed cannot be judged here."),
    Verdict.FILLED: _l(
        "What was signed is unchanged, but a form in this file was filled in after the last signature: no signature "
        "covers what it says now."
    ),
    Verdict.UNTRUSTED: _l("The file is unchanged, but a signature in it is not valid."),
    Verdict.UNSEALED: _l("The file is unchanged, but it lacks the secretariat’s seal."),
    Verdict.INCOMPLETE: _l("The file is unchanged, but signatures that should be there are missing."),
    Verdict.VALID: _l("This document is genuine and unchanged."),
}
#: Instead of the last one, for a scan of paper: it is never called genuine.
SCANNED = _l(
    "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was filed. "
    "The signatures in the picture cannot be checked."
)
EARLIER = _l(
    "This document is genuine and unchanged, but signatures were added since: it is an earlier stage."
)
UNRECORDED = _l(
    "Every signature in this file is valid, but this site did not make it: ask the secretariat first."
)
_OPEN = _l("The file is unchanged, but a signature in it cannot be judged here.")
_BROKEN: Final = _l("Do not trust this file: a signature in it is broken.")
#: Verdicts that are about a signature and not about the bytes: they say why.
_WITH_REASON: Final = (Verdict.UNTRUSTED, Verdict.UNCLEAR, Verdict.FILLED)
#: What shows that the file itself was changed; of anything else it is only known that a signature is none.
_CHANGES: Final = frozenset({Problem.HIDDEN, Problem.ENCODING, Problem.DIGEST, Problem.COVERAGE})
_UNTOLD: Final = UNREAD | {Problem.UNREADABLE}


def reason(report: Report) -> Problem | None:
    """The gravest problem; of a file of which it is not known whether it was changed, why that is so."""
    if report.verdict is not Verdict.UNCLEAR:
        return report.problem
    found = {one.problem for one in report.signatures}
    return next((one for one in Problem if one in found and one in _UNTOLD), report.problem)


def headline(report: Report) -> str:
    """What is said first of a file that is not valid, in the language in force."""
    verdict, problem = report.verdict, reason(report)
    if verdict is Verdict.CHANGED and problem and not _CHANGES & {one.problem for one in report.signatures}:
        return f"{_BROKEN} {PROBLEMS[problem]}"
    if verdict not in _WITH_REASON or problem is None:
        return str(VERDICTS[verdict])
    first = _OPEN if verdict is Verdict.UNTRUSTED and problem in UNCLEAR else VERDICTS[verdict]
    return f"{first} {PROBLEMS[problem]}"
