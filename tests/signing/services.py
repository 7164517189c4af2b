"""A public authority as others run it: certificates, time stamps, OCSP and lists of revoked ones, over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

from asn1crypto import cms, tsp
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from eventsys.signing.house.certificates import Pair, identity
from eventsys.signing.values.api import Identity

__all__ = ["PublicAuthority", "public_authority"]

_NAMES = ("root", "interm", "ocsp", "tsa", "tsa-late", "tsa-revoked", "signer", "revoked")


class PublicAuthority:
    """``down`` holds the services that do not answer just now: ``tsa``, ``ocsp``, ``crls``. ``habit`` is what the
    time-stamp authority does to each token besides signing it."""

    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/pki"
        self.down: set[str] = set()
        self.asked: list[str] = []
        self.habit: Callable[[cms.SignedData], None] | None = None
        self._folder = folder
        self._keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in _NAMES}
        for name, key in self._keys.items():
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            (folder / f"{name}.pem").write_bytes(pem)
        settings = CertomancerConfig(_settings(f"http://127.0.0.1:{port}"), key_search_dir=str(folder))
        self._pki = settings.get_pki_arch(ArchLabel("pki"))
        self._animator = Animator(AnimatorArchStore({ArchLabel("pki"): self._pki}), with_web_ui=False)

    @property
    def root(self) -> bytes:
        """DER."""
        return self.certificate("root").public_bytes(Encoding.DER)

    @property
    def stamps(self) -> str:
        return f"{self.url}/tsa/tsa"

    def certificate(self, name: str) -> x509.Certificate:
        return x509.load_der_x509_certificate(self._pki.get_cert(CertLabel(name)).dump())

    def key_file(self, name: str) -> Path:
        """PEM, without a password."""
        return self._folder / f"{name}.pem"

    def signer(self, name: str = "signer") -> Identity:
        return identity(
            Pair(self.certificate(name), self._keys[name]), times=None, chain=[self.certificate("interm")]
        )

    def crl(self, name: str) -> bytes:
        """The list of what ``name`` has revoked, DER."""
        with urlopen(f"{self.url}/crls/{name}/latest.crl", timeout=10) as answer:
            return bytes(answer.read())

    def __call__(self, environ: Any, start: Any) -> Any:
        service = environ["PATH_INFO"].split("/")[2]
        self.asked.append(service)
        answer = ServiceUnavailable() if service in self.down else self._animator
        if service != "tsa" or self.habit is None:
            return answer(environ, start)
        given = Response.from_app(answer, environ)
        given.set_data(_altered(given.get_data(), self.habit))
        return given(environ, start)


def _altered(answer: bytes, habit: Callable[[cms.SignedData], None]) -> bytes:
    response = tsp.TimeStampResp.load(answer)
    token = response["time_stamp_token"]
    habit(token["content"])
    return bytes(response.dump(force=True))


def _uses(*names: str) -> dict[str, Any]:
    return {
        "id": "key_usage",
        "critical": True,
        "smart-value": {"schema": "key-usage", "params": list(names)},
    }


def _lists(name: str) -> dict[str, Any]:
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": [name]}},
    }


def _settings(url: str) -> dict[str, Any]:
    now = datetime.now(UTC).replace(microsecond=0)

    def valid(start: int, end: int) -> dict[str, str]:
        days = (now + timedelta(days=start), now + timedelta(days=end))
        return {"valid-from": days[0].isoformat(), "valid-to": days[1].isoformat()}

    issuer = [
        {"id": "basic_constraints", "critical": True, "value": {"ca": True}},
        _uses("digital_signature", "key_cert_sign", "crl_sign"),
    ]
    answers = {"schema": "aia-urls", "params": {"ocsp-responder-names": ["interm"]}}
    signer = {
        "issuer": "interm",
        "validity": valid(-10, 700),
        "extensions": [
            _uses("digital_signature", "non_repudiation"),
            {"id": "authority_information_access", "smart-value": answers},
        ],
    }
    stamper = [
        _uses("digital_signature"),
        {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        _lists("root"),
    ]
    responder = [
        _uses("digital_signature"),
        {"id": "extended_key_usage", "critical": True, "value": ["ocsp_signing"]},
        {"id": "ocsp_no_check"},
    ]
    revoked = {"revoked-since": (now - timedelta(days=3)).isoformat(), "reason": "key_compromise"}
    certs = {
        "root": {"subject": "root", "issuer": "root", "validity": valid(-900, 9000), "extensions": issuer},
        "interm": {"issuer": "root", "validity": valid(-900, 9000), "extensions": [*issuer, _lists("root")]},
        "ocsp": {"issuer": "interm", "validity": valid(-900, 9000), "extensions": responder},
        "tsa": {"issuer": "root", "validity": valid(-10, 365), "extensions": stamper},
        "tsa-late": {"issuer": "root", "validity": valid(-10, 4000), "extensions": stamper},
        "tsa-revoked": {
            "issuer": "root",
            "validity": valid(-10, 365),
            "extensions": stamper,
            "revocation": revoked,
        },
        "signer": signer,
        "revoked": {**signer, "revocation": revoked},
    }
    services = {
        "ocsp": {"interm": {"for-issuer": "interm", "responder-cert": "ocsp", "signing-key": "ocsp"}},
        "crl-repo": {
            name: {"for-issuer": name, "signing-key": name, "simulated-update-schedule": "P30D"}
            for name in ("root", "interm")
        },
        "time-stamping": {
            name: {"signing-key": name, "signing-cert": name} for name in _NAMES if name.startswith("tsa")
        },
    }
    return {
        "external-url-prefix": url,
        "keysets": {"keys": {"keys": {name: {"path": f"{name}.pem"} for name in _NAMES}}},
        "pki-architectures": {
            "pki": {
                "keyset": "keys",
                "entity-defaults": {"country-name": "VN", "organization-name": "Public Authority"},
                "entities": {name: {"common-name": f"Public {name}"} for name in _NAMES},
                "certs": certs,
                "services": services,
            }
        },
    }


@contextmanager
def public_authority(folder: Path) -> Iterator[PublicAuthority]:
    """Served on the loopback interface until the end of the block."""
    served: list[PublicAuthority] = []

    def answer(environ: Any, start: Any) -> Any:
        return served[0](environ, start)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    served.append(PublicAuthority(folder, server.server_port))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served[0]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
