"""Whoever signs with a certificate of their own is asked about first: over real HTTP, with everything that can go wrong."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from eventsys.core.bounded import calling as bounded
from eventsys.signing.errors.certificates import SignerRevoked
from eventsys.signing.own.identities import from_pkcs12
from eventsys.signing.trust import asking
from eventsys.signing.trust.asking import check_revocation
from eventsys.signing.trust.standing import RevocationAnswer, read_answer
from eventsys.signing.trust.vouching import CertificatePath, Trust, find_path
from eventsys.signing.values.api import RevocationStatus
from tests.signing.conftest import NOW
from tests.signing.making.test_longterm import everything_answers
from tests.signing.services import PublicAuthority, public_authority
from tests.support.certificates import PASSWORD, issue, make_authority

__all__ = ["everything_answers"]  # a fixture


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicAuthority]:
    with public_authority(tmp_path_factory.mktemp("pki")) as served:
        yield served


def trail(public: PublicAuthority, name: str = "signer") -> CertificatePath:
    interm = public.certificate("interm")
    return find_path(public.certificate(name), [interm], Trust((public.root,)), now=datetime.now(UTC))


def test_an_issuer_is_asked_and_answers_with_address_and_date(public: PublicAuthority) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)
    found = check_revocation(trail(public), now=datetime.now(UTC))
    assert found is not None
    assert (found.standing, found.source) == (RevocationStatus.GOOD, f"{public.url}/ocsp/interm")
    assert found.said_at is not None
    assert before < found.said_at <= datetime.now(UTC)
    assert public.asked == ["ocsp", "crls"]  # about the signer, and about who issued its certificate


def test_a_revoked_certificate_signs_nothing_at_any_level(public: PublicAuthority) -> None:
    key = load_pem_private_key(public.key_file("revoked").read_bytes(), None)
    file = pkcs12.serialize_key_and_certificates(
        b"own",
        key,
        public.certificate("revoked"),
        [public.certificate("interm")],  # type: ignore[arg-type]
        BestAvailableEncryption(PASSWORD.encode()),
    )
    with pytest.raises(SignerRevoked):
        from_pkcs12(file, PASSWORD, Trust((public.root,)), now=datetime.now(UTC))


@pytest.mark.parametrize(
    ("down", "source"),
    [({"ocsp"}, "ocsp/interm"), ({"ocsp", "crls"}, "ocsp/interm"), ({"crls"}, "crls/root/latest.crl")],
)
def test_whoever_does_not_answer_is_said_not_to_have(
    down: set[str], source: str, public: PublicAuthority
) -> None:
    public.down |= down
    found = check_revocation(trail(public), now=datetime.now(UTC))
    assert found is not None
    assert (found.standing, found.source, found.said_at) == (
        RevocationStatus.UNREACHED,
        f"{public.url}/{source}",
        None,
    )


def test_who_names_nobody_is_not_asked_about() -> None:
    ministry = make_authority("A Ministry", now=NOW)
    own = issue(ministry, make_authority("x", now=NOW).key.public_key(), now=NOW)
    found = find_path(own, [], Trust((ministry.der,)), now=NOW)
    assert check_revocation(found, now=NOW) is None
    anchor = find_path(ministry.certificate, [], Trust((ministry.der,)), now=NOW)
    assert check_revocation(anchor, now=NOW) is None


@contextmanager
def served(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does that with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def work() -> None:
            try:
                while True:
                    line, _ = door.accept()
                    with line:
                        answer(line)
            except OSError:  # the door is closed, or the other one has left
                return

        thread = Thread(target=work, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/"
        door.shutdown(socket.SHUT_RDWR)


def silent(_line: socket.socket) -> None:
    time.sleep(3)


def one_byte_at_a_time(line: socket.socket) -> None:
    for byte in b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 40:
        line.send(bytes([byte]))
        time.sleep(0.1)


def without_end(line: socket.socket) -> None:
    line.send(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        line.send(b"x" * 65536)


def elsewhere(line: socket.socket) -> None:
    line.recv(65536)
    line.send(b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("answer", [silent, one_byte_at_a_time, without_end, elsewhere])
def test_nobody_is_waited_for_longer_than_set(
    answer: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_LARGEST", 1 << 20)
    with served(answer) as url:
        began = time.monotonic()
        assert asking._within(0.5, url, b"?") is None
        assert time.monotonic() - began < 2


def test_an_answer_that_tells_nothing_is_not_taken_for_good(public: PublicAuthority) -> None:
    """About somebody else, from somebody else, too old, damaged, or too much."""
    found, now = trail(public), datetime.now(UTC)
    path, crl = list(found.between), public.crl("root")
    assert read_answer(path, found.anchor, RevocationAnswer(False, crl), now=now)[0] is RevocationStatus.GOOD
    own = [*path, found.own]
    for chain, data, moment in (
        (own, public.crl("root"), now),
        (path, public.crl("interm"), now),
        (path, crl, now + timedelta(days=400)),
        (path, crl[:-9], now),
        (path, b"<html>", now),
        (path, b"", now),
    ):
        assert (
            read_answer(chain, found.anchor, RevocationAnswer(False, data), now=moment)[0]
            is RevocationStatus.UNKNOWN
        )
        assert (
            read_answer(chain, found.anchor, RevocationAnswer(True, data), now=moment)[0]
            is RevocationStatus.UNKNOWN
        )


def test_who_reads_too_long_in_an_answer_knows_nothing(
    public: PublicAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise bounded.TookTooMuch

    monkeypatch.setattr(asking, "call", stopped)
    found = check_revocation(trail(public), now=datetime.now(UTC))
    assert found is not None
    assert found == replace(found, standing=RevocationStatus.UNKNOWN, said_at=None)
