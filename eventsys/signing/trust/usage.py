"""What a certificate is meant for: one rule for signing and for verifying."""

from __future__ import annotations

from typing import Final

from asn1crypto import x509

__all__ = ["may_sign"]

_SIGNING: Final = frozenset({"digital_signature", "non_repudiation"})
#: Purposes of machines. A certificate whose purposes are all of these says nothing about who signs a document.
_MACHINES: Final = frozenset(
    {
        "server_auth",
        "time_stamping",
        "ocsp_signing",
        "ipsec_end_system",
        "ipsec_tunnel",
        "ipsec_user",
        "ipsec_ike",
    }
)
_BESIDE: Final = frozenset({"client_auth"})  # a person's, or what a server has besides


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether a document may be signed with it: a key usage, if it tells any, with one of the two for signing
    (RFC 5280, 4.2.1.3), and not for the purposes of machines alone (4.2.1.12). Raises ValueError for extensions that
    cannot be read."""
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    if usage is not None and not _SIGNING & set(usage.native):
        return False
    named = set(purposes.native) if purposes is not None else set()
    return not named & _MACHINES or bool(named - _MACHINES - _BESIDE)
