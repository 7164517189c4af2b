"""One signature's findings, by values: each speaks alone, and the gravest of two is told."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import timedelta
from itertools import combinations
from typing import Any
from unittest.mock import Mock

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel

from eventsys.signing.revisions.changes import RevisionUnreadable
from eventsys.signing.validation import judge, twins
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Identity, Problem, Verdict
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.forging import dictionary
from tests.signing.validation.test_insiders import pen, signed_by

P = Problem
AUTHORITY = KnownAuthority("Public", now=NOW)
SIGNER = x509.Certificate.load(pen(AUTHORITY).certificate)
MUTE = x509.Certificate.load(AUTHORITY.mute(now=NOW).certificate)
ROOT = x509.Certificate.load(AUTHORITY.root.der)
STAMP = {"valid": True, "trusted": True, "intact": True, "trust_problem_indic": None, "signing_cert": SIGNER}


def status(**changes: Any) -> Mock:
    """What the library finds about a signature with which nothing is wrong, but for ``changes``."""
    found = {
        "coverage": SignatureCoverageLevel.ENTIRE_REVISION,
        "intact": True,
        "valid": True,
        "docmdp_ok": True,
        "diff_result": None,
        "trusted": True,
        "trust_problem_indic": None,
        "signing_cert": SIGNER,
        "validation_path": None,
        "timestamp_validity": None,
    }
    return Mock(spec=PdfSignatureStatus, **{**found, **changes})


def problem(
    *, loose: str = "", disowned: bool = False, unknown_method: bool = False, **changes: Any
) -> Problem | None:
    return judge._problem(
        status(**changes), loose, disowned=disowned, moment=NOW, unknown_method=unknown_method
    )


def untrusted(why: object) -> dict[str, Any]:
    return {"trusted": False, "trust_problem_indic": why}


#: The gravest first.
ALONE: list[tuple[Problem, dict[str, Any]]] = [
    (P.ENCODING, {"loose": "padding"}),
    (P.ENCODING, {"loose": "time stamp: version"}),
    (P.DIGEST, {"intact": False}),
    (P.KEY, {"valid": False}),
    (P.COVERAGE, {"coverage": None}),
    (P.COVERAGE, {"coverage": SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START}),
    (P.LATER_CHANGE, {"docmdp_ok": False}),
    (P.LATER_CHANGE, {"docmdp_ok": None}),
    (P.REVOKED, {"disowned": True}),
    (P.UNKNOWN_AUTHORITY, untrusted(AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND)),
    (P.USAGE, {"signing_cert": MUTE}),
    (P.TIME_STAMP, {"timestamp_validity": Mock(**{**STAMP, "valid": False})}),
    (P.TIME_STAMP, {"timestamp_validity": Mock(**{**STAMP, **untrusted(AdESFailure.REVOKED)})}),
    (P.UNKNOWN_AUTHORITY, {"loose": "spare certificates"}),
    (P.UNKNOWN_AUTHORITY, {"loose": "time stamp: spare certificates"}),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "how"), ALONE)
def test_each_finding_speaks_alone(wanted: Problem, how: dict[str, Any]) -> None:
    assert problem() is None
    assert problem(**how) is wanted


def test_the_gravest_of_two_is_told() -> None:
    for (graver, one), (_lighter, other) in combinations(ALONE, 2):
        if not one.keys() & other.keys():
            assert problem(**other, **one) is graver, (one, other)


def test_a_method_that_has_no_name_here_is_said_to_be_that() -> None:
    assert problem(valid=False, unknown_method=True) is P.FORMAT
    assert problem(unknown_method=True) is None


def test_what_could_not_be_compared_is_not_called_changed() -> None:
    uncompared = {"diff_result": RevisionUnreadable("too many ways"), "docmdp_ok": False}
    assert problem(**uncompared) is P.COMPARISON
    assert problem(**uncompared, disowned=True) is P.REVOKED
    assert problem(**uncompared, **untrusted(AdESFailure.REVOKED)) is P.COMPARISON


@pytest.mark.parametrize(
    ("why", "wanted"),
    [
        (AdESFailure.REVOKED, P.REVOKED),
        (AdESIndeterminate.REVOKED_NO_POE, P.REVOKED),
        (AdESIndeterminate.REVOKED_CA_NO_POE, P.REVOKED),
        (AdESFailure.NOT_YET_VALID, P.NOT_YET_VALID),
        (AdESIndeterminate.NOT_YET_VALID, P.NOT_YET_VALID),
        (AdESIndeterminate.EXPIRED, P.EXPIRED),
        (AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, P.EXPIRED),
        (AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED, P.EXPIRED),
        (AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND, P.UNKNOWN_AUTHORITY),
        (AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND, P.UNKNOWN_AUTHORITY),
        (AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE, P.USAGE),
        (AdESIndeterminate.SIG_CONSTRAINTS_FAILURE, P.USAGE),
        (AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, P.WEAK),
        (AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, P.WEAK),
        (AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE, P.CERTIFICATE),
        (None, P.CERTIFICATE),
    ],
)
def test_why_a_chain_is_not_trusted(why: object, wanted: Problem) -> None:
    assert problem(**untrusted(why)) is wanted


def test_who_vouches_for_themselves_is_unknown_and_not_misused() -> None:
    failed = untrusted(AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE)
    assert problem(**failed, signing_cert=ROOT) is P.UNKNOWN_AUTHORITY


def test_before_its_certificate_began_it_is_said_to_be_too_early() -> None:
    early = NOW - timedelta(days=30)
    found = status(**untrusted(None))
    how: Any = {"disowned": False, "unknown_method": False}
    assert judge._problem(found, "", moment=early, **how) is P.NOT_YET_VALID
    assert judge._problem(status(), "", moment=early, **how) is None
    assert judge._problem(status(**untrusted(AdESFailure.REVOKED)), "", moment=early, **how) is P.REVOKED
    assert judge._problem(found, "", moment=SIGNER.not_valid_before, **how) is P.CERTIFICATE


@pytest.mark.parametrize(("length", "wanted"), [(0, None), (1, P.USAGE)])
def test_who_is_trusted_from_the_outset_may_do_anything(length: int, wanted: Problem | None) -> None:
    assert problem(signing_cert=MUTE, validation_path=Mock(pkix_len=length)) is wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, None),
        (untrusted(AdESIndeterminate.EXPIRED), None),
        ({**untrusted(AdESIndeterminate.EXPIRED), "intact": False}, P.TIME_STAMP),
        ({**untrusted(AdESIndeterminate.EXPIRED), "valid": False}, P.TIME_STAMP),
        (untrusted(None), P.TIME_STAMP),
    ],
)
def test_a_time_stamp_that_ran_out_says_nothing_and_no_lie(
    changes: dict[str, Any], wanted: Problem | None
) -> None:
    assert problem(timestamp_validity=Mock(**{**STAMP, **changes})) is wanted


@pytest.mark.parametrize(
    ("level", "allowed"),
    [
        (ModificationLevel.NONE, True),
        (ModificationLevel.LTA_UPDATES, True),
        (ModificationLevel.FORM_FILLING, True),
        (ModificationLevel.ANNOTATIONS, False),
        (ModificationLevel.OTHER, False),
    ],
)
def test_behind_a_time_stamp_forms_are_filled_at_most(level: ModificationLevel, allowed: bool) -> None:
    """It knows of no permission of the seal."""
    found = Mock(spec=DocumentTimestampStatus, modification_level=level)
    assert judge._changes_allowed(found) is allowed


def test_a_signature_in_two_fields_is_its_signers_doing_where_both_had_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not where one came later or showed another signature, nor where nobody can read any more what was there."""
    box, again, other = (dictionary(V=NumberObject(one)) for one in (1, 1, 2))
    given = [Mock(field_name=name, sig_field=box, signed_revision=1) for name in ("box", "again")]

    def asked(**fields: Any) -> bool:
        found = [(name, field["/V"], field) for name, field in fields.items()]
        monkeypatch.setattr(twins, "enumerate_sig_fields", lambda _past: iter(found))
        return twins.is_signers_doing(Mock(), given)

    assert asked(box=box, again=again) is True
    assert asked(box=box) is False
    assert asked(box=box, again=other) is False
    monkeypatch.setattr(twins, "enumerate_sig_fields", Mock(side_effect=ValueError))
    assert twins.is_signers_doing(Mock(), given) is False


