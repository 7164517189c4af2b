"""The authority over the years: rotation, revocation, backup, and where its lists are named."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.house import (
    AuthorityBroken,
    AuthorityThere,
    BackupUnreadable,
    PasswordShort,
    RootAhead,
    RootEnded,
    SealAhead,
)
from eventsys.signing.house import certificates
from eventsys.signing.house.authority import BuiltInAuthority, open_authority, read_authority, revoke, rotate
from eventsys.signing.house.backup import backup, restore
from eventsys.signing.making.sign import seal
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import CertificateSubject, Problem, SignatureText, Verdict
from tests.signing.conftest import NOW

PASSWORD = "a long enough one"
Draft = tuple[bytes, dict[str, Box]]


def opened(folder: Path) -> BuiltInAuthority:
    return open_authority(folder, name="House", now=NOW)


def sealed_by(authority: BuiltInAuthority, prepared: bytes, draft: Draft) -> bytes:
    text = SignatureText("Secretariat")
    return seal(prepared, field="seal", by=authority.seal(), text=text, appearance=draft[0])


def test_a_stamper_s_certificate_lasts_five_years() -> None:
    root = certificates.make_root("House", now=NOW)
    made = x509.load_der_x509_certificate(certificates.make_time_stamper(root, now=NOW).der)
    assert made.not_valid_after_utc == NOW.replace(microsecond=0) + timedelta(days=1825)


def test_after_a_rotation_the_old_root_stays_trusted_and_issues_no_more(
    tmp_path: Path, prepared: bytes, draft: Draft
) -> None:
    before = opened(tmp_path)
    old = sealed_by(before, prepared, draft)
    after = rotate(tmp_path, name="House", now=NOW)
    assert after.anchors[1:] == before.anchors
    assert opened(tmp_path).anchors == after.anchors
    new = sealed_by(after, prepared, draft)
    assert validate(old, after.anchors).valid
    assert validate(new, after.anchors).valid
    assert validate(new, before.anchors).verdict is Verdict.UNTRUSTED
    again = rotate(tmp_path, name="House", now=NOW)
    assert set(after.anchors) < set(again.anchors)
    assert [path.stat().st_mode & 0o777 for path in tmp_path.glob("*.pem")] == [0o600] * 4


def test_a_revoked_seal_counts_no_more_and_is_replaced(tmp_path: Path, prepared: bytes, draft: Draft) -> None:
    first = opened(tmp_path)
    pdf = sealed_by(first, prepared, draft)
    serial = x509.load_der_x509_certificate(first.seal().certificate).serial_number
    assert revoke(tmp_path, serial, now=NOW)
    assert not revoke(tmp_path, serial, now=NOW)
    house = opened(tmp_path)
    lists = house.revocation_lists(now=NOW)
    report = validate(pdf, house.anchors, crls=lists)
    assert (report.verdict, report.signatures[0].problem) == (Verdict.UNTRUSTED, Problem.REVOKED)
    assert validate(sealed_by(house, prepared, draft), house.anchors, crls=lists).valid
    assert any("revoked" in line for line in house.describe()) is False  # neither root nor the new seal


def test_lists_of_all_roots_are_told_by_name(tmp_path: Path) -> None:
    opened(tmp_path)
    revoke(tmp_path, 0xABC, now=NOW)
    house = rotate(tmp_path, name="House", now=NOW)
    lists = [x509.load_der_x509_crl(der) for der in house.revocation_lists(now=NOW)]
    roots = [x509.load_der_x509_certificate(der) for der in house.anchors]
    assert [one.is_signature_valid(root.public_key()) for one, root in zip(lists, roots, strict=True)] == [
        True
    ] * 2  # type: ignore[arg-type]
    assert {row.serial_number for one in lists for row in one} == {0xABC}
    assert house.revocation_list("somebody’s", now=NOW) is None


@pytest.mark.parametrize("url", ["", "https://plenary.example.org/authority"])
def test_certificates_name_the_lists_only_where_others_reach_them(tmp_path: Path, url: str) -> None:
    house = open_authority(tmp_path, name="House", now=NOW, lists_url=url)
    pen = x509.load_der_x509_certificate(house.issue(CertificateSubject("An"), now=NOW).certificate)
    points = [one for one in pen.extensions if isinstance(one.value, x509.CRLDistributionPoints)]
    named = [str(name.value) for one in points for point in one.value for name in point.full_name]
    assert [name.startswith(f"{url}/crl.der?root=") for name in named] == [True] * bool(url)


def test_a_backup_comes_back_whole_and_only_with_its_password(
    tmp_path: Path, prepared: bytes, draft: Draft
) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    opened(home)
    revoke(home, 0xABC, now=NOW)
    house = rotate(home, name="House", now=NOW)
    data = backup(home, PASSWORD)
    assert b"PRIVATE KEY" not in data
    for wrong in (data[:-1], data[:40], b"hello", b""):
        with pytest.raises(BackupUnreadable):
            restore(other, wrong, PASSWORD)
    with pytest.raises(BackupUnreadable):
        restore(other, data, "another password")
    restore(other, data, PASSWORD)
    back = opened(other)
    assert (back.anchors, back.seal().certificate) == (house.anchors, house.seal().certificate)
    assert validate(sealed_by(back, prepared, draft), house.anchors).valid
    assert (other / "revoked").read_text() == (home / "revoked").read_text()
    with pytest.raises(AuthorityThere):
        restore(home, data, PASSWORD)
    with pytest.raises(PasswordShort):
        backup(home, "short")


def test_a_spoilt_list_of_revocations_is_named(tmp_path: Path) -> None:
    opened(tmp_path)
    (tmp_path / "revoked").write_text("hello\n")
    with pytest.raises(AuthorityBroken, match="revoked"):
        open_authority(tmp_path, name="House", now=NOW + timedelta(days=1))


YEAR = timedelta(days=365)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_reading_makes_renews_and_replaces_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    assert read_authority(folder, extra_anchors=(b"x",)).anchors == (b"x",)
    assert not folder.exists()
    made = open_authority(folder, name="House", now=NOW)
    before = contents(folder)
    read = read_authority(folder)
    assert (read.anchors, len(read.revocation_lists(now=NOW + 25 * YEAR))) == (made.anchors, 1)
    rotate(folder, name="House", now=NOW)
    assert read_authority(folder).roots[1:] == made.roots
    for name, data in before.items():
        (folder / name).write_bytes(data)
    (folder / "root.pem").unlink()
    with pytest.raises(AuthorityBroken):
        read_authority(folder)


def test_nothing_is_signed_before_the_root_or_the_seal_begins(tmp_path: Path) -> None:
    """A clock that ran ahead made them; what to do is told, and helps."""
    opened(tmp_path)
    with pytest.raises(RootAhead):
        open_authority(tmp_path, name="House", now=NOW - timedelta(days=1))
    ahead = open_authority(tmp_path, name="House", now=NOW + 5 * YEAR)  # a seal of its own
    with pytest.raises(SealAhead) as refused:
        opened(tmp_path)
    serial = f"{ahead.pairs[1].certificate.serial_number:x}"
    assert f"revoke {serial}" in str(refused.value)
    assert revoke(tmp_path, int(serial, 16), now=NOW)
    assert opened(tmp_path).pairs[1].begins <= NOW
    rotate(tmp_path, name="House", now=NOW - timedelta(days=1))
    assert open_authority(tmp_path, name="House", now=NOW - timedelta(days=1)).pairs[0].begins < NOW


def test_after_the_end_of_the_root_nothing_is_signed_and_everything_verified(
    tmp_path: Path, prepared: bytes, draft: Draft
) -> None:
    pdf = sealed_by(opened(tmp_path), prepared, draft)
    after = NOW + 21 * YEAR
    with pytest.raises(RootEnded):
        open_authority(tmp_path, name="House", now=after)
    read = read_authority(tmp_path)
    assert validate(pdf, read.anchors, crls=read.revocation_lists(now=after), now=after).valid
    assert rotate(tmp_path, name="House", now=after).roots[1:] == read.roots
