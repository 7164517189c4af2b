"""Signing with a certificate of one's own from a shell: a file, and a token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from eventsys.cli import group, main
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.signing.house.certificates import Pair
from eventsys.signing.trust.vouching import CertificatePath
from eventsys.signing.validation.validate import validate
from tests.declarations.ceremony.test_ceremony import everyone_agrees
from tests.declarations.ceremony.test_own_certificates import again, declaration, ministry, trusted
from tests.declarations.factories import make_open, make_plenary, signatory_of
from tests.support.certificates import PASSWORD, issue, make_authority, store
from tests.support.tokens import LIBRARY, PIN, Tokens

__all__ = ["again", "declaration", "ministry", "trusted"]  # fixtures


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(group, "application", lambda: app)

    def invoke(*arguments: object, typed: str = "") -> Result:
        db.session.commit()
        return CliRunner().invoke(main, ["declaration", "sign", *map(str, arguments)], input=typed)

    return invoke


def test_a_file_from_the_shell(run: Any, declaration: Declaration, ministry: Pair, tmp_path: Path) -> None:
    path = tmp_path / "own.p12"
    path.write_bytes(store(ministry, now=clock.now()))
    hanoi = (declaration.public_id, signatory_of(declaration, "Hanoi").public_id)
    wrong = run(*hanoi, "--p12", path, typed="nonsense\n")
    assert (wrong.exit_code, wrong.output.splitlines()[-1]) == (
        2,
        "Error: The password of the certificate file is not right.",
    )
    assert "nonsense" not in wrong.output
    done = run(*hanoi, "--p12", path, typed=f"{PASSWORD}\n")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Nguyễn Thế Thảo has signed for Hanoi")
    assert PASSWORD not in done.output
    assert signatory_of(again(declaration), "Hanoi").way == Way.OWN_CERTIFICATE


def test_what_does_not_go_together_is_told(run: Any, declaration: Declaration, tmp_path: Path) -> None:
    path = tmp_path / "own.p12"
    path.write_bytes(b"0")
    number, ids = declaration.public_id, [s.public_id for s in signatories_queries.signatories(declaration)]
    for arguments, told in (
        ((*ids, "--p12", path), "name one signatory"),
        ((*ids, "--pkcs11", LIBRARY), "name one signatory"),
        ((ids[0], "--p12", path, "--pkcs11", LIBRARY), "--p12 or with --pkcs11"),
        ((ids[0], "--token", "x"), "go with --pkcs11"),
    ):
        ended = run(number, *arguments)
        assert (ended.exit_code, told in ended.output) == (2, True)


@pytest.mark.usefixtures("tokens")
def test_a_token_signs_every_original_from_the_shell(
    run: Any, declaration: Declaration, tmp_path: Path
) -> None:
    hanoi = (declaration.public_id, signatory_of(declaration, "Hanoi").public_id)
    for arguments, typed, told in (
        (("--pkcs11", "/nowhere.so"), "", "Error: /nowhere.so cannot be used as a PKCS#11 library."),
        (("--pkcs11", LIBRARY, "--token", "x"), "", "Error: There is no such token. Found: “mayor”."),
        (
            ("--pkcs11", LIBRARY),
            "000000\n",
            "Error: The PIN is not right. Tokens lock themselves after a few wrong ones.",
        ),
        (("--pkcs11", LIBRARY, "--cert-label", "x"), f"{PIN}\n", "certificate with its key on this token."),
    ):
        ended = run(*hanoi, *arguments, typed=typed)
        assert (ended.exit_code, told in ended.output.splitlines()[-1]) == (2, True), ended.output
    assert signatory_of(again(declaration), "Hanoi").state == SignatoryState.EXPECTED
    done = run(*hanoi, "--pkcs11", LIBRARY, "--token", "mayor", "--cert-label", "pen", typed=f"{PIN}\n")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Nguyễn Thế Thảo has signed for Hanoi")
    assert PIN not in done.output
    found = signatory_of(again(declaration), "Hanoi")
    assert (found.state, found.way) == (SignatoryState.SIGNED, Way.TOKEN)
    for number in (1, 2):
        everyone_agrees(stages.document(declaration, number), 2, tmp_path / "signed.pdf")


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory, ministry: Pair) -> Tokens:
    made = Tokens(tmp_path_factory.mktemp("hsm"))
    made.make("mayor")
    made.add("mayor", "pen", lambda key: issue(ministry, key, now=clock.now()), kind="ec")
    return made


@pytest.mark.usefixtures("tokens")
def test_nobody_waits_while_a_pin_is_typed(
    declaration: Declaration, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another signature goes through while the token's holder looks for the PIN."""
    others = signatory_of(declaration, "Bangkok").public_id

    def typing() -> str:
        assert not db.session().in_transaction()
        found = acts_queries.get_declaration(declaration.public_id)
        other = next(s for s in signatories_queries.signatories(found) if s.public_id == others)
        service.sign(other, by=SYSTEM, now=clock.now())
        db.session.commit()
        return PIN

    monkeypatch.setattr("eventsys.cli.texts.signing._pin", typing)
    hanoi = (declaration.public_id, signatory_of(declaration, "Hanoi").public_id)
    assert run(*hanoi, "--pkcs11", LIBRARY).exit_code == 0
    assert len(validate(stages.document(again(declaration)), authority().anchors).signatures) == 3


def test_a_signature_that_verification_would_not_count_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a certificate to slip through, the file itself is looked at before it becomes a stage."""
    made = make_open(make_plenary(cities=1), points=1)
    before = stages.document(made)
    stranger = make_authority("Nobody", now=clock.now())
    monkeypatch.setattr(
        "eventsys.signing.own.identities.find_path", lambda *_, **__: CertificatePath(b"", (), b"")
    )
    pen = service.identity_in_file(store(stranger, now=clock.now()), PASSWORD, originals=1, now=clock.now())
    with pytest.raises(Exception, match="comes from nobody whom this site knows"):
        service.sign(signatory_of(made, "Bangkok"), by=SYSTEM, now=clock.now(), pen=pen)
    db.session.rollback()
    assert stages.document(again(made)) == before
