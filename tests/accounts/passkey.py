"""A passkey in software: it answers what a browser would ask its authenticator."""

from __future__ import annotations

import json
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

from eventsys.accounts.users.models import Passkey, User
from eventsys.core import clock
from eventsys.core.db import db

__all__ = ["SoftPasskey"]

_SEEN = b"\x05"  # the user was there, and showed it by a finger, a face or a PIN


class SoftPasskey:
    """Counts no signatures, as those of telephones do: nothing in an answer tells the second time from the first."""

    def __init__(self, user: User, *, usage: str = "first") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id, self._handle = sha256(user.email.encode()).digest(), user.fs_webauthn_user_handle.encode()
        point = self._key.public_key().public_numbers()
        shown = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        made = Passkey(
            user=user,
            credential_id=self._id,
            public_key=cbor2.dumps(shown),
            sign_count=0,
            transports=[],
            backup_state=False,
            device_type="single_device",
            extensions="{}",
            lastuse_datetime=clock.now(),
            name="telephone",
            usage=usage,
        )
        db.session.add(made)
        db.session.commit()

    def answer(self, challenge: str, *, origin: str = "http://localhost") -> str:
        """To a challenge as it stands in the options, as JSON."""
        asked = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": origin}).encode()
        said = sha256(origin.split("//")[1].encode()).digest() + _SEEN + bytes(4)
        signature = self._key.sign(said + sha256(asked).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {
            "clientDataJSON": asked,
            "authenticatorData": said,
            "signature": signature,
            "userHandle": self._handle,
        }
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        name = bytes_to_base64url(self._id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
