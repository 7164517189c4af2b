"""Certificates that lie in a signature beside its signer's: no key protects them, and some programs write them badly."""

from __future__ import annotations

from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation import EmbeddedPdfSignature

__all__ = ["without_unreadable_certificates"]


def without_unreadable_certificates(signature: EmbeddedPdfSignature) -> EmbeddedPdfSignature:
    """``signature``, its spare certificates without those that cannot be read: they prove nothing, and are no change
    of what was signed."""
    data = signature.signed_data
    if data is None or not isinstance(data["certificates"], cms.CertificateSet):
        return signature
    readable = [one for one in data["certificates"] if _is_readable(one)]
    if len(readable) < len(data["certificates"]):
        data["certificates"] = cms.CertificateSet(readable)
    return signature


def _is_readable(choice: Any) -> bool:
    """Whether names, number, dates and key are where they should be."""
    try:
        if choice.name != "certificate":
            return bool(choice.chosen)
        body = choice.chosen["tbs_certificate"]
        return all(
            (
                body["issuer"].hashable,
                body["subject"].hashable is not None,
                body["serial_number"].native is not None,
                body["validity"]["not_after"].native,
                body["subject_public_key_info"].algorithm,
                body["extensions"] is not None and len(body["extensions"]) >= 0,
            )
        )
    except (ValueError, TypeError, KeyError):
        return False
