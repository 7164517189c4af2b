"""What is known about certificates besides themselves: lists of revoked ones, answers about single ones.

Some of it is given by the house (its own authority's list), some stands in the file's document security store.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, FreshnessReqType, RevocationCheckingPolicy

from eventsys.signing.trust.vouched import VouchedCertificates, vouched_and_rest

__all__ = ["Evidence", "issued_by", "read_evidence"]

_ANY_AGE: Final = CertRevTrustPolicy(
    RevocationCheckingPolicy.from_legacy("soft-fail"),
    freshness=timedelta(days=36_500),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)


@dataclass(frozen=True, slots=True, kw_only=True)  # five tuples that must never be taken for one another
class Evidence:
    """``own``: revocation lists of our own authority, trusted as given. The rest is the file's and is checked.

    ``anchors`` are the certificates trusted from the outset, ``house`` those of them that are our own.
    """

    anchors: tuple[x509.Certificate, ...]
    house: tuple[x509.Certificate, ...] = ()
    own: tuple[asn1_crl.CertificateList, ...] = ()
    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[asn1_crl.CertificateList, ...] = ()
    ocsps: tuple[asn1_ocsp.OCSPResponse, ...] = ()

    def context(self, moment: datetime) -> ValidationContext:
        """Judges certificates as of ``moment``; what was found out before or after counts for then.

        Reaches no network, and so cannot insist on fresher news than the file has.
        """
        vouched, others = vouched_and_rest(self.anchors, self.certificates)
        known = VouchedCertificates(self.anchors)
        known.take(vouched)
        known.register_multiple(others)
        return ValidationContext(
            trust_roots=list(self.anchors),
            certificate_registry=known,
            crls=[*self.own, *self.crls],
            ocsps=list(self.ocsps),
            moment=moment,
            allow_fetching=False,
            revinfo_policy=_ANY_AGE,
        )

    def issued(self, certificate: x509.Certificate) -> bool:
        """Whether our own authority issued ``certificate``, as its key proves."""
        return issued_by(certificate, self.house)

    def disowned(self, path: ValidationPath | None, moment: datetime | None) -> bool:
        """Whether our own authority has revoked a certificate of ``path``: by ``moment``, or, without, ever."""
        return any(
            listed.issuer.dump() == one.issuer.dump() and _revoked(listed, one.serial_number, moment)
            for one in (_chain(path) if path else ())
            for listed in self.own
        )

    def lasting(self, paths: Iterable[ValidationPath | None]) -> bool:
        """Whether the file itself tells for every certificate of ``paths``, anchors aside, that it was in force."""
        trusted = {anchor.dump() for anchor in self.anchors}
        found = [certificate for path in paths if path for certificate in _chain(path)]
        return bool(found) and all(
            self._told(certificate) for certificate in found if certificate.dump() not in trusted
        )

    def _told(self, certificate: x509.Certificate) -> bool:
        listed = any(one.issuer.dump() == certificate.issuer.dump() for one in self.crls)
        return listed or any(
            single["cert_id"]["serial_number"].native == certificate.serial_number
            for answer in self.ocsps
            if answer["response_status"].native == "successful"
            for single in answer.response_data["responses"]
        )


def _chain(path: ValidationPath) -> Iterable[x509.Certificate]:
    return [one for one in path if isinstance(one, x509.Certificate)]


def _revoked(listed: asn1_crl.CertificateList, serial: int, moment: datetime | None) -> bool:
    rows: Any = listed["tbs_cert_list"]["revoked_certificates"]
    return any(
        row["user_certificate"].native == serial
        and (moment is None or row["revocation_date"].native <= moment)
        for row in rows
    )


def issued_by(certificate: x509.Certificate, issuers: Iterable[x509.Certificate]) -> bool:
    """Whether the key of one of ``issuers`` signed ``certificate``, and names and dates fit.

    Raises ValueError for one that is not written as certificates are (DER).
    """
    subject = pyca.load_der_x509_certificate(certificate.dump())
    for issuer in issuers:
        try:
            subject.verify_directly_issued_by(pyca.load_der_x509_certificate(issuer.dump()))
        except (InvalidSignature, ValueError, TypeError):
            continue
        return True
    return False


def read_evidence(
    reader: PdfFileReader, anchors: Sequence[bytes], own: Sequence[bytes], house: Sequence[bytes]
) -> Evidence:
    """The evidence in a file and that of the house (``own``: revocation lists, ``house``: roots; DER).

    A store that cannot be read proves nothing, and so counts as none; whether somebody damaged it is for the
    signatures that cover it to tell.
    """
    trusted = tuple(x509.Certificate.load(anchor) for anchor in anchors)
    ours = tuple(x509.Certificate.load(root) for root in house)
    lists = tuple(asn1_crl.CertificateList.load(der) for der in own)
    try:
        store = DocumentSecurityStore.read_dss(reader)
        context = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
        certificates, crls, ocsps = tuple(store.load_certs()), tuple(context.crls), tuple(context.ocsps)
    except Exception:  # noqa: BLE001 - the parsers raise nearly everything on what is no certificate at all
        return Evidence(anchors=trusted, house=ours, own=lists)
    return Evidence(anchors=trusted, house=ours, own=lists, certificates=certificates, crls=crls, ocsps=ocsps)
