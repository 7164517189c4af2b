"""Asking whoever issued a certificate, while somebody signs with it, whether it was revoked: whatever the level.

Addresses stand in certificates whose issuer this house trusts, who chose them; they may be inside a network, as those
of an administration often are. No other scheme than HTTP is spoken, no address leads to another one, and whoever
takes too long or says too much is left alone. No transaction may be open meanwhile.
"""

from __future__ import annotations

import http.client
import time
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import Any, Final
from urllib.error import URLError

from asn1crypto import algos, ocsp, x509

from eventsys.core.bounded.calling import Busy, TookTooMuch, call
from eventsys.signing.errors.certificates import SignerRevoked
from eventsys.signing.trust.standing import RevocationAnswer, read_answer
from eventsys.signing.trust.vouching import CertificatePath
from eventsys.signing.values.findings import Revocation, RevocationStatus

__all__ = ["SECONDS", "check_revocation"]

SECONDS: Final = 5.0  # for everything that is asked about one signer
_LARGEST: Final = 20 * 1024 * 1024  # bytes; lists of large authorities have a few million
_READING, _MEGABYTES = 5, 1500
_MOST: Final = 3  # addresses of one certificate
_GRAVEST: Final = list(RevocationStatus)
#: Whoever does not answer keeps a thread until its connection ends.
_threads = BoundedSemaphore(16)


def check_revocation(trail: CertificatePath, *, now: datetime) -> Revocation | None:
    """The gravest answer about the certificates of ``trail``; ``None`` when none of them names anybody to ask.

    Raises :class:`SignerRevoked`.
    """
    until = time.monotonic() + SECONDS
    path = [*trail.between, trail.own] if trail.own != trail.anchor else []
    found = [
        answer
        for length in range(len(path), 0, -1)  # the signer's own first
        if (answer := _asked(path[:length], trail.anchor, now, until))
    ]
    if any(one.standing is RevocationStatus.REVOKED for one in found):
        raise SignerRevoked
    return max(found, key=lambda one: _GRAVEST.index(one.standing), default=None)


def _asked(path: list[bytes], anchor: bytes, now: datetime, until: float) -> Revocation | None:
    certificate = x509.Certificate.load(path[-1])
    issuer = x509.Certificate.load(path[-2] if len(path) > 1 else anchor)
    best: Revocation | None = None
    for url, request in _addresses(certificate, issuer):
        found = _one(url, request, path, anchor, now, until)
        if found.standing in (RevocationStatus.GOOD, RevocationStatus.REVOKED):
            return found
        if best is None or best.standing is RevocationStatus.UNREACHED:
            best = found
    return best


def _one(
    url: str, request: bytes | None, path: list[bytes], anchor: bytes, now: datetime, until: float
) -> Revocation:
    data = _within(until - time.monotonic(), url, request)
    if data is None:
        return Revocation(RevocationStatus.UNREACHED, url)
    try:
        standing, said_at = call(
            read_answer,
            path,
            anchor,
            RevocationAnswer(request is not None, data),
            now=now,
            seconds=_READING,
            megabytes=_MEGABYTES,
        )
    except (TookTooMuch, Busy):
        return Revocation(RevocationStatus.UNKNOWN, url)
    return Revocation(standing, url, said_at)


def _addresses(certificate: x509.Certificate, issuer: x509.Certificate) -> Iterator[tuple[str, bytes | None]]:
    """Where to ask, and with what: first about this certificate alone, then for the list of all."""
    request = _request(certificate, issuer)
    found: list[tuple[str, bytes | None]] = [(url, request) for url in certificate.ocsp_urls]
    for point in certificate.crl_distribution_points:
        name = point["distribution_point"]
        names = name.chosen if name.name == "full_name" else ()
        found += [(one.native, None) for one in names if one.name == "uniform_resource_identifier"]
    yield from [one for one in found if one[0].lower().startswith(("http://", "https://"))][:_MOST]


def _request(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    asked = ocsp.CertId(
        {
            "hash_algorithm": algos.DigestAlgorithm(
                {"algorithm": "sha1"}
            ),  # the one that every responder knows
            "issuer_name_hash": issuer.subject.sha1,
            "issuer_key_hash": issuer.public_key.sha1,
            "serial_number": certificate.serial_number,
        }
    )
    rows = ocsp.Requests([ocsp.Request({"req_cert": asked})])
    return bytes(ocsp.OCSPRequest({"tbs_request": ocsp.TBSRequest({"request_list": rows})}).dump())


class _NoOther(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoOther)


def _within(seconds: float, url: str, data: bytes | None) -> bytes | None:
    """What the address gives in that time, or ``None``. A name that is looked up, or a server that sends one byte a
    second, cannot be hurried: it is waited for no longer."""
    if seconds <= 0 or not _threads.acquire(blocking=False):
        return None
    answers: SimpleQueue[bytes | None] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(_fetched(url, data, time.monotonic() + seconds))
        finally:
            _threads.release()

    Thread(target=work, daemon=True, name="revocation").start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return None


def _fetched(url: str, data: bytes | None, until: float) -> bytes | None:
    headers = {"Content-Type": "application/ocsp-request"} if data else {}
    asked = urllib.request.Request(url, data, headers)  # noqa: S310 - HTTP alone, see _addresses
    try:
        with _opener.open(asked, timeout=max(0.1, until - time.monotonic())) as answer:
            found = bytearray()
            while part := answer.read1(1 << 16):
                found += part
                if len(found) > _LARGEST or time.monotonic() > until:
                    return None
            return bytes(found)
    except (URLError, OSError, http.client.HTTPException, ValueError):
        return None
