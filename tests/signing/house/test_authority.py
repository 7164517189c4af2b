from __future__ import annotations

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from eventsys.signing.errors.house import AuthorityBroken
from eventsys.signing.house.authority import MemoryAuthority, open_authority
from eventsys.signing.values.api import CertificateSubject
from tests.signing.conftest import NOW
from tests.support.processes import Command


def subject(certificate: bytes, oid: x509.ObjectIdentifier = NameOID.COMMON_NAME) -> str:
    (found,) = x509.load_der_x509_certificate(certificate).subject.get_attributes_for_oid(oid)
    return str(found.value)


def test_the_first_start_makes_keys_that_only_the_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "keys" / "signing"
    open_authority(folder, name="Hà Nội", now=NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "lock": 0o600,
        "root.pem": 0o600,
        "seal.pem": 0o600,
    }


def test_the_second_start_finds_the_same(tmp_path: Path) -> None:
    first, second = (open_authority(tmp_path, name="A", now=NOW) for _ in range(2))
    assert first.anchors == second.anchors
    assert first.seal().certificate == second.seal().certificate


def tell_certificates(arguments: list[str]) -> None:
    told = open_authority(Path(arguments[0]), name="A", now=NOW)
    sys.stdout.write(f"{told.anchors[0].hex()} {told.seal().certificate.hex()}")
    sys.stdout.flush()


def test_many_processes_starting_at_once_agree(tmp_path: Path) -> None:
    running = [Command([tmp_path / "keys"], os.environ, program=tell_certificates) for _ in range(4)]
    answers = {process.communicate() for process in running}
    assert [process.returncode for process in running] == [0] * 4
    ((said, errors),) = answers
    assert (len(said.split()), errors) == (2, "")


def test_loose_permissions_are_tightened(tmp_path: Path) -> None:
    open_authority(tmp_path, name="A", now=NOW)
    tmp_path.chmod(0o755)
    (tmp_path / "root.pem").chmod(0o644)
    open_authority(tmp_path, name="A", now=NOW)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "root.pem").stat().st_mode) == 0o600


@pytest.mark.parametrize("damage", ["empty", "cut", "foreign"])
def test_a_damaged_key_is_refused_and_never_replaced(tmp_path: Path, damage: str) -> None:
    folder, other = tmp_path / "keys", tmp_path / "other"
    open_authority(folder, name="A", now=NOW)
    open_authority(other, name="B", now=NOW)
    path = folder / "root.pem"
    text = {"empty": b"", "cut": path.read_bytes()[:-60], "foreign": (other / "root.pem").read_bytes()}[
        damage
    ]
    path.write_bytes(text)
    with pytest.raises(AuthorityBroken):
        open_authority(folder, name="A", now=NOW)
    assert path.read_bytes() == text


def test_a_lost_root_is_not_made_anew_beside_an_old_seal(tmp_path: Path) -> None:
    open_authority(tmp_path, name="A", now=NOW)
    (tmp_path / "root.pem").unlink()
    with pytest.raises(AuthorityBroken):
        open_authority(tmp_path, name="A", now=NOW)


def test_a_seal_is_replaced_after_two_years_and_what_it_sealed_lasts_as_the_root(tmp_path: Path) -> None:
    first = open_authority(tmp_path, name="A", now=NOW)
    sooner, later = NOW + timedelta(days=729), NOW + timedelta(days=731)
    again = open_authority(tmp_path, name="A", now=sooner)
    assert [one.name for one in again.pairs] == [one.name for one in first.pairs]
    assert first.pairs[1].expires == first.pairs[0].expires == first.lasts_until(now=sooner)
    second = open_authority(tmp_path, name="A", now=later)
    assert second.anchors == first.anchors
    assert second.seal().certificate != first.seal().certificate


def test_a_half_written_key_of_a_crash_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "root.new").write_bytes(b"half")
    assert open_authority(tmp_path, name="A", now=NOW).anchors


def test_extra_anchors_are_trusted_too(tmp_path: Path) -> None:
    other = MemoryAuthority(now=NOW).anchors
    assert open_authority(tmp_path, name="A", now=NOW, extra_anchors=other).anchors[1:] == other


def test_lifetimes_end_with_the_root(tmp_path: Path) -> None:
    made = open_authority(tmp_path, name="A", now=NOW)
    root = x509.load_der_x509_certificate(made.anchors[0])
    late = NOW + timedelta(days=20 * 365 - 10)
    signer = x509.load_der_x509_certificate(made.issue(CertificateSubject("An"), now=late).certificate)
    assert signer.not_valid_after_utc <= root.not_valid_after_utc
    young = x509.load_der_x509_certificate(made.issue(CertificateSubject("An"), now=NOW).certificate)
    assert young.not_valid_after_utc == root.not_valid_after_utc  # no reader calls it expired earlier


def test_signatory_keys_never_touch_the_disk(tmp_path: Path) -> None:
    made = open_authority(tmp_path, name="A", now=NOW)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    made.issue(CertificateSubject("An"), now=NOW)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("person", "common"),
    [
        (CertificateSubject("Nguyễn Thế Thảo"), "Nguyen The Thao"),
        (CertificateSubject("猪瀬直樹", latin="Inose Naoki"), "Inose Naoki"),
        (CertificateSubject("猪瀬直樹", organisation="Tokyo"), "Tokyo"),
        (CertificateSubject("猪瀬直樹"), "Signatory"),
        (CertificateSubject("Николай Николайчук"), "Nikolai Nikolaichuk"),
        (CertificateSubject("x" * 200), "x" * 64),
    ],
)
def test_subjects_are_in_latin_letters(person: CertificateSubject, common: str) -> None:
    certificate = MemoryAuthority(now=NOW).issue(person, now=NOW).certificate
    assert subject(certificate) == common


def test_the_rest_of_the_subject_is_there_when_it_can_be_written() -> None:
    person = CertificateSubject("An", office="Chủ tịch", organisation="東京都", country="vn")
    certificate = MemoryAuthority(now=NOW).issue(person, now=NOW).certificate
    assert subject(certificate, NameOID.TITLE) == "Chu tich"
    assert subject(certificate, NameOID.COUNTRY_NAME) == "VN"
    names = x509.load_der_x509_certificate(certificate).subject
    assert names.get_attributes_for_oid(NameOID.ORGANIZATION_NAME) == []


def test_the_issuer_says_that_it_is_not_qualified() -> None:
    (root,) = MemoryAuthority(now=NOW).anchors
    assert "not qualified" in subject(root)