def _covering(pdf: bytes, by: Identity, cut: int) -> bytes:
    """The last signature made anew by ``by``, over all but the last ``cut`` bytes of its revision."""
    start, end = forging.last_gap(pdf)
    old = re.findall(rb"/ByteRange \[[^\]]*\] *", pdf)[-1]
    place = pdf.rindex(old)
    said = b"/ByteRange [0 %d %d %d]" % (start, end, len(pdf) - end - cut)
    pdf = pdf[:place] + said.ljust(len(old)) + pdf[place + len(old) :]
    digest = hashlib.sha256(pdf[:start] + pdf[end : len(pdf) - cut]).digest()
    made = asyncio.run(by.take().async_sign(digest, "sha256", use_pades=True))
    return pdf[: start + 1] + made.dump().hex().encode().ljust(end - start - 2, b"0") + pdf[end - 1 :]


@pytest.mark.parametrize(
    ("cut", "verdict", "problem", "behind"),
    [(0, Verdict.VALID, None, 0), (100, Verdict.CHANGED, P.COVERAGE, 100)],
)
def test_a_signature_covers_its_whole_revision(
    cut: int, verdict: Verdict, problem: Problem | None, behind: int, sealed: bytes, authority: KnownAuthority
) -> None:
    pdf = _covering(signed_by(sealed, pen(authority), "sig:hanoi"), pen(authority), cut)
    found = validate(pdf, authority.anchors)
    last = found.signatures[-1]
    assert (found.verdict, last.problem, found.added_after) == (verdict, problem, behind)
    assert (last.intact, last.covers_revision) == (True, not cut)
