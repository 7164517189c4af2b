"""Nothing loose in a signature's own bytes.

A signature cannot cover itself: in the gap of its ``/ByteRange`` stand the hexadecimal digits of a CMS
structure and zeros up to the space reserved. Of these bytes the key protects the signed attributes (and
through them the certificate), not the rest: case of the digits, padding, versions, lists of algorithms,
spare certificates. In what this house signs each of those is held to the one way in which it may be written
(RFC 5652), so that any changed byte is found.

What others write is theirs. Their programs write the same things in several lawful ways, and a time-stamp authority's
token may list more algorithms or bear attributes of its own: nothing of that is proof of a change.
"""

from __future__ import annotations

import re
from typing import Any

from asn1crypto import algos, cms, parser, x509

from eventsys.signing.trust.evidence import issued_by

__all__ = ["SPARE_CERTIFICATES", "nonconforming_part"]

SPARE_CERTIFICATES = "spare certificates"
"""Embedded certificates that nobody here vouches for: not proof of a change, but no reason to trust."""

_STAMP = "signature_time_stamp_token"
_NULL = (b"", b"\x05\x00")
_OURS = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
_ANYBODY_S = re.compile(rb"<[0-9a-fA-F \t\r\n\f\0]*>")


def _gap(pdf: bytes, byte_range: list[int]) -> bytes | None:
    if len(byte_range) != 4:
        return None
    start, first, second, rest = byte_range
    if start != 0 or not 0 < first < second or rest < 0 or second + rest > len(pdf):
        return None
    return pdf[first:second]


def _parameters(algorithm: Any) -> bool:
    name = algorithm["algorithm"].native
    return name == "rsassa_pss" or algorithm["parameters"].dump() in _NULL


def _certificates(data: cms.SignedData, anchors: list[x509.Certificate], *, token: bool) -> bool:
    """Each is issued below an anchor, or is one. A token's may bring its own root along."""
    if any(choice.name != "certificate" for choice in data["certificates"]):
        return False
    embedded = [choice.chosen for choice in data["certificates"]]
    if token:
        return all(issued_by(certificate, embedded + anchors) for certificate in embedded)
    return not _without_issuer(embedded, anchors)


def _without_issuer(
    embedded: list[x509.Certificate], anchors: list[x509.Certificate]
) -> list[x509.Certificate]:
    """Those that lead to no anchor: who issued themselves, or one another, have nobody who vouches for them. Each pair is
    looked at once."""
    left, issuers = embedded, anchors
    while left and issuers:
        fresh = [one for one in left if issued_by(one, issuers)]
        left = [one for one in left if one not in fresh]
        issuers = fresh
    return left


def _signer(info: cms.SignerInfo, data: cms.SignedData) -> bool:
    sid = info["sid"]
    if sid.name == "issuer_and_serial_number":
        named = any(
            choice.chosen.issuer.dump() == sid.chosen["issuer"].dump()
            and choice.chosen.serial_number == sid.chosen["serial_number"].native
            for choice in data["certificates"]
        )
        version = "v1"
    else:
        named, version = True, "v3"
    return named and info["version"].native == version


def _algorithms(data: cms.SignedData, info: cms.SignerInfo, *, token: bool) -> bool:
    """The list names the signer's own digest and nothing else; that of a token may name others besides."""
    listed = list(data["digest_algorithms"])
    if not token:
        return [one.dump() for one in listed] == [info["digest_algorithm"].dump()]
    names = [one["algorithm"].native for one in listed]
    known = set(algos.DigestAlgorithmId._map.values())
    return (
        info["digest_algorithm"]["algorithm"].native in names
        and known.issuperset(names)
        and all(map(_parameters, listed))
    )


def _structure(content: cms.ContentInfo, anchors: list[x509.Certificate], *, token: bool = False) -> str:
    data = content["content"]
    infos = data["signer_infos"]
    if len(infos) != 1 or len(data["crls"]):
        return "parts"
    info = infos[0]
    plain = data["encap_content_info"]["content_type"].native == "data"
    if data["version"].native != ("v1" if plain and info["version"].native == "v1" else "v3"):
        return "version"
    if not _algorithms(data, info, token=token):
        return "algorithms"
    if not _parameters(info["digest_algorithm"]) or not _parameters(info["signature_algorithm"]):
        return "parameters"
    if not _signer(info, data):
        return "signer"
    if not token and (problem := _unsigned(info, anchors)):
        return problem
    return "" if _certificates(data, anchors, token=token) else SPARE_CERTIFICATES


def _unsigned(info: cms.SignerInfo, anchors: list[x509.Certificate]) -> str:
    for number, attribute in enumerate(info["unsigned_attrs"]):
        if attribute["type"].native != _STAMP or number:
            return "unsigned attribute"
        for token in attribute["values"]:
            if problem := _structure(token, anchors, token=True):
                return f"time stamp: {problem}"
    return ""


def nonconforming_part(
    pdf: bytes, byte_range: list[int], contents: bytes, anchors: list[x509.Certificate], *, house_signed: bool
) -> str:
    """The name of the first part of a signature that is not written as it must be; empty when all is well.

    ``byte_range`` and ``contents`` are the signature dictionary's; ``house_signed``: whether this house signed, else only
    the gap and what fills it are looked at. Raises what the parser raises on bytes that are no CMS at all.
    """
    gap = _gap(pdf, byte_range)
    if gap is None or not (_OURS if house_signed else _ANYBODY_S).fullmatch(gap):
        return "range"
    if _digits(gap) != contents:
        return "contents"
    if not house_signed:
        return ""
    if contents[_length(contents) :].strip(b"\0"):
        return "padding"
    return _structure(cms.ContentInfo.load(contents), anchors)


def _digits(gap: bytes) -> bytes:
    """ISO 32000-1, 7.3.4.3: white space counts for nothing, and a last digit that is missing for a nought."""
    digits = gap[1:-1].translate(None, b" \t\r\n\f\0").decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _length(contents: bytes) -> int:
    """How long the structure at the beginning is, by its header: nothing of it is written anew."""
    return int(parser.peek(contents))
