"""Who tells the time: a time-stamp authority by URL, and its double for tests."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper, HTTPTimeStamper, TimeStamper

from eventsys.signing.house.certificates import Pair

__all__ = ["HttpTimeStamps", "OwnTimeStamps"]


class HttpTimeStamps:
    """RFC 3161 over HTTP; ``timeout`` in seconds."""

    def __init__(self, url: str, *, timeout: float = 10) -> None:
        self._url, self._timeout = url, timeout

    def client(self) -> TimeStamper:
        return HTTPTimeStamper(self._url, timeout=self._timeout)


class OwnTimeStamps:
    """The test double: stamps with a certificate at hand, at ``moment`` when given."""

    def __init__(self, pair: Pair, *, moment: datetime | None = None) -> None:
        self._pair, self._moment = pair, moment

    def client(self) -> TimeStamper:
        key = self._pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            asn1_x509.Certificate.load(self._pair.der),
            asn1_keys.PrivateKeyInfo.load(key),
            fixed_dt=self._moment,
        )
