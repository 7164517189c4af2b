"""Certificates that strangers send along, as far as they lead to somebody whom this house trusts.

Forty certificates, two and two of one name and key, make a million paths to nowhere, and looking for one among them
takes days. A certificate is therefore known only when the key of a known one made it, from the anchors on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko_certvalidator.registry import CertificateRegistry
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

__all__ = ["VouchedCertificates", "vouched_and_rest"]

#: Looked at for one question; a signature brings two or three, lasting evidence for fifty signatures some hundreds.
_MOST: Final = 1000


class VouchedCertificates(CertificateRegistry):
    """Takes what the others vouch for; the rest waits for whoever vouches for it. The order does not matter."""

    def __init__(self, anchors: Iterable[x509.Certificate]) -> None:
        super().__init__()
        self._anchors = {anchor.dump() for anchor in anchors}
        self._waiting: defaultdict[str, list[x509.Certificate]] = defaultdict(list)
        self._left = _MOST

    def take(self, known: Iterable[x509.Certificate]) -> None:
        """Those of which it was found out before."""
        for cert in known:
            super().register(cert)

    def register(self, cert: x509.Certificate) -> bool:
        if cert.dump() not in self._anchors:
            if self._left <= 0 or cert.issuer_serial in self.certs:
                return False
            self._left -= 1
            if not any(_made(cert, issuer) for issuer in self._subject_map[cert.issuer.hashable]):
                self._waiting[cert.issuer.hashable].append(cert)
                return False
        fresh = [cert] if super().register(cert) else []
        added = bool(fresh)
        while fresh:
            issuer = fresh.pop()
            there = self._waiting.pop(issuer.subject.hashable, [])
            made = [one for one in there if _made(one, issuer)]
            self._waiting[issuer.subject.hashable] += [one for one in there if one not in made]
            fresh += [one for one in made if super(VouchedCertificates, self).register(one)]
        return added


@lru_cache(maxsize=4)
def vouched_and_rest(
    anchors: tuple[x509.Certificate, ...], sent: tuple[x509.Certificate, ...]
) -> tuple[tuple[x509.Certificate, ...], tuple[x509.Certificate, ...]]:
    """Of what was sent along, what leads to an anchor, and what may do so together with others: found out once for all
    signatures of a file."""
    known = VouchedCertificates(anchors)
    known.register_multiple((*anchors, *sent))
    there = {cert.dump() for cert in known}
    return tuple(known), tuple(cert for cert in sent if cert.dump() not in there)


def _made(cert: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the key of ``issuer`` signed ``cert``."""
    body = cert["tbs_certificate"]
    try:
        DefaultSignatureValidator().validate_signature(
            signature=cert["signature_value"].native,
            signed_data=body.dump(),
            public_key_info=issuer.public_key,
            signature_algorithm=cert["signature_algorithm"],
        )
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
