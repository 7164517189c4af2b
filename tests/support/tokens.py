"""Real tokens of SoftHSM2 in a folder of the tests' own; keys are made in them and never leave."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto.keys import ECDomainParameters, NamedCurve, PublicKeyInfo, RSAPublicKey
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pkcs11 import Attribute, CertificateType, KeyType, ObjectClass
from pkcs11.util.ec import encode_ec_public_key
from pkcs11.util.rsa import encode_rsa_public_key

__all__ = ["LIBRARY", "PIN", "Tokens"]

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "123456"
Certify = Callable[[Any], x509.Certificate]
"""From a public key to its certificate."""


class Tokens:
    """A folder of tokens; :attr:`environment` lets a process of its own find them."""

    def __init__(self, folder: Path) -> None:
        (folder / "tokens").mkdir()
        configuration = folder / "softhsm2.conf"
        configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
        self.environment = {"SOFTHSM2_CONF": str(configuration)}
        os.environ.update(self.environment)  # the library reads it when it is loaded
        pkcs11.unload(LIBRARY)

    def make(self, label: str) -> None:
        subprocess.run(
            [
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--so-pin",
                "87654321",
                "--pin",
                PIN,
            ],
            check=True,
            capture_output=True,
        )

    def add(self, token: str, label: str, certify: Certify, *, kind: str = "rsa", bits: int = 2048) -> None:
        """A key made in the token, and its certificate."""
        with pkcs11.lib(LIBRARY).get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
            number = label.encode()
            if kind == "rsa":
                public, _ = session.generate_keypair(KeyType.RSA, bits, store=True, id=number, label=label)
                key = load_der_public_key(_wrapped(encode_rsa_public_key(public)))
            else:
                curve = ECDomainParameters("named", NamedCurve("secp256r1")).dump()
                domain = session.create_domain_parameters(
                    KeyType.EC, {Attribute.EC_PARAMS: curve}, local=True
                )
                public, _ = domain.generate_keypair(store=True, id=number, label=label)
                key = load_der_public_key(encode_ec_public_key(public))
            self._put(session, label, number, certify(key))

    def take(self, token: str, label: str, key_file: Path, certificate: x509.Certificate) -> None:
        """A key from a file (PEM), and the certificate that others have issued for it."""
        number = label.encode()
        pkcs11.unload(LIBRARY)  # it sees what another process does to tokens when it is loaded
        subprocess.run(
            [
                "softhsm2-util",
                "--import",
                str(key_file),
                "--token",
                token,
                "--label",
                label,
                "--id",
                number.hex(),
                "--pin",
                PIN,
            ],
            check=True,
            capture_output=True,
        )
        with pkcs11.lib(LIBRARY).get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
            self._put(session, label, number, certificate)

    def put(self, token: str, label: str, certificate: x509.Certificate) -> None:
        """A certificate without a key: of an authority in between."""
        with pkcs11.lib(LIBRARY).get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
            self._put(session, label, b"\0" + label.encode(), certificate)

    @staticmethod
    def _put(session: pkcs11.Session, label: str, number: bytes, certificate: x509.Certificate) -> None:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.ID: number,
                Attribute.LABEL: label,
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )


def _wrapped(pkcs1: bytes) -> bytes:
    return PublicKeyInfo.wrap(RSAPublicKey.load(pkcs1), "rsa").dump()
