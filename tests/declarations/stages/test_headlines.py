"""What is said first of a file that is not valid: the gravest reason, and that of no other problem."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.declarations.stages.rules import headline
from eventsys.declarations.verification.rules import Verification
from eventsys.signing.values.api import (
    UNCLEAR,
    Indication,
    Modification,
    Problem,
    Report,
    SignatureKind,
    SignatureReport,
    Verdict,
)
from eventsys.signing.values.words import PROBLEMS, checks_of

P = Problem
BYTES = {P.HIDDEN, P.ENCODING, P.DIGEST, P.COVERAGE}
NONE = {P.RANGE, P.CONTENTS, P.SHARED, P.KEY}
BROKEN = "Do not trust this file: a signature in it is broken."
CHANGED = "Do not trust this file: it was changed after it was signed."
ALTERED = "Do not trust this file: it was changed between two signatures."
UNTOLD = "Whether this file was changed cannot be judged here."
OPEN = "The file is unchanged, but a signature in it cannot be judged here."
FILLED = (
    "What was signed is unchanged, but a form in this file was filled in after the last signature: no signature covers "
    "what it says now."
)
REFUSED = "The file is unchanged, but a signature in it is not valid."
#: For every problem the verdict that it leads to, and how the first sentence begins.
FIRST: dict[Problem, tuple[Verdict, str]] = {
    **dict.fromkeys(BYTES, (Verdict.CHANGED, CHANGED)),
    **dict.fromkeys(NONE, (Verdict.CHANGED, BROKEN)),
    P.LATER_CHANGE: (Verdict.ALTERED, ALTERED),
    **dict.fromkeys(
        (P.FORMAT, P.STRUCTURE, P.COMPARISON, P.NO_CERTIFICATE, P.UNREADABLE), (Verdict.UNCLEAR, UNTOLD)
    ),
    P.REVOKED: (Verdict.UNTRUSTED, REFUSED),
    **dict.fromkeys(
        (P.UNKNOWN_AUTHORITY, P.EXPIRED, P.NOT_YET_VALID, P.USAGE, P.WEAK, P.TIME_STAMP, P.CERTIFICATE),
        (Verdict.UNTRUSTED, OPEN),
    ),
}


def signature(problem: Problem, **found: bool) -> SignatureReport:
    good = {"intact": True, "trusted": False, "covers_revision": True, "changes_allowed": True}
    return SignatureReport("sig", SignatureKind.SIGNATURE, problem=problem, **{**good, **found})  # type: ignore[arg-type]


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_its_first_sentence(problem: Problem, app: Flask) -> None:
    verdict, first = FIRST[problem]
    with app.test_request_context():
        said = headline(Report("", 1, verdict, (signature(problem),)))
        reason = "" if first in (CHANGED, ALTERED) else f" {PROBLEMS[problem]}"
        assert said == first + reason


def test_the_gravest_of_several_is_told(app: Flask) -> None:
    """Not that somebody is unknown where a signature is revoked; and of what cannot be read, why it cannot."""
    with app.test_request_context():
        both = (signature(P.UNKNOWN_AUTHORITY), signature(P.REVOKED))
        assert headline(Report("", 1, Verdict.UNTRUSTED, both)) == f"{REFUSED} {PROBLEMS[P.REVOKED]}"
        both = (signature(P.REVOKED), signature(P.FORMAT, intact=False))
        assert headline(Report("", 1, Verdict.UNCLEAR, both)) == f"{UNTOLD} {PROBLEMS[P.FORMAT]}"


def test_what_was_changed_is_told_before_what_is_no_signature(app: Flask) -> None:
    with app.test_request_context():
        both = (signature(P.CONTENTS, intact=False), signature(P.DIGEST, intact=False))
        assert headline(Report("", 1, Verdict.CHANGED, both)) == CHANGED


@pytest.mark.parametrize(
    ("problem", "reason", "tone"),
    [
        (None, "", "warn"),
        (P.EXPIRED, f" {PROBLEMS[P.EXPIRED]}", "warn"),
        (P.REVOKED, f" {PROBLEMS[P.REVOKED]}", "danger"),
    ],
)
def test_a_form_filled_in_later_is_said_to_be_that(
    problem: Problem | None, reason: str, tone: str, app: Flask
) -> None:
    found = SignatureReport(
        "sig",
        SignatureKind.SIGNATURE,
        intact=True,
        covers_revision=True,
        changes_allowed=True,
        trusted=problem is None,
        problem=problem,
    )
    report = Report("", 1, Verdict.FILLED, (found,), added_after=9, later=Modification.FORM_FILLING)
    shown = Verification(report, None, None, None, newest=False, signatories={})
    with app.test_request_context():
        assert (shown.sentence, shown.tone) == (FILLED + reason, tone)


@pytest.mark.parametrize("problem", sorted(UNCLEAR))
def test_a_row_contradicts_no_headline(problem: Problem, app: Flask) -> None:
    """What could not be looked at is not said to be broken, and what was is not praised."""
    untold = FIRST[problem][0] is Verdict.UNCLEAR
    found = signature(problem, intact=not untold, covers_revision=not untold, changes_allowed=not untold)
    with app.test_request_context():
        assert (found.indication, checks_of(found)) == (Indication.UNCLEAR, [] if untold else ["not trusted"])
