"""What the issuer of a certificate answers when it is asked whether it has revoked it (RFC 6960, RFC 5280).

Answers come over the network from whoever is in between: they are read in a process of their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from eventsys.signing.values.findings import RevocationStatus

__all__ = ["RevocationAnswer", "read_answer"]


_TELLS_NOTHING: Final = (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    ValidationError,
    InvalidSignature,
    ValueError,
    TypeError,
)


@dataclass(frozen=True, slots=True)
class RevocationAnswer:
    """What one address gave; ``ocsp``: an answer about one certificate, else a list of all that are revoked (DER)."""

    ocsp: bool
    data: bytes


def read_answer(
    path: Sequence[bytes], anchor: bytes, answered: RevocationAnswer, *, now: datetime
) -> tuple[RevocationStatus, datetime | None]:
    """What an answer says of the last certificate of ``path``, which leads there from below ``anchor`` (all DER).

    An answer that is not signed by the issuer or whom it names, is too old, or is about somebody else says nothing.
    """
    chain = [x509.Certificate.load(one) for one in path]
    root = x509.Certificate.load(anchor)
    try:
        said_at, context = _loaded(answered, root, chain, now)
    except (ValueError, TypeError, KeyError):  # no such structure
        return RevocationStatus.UNKNOWN, None
    whole = ValidationPath(trust_anchor=CertTrustAnchor(root), interm=chain[:-1], leaf=chain[-1])
    verify = verify_ocsp_response if answered.ocsp else verify_crl
    try:
        asyncio.run(verify(chain[-1], whole, context))
    except RevokedError:
        return RevocationStatus.REVOKED, said_at
    except _TELLS_NOTHING:
        return RevocationStatus.UNKNOWN, said_at
    return RevocationStatus.GOOD, said_at


def _loaded(
    answered: RevocationAnswer, root: x509.Certificate, chain: list[x509.Certificate], now: datetime
) -> tuple[datetime, ValidationContext]:
    if answered.ocsp:
        response = asn1_ocsp.OCSPResponse.load(answered.data, strict=True)
        said_at = response.response_data["produced_at"].native
        found: dict[str, Any] = {"ocsps": [response]}
    else:
        listed = asn1_crl.CertificateList.load(answered.data, strict=True)
        said_at = listed["tbs_cert_list"]["this_update"].native
        found = {"crls": [listed]}
    context = ValidationContext(
        trust_roots=[root], other_certs=chain, allow_fetching=False, moment=now, **found
    )
    return said_at, context
