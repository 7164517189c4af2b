from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from eventsys.pdf.layout.render import Box, EmbeddedFile, render
from eventsys.pdf.shaping.fonts import FONT_CSS
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.house.certificates import Pair, identity
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import prepare
from eventsys.signing.making.sign import seal, sign
from eventsys.signing.values.api import CertificateSubject, FieldSpec, Identity, SignatureText
from tests.support.certificates import issue

NOW = datetime.now(UTC)
SIGNATORIES = {
    "sig:hanoi": ("Nguyễn Thế Thảo", "Nguyen The Thao", "Hà Nội"),
    "sig:tokyo": ("猪瀬直樹", "Inose Naoki", "東京都"),
    "sig:yangon": ("လှမြင့်", "Hla Myint", "ရန်ကုန်"),
}


class KnownAuthority(MemoryAuthority):
    """Tells what the house keeps to itself: its root, and the serial numbers it has given out."""

    def __init__(self, name: str, *, now: datetime) -> None:
        super().__init__(name, now=now)
        self.serials: list[int] = []

    @property
    def root(self) -> Pair:
        return self._root

    def issue(self, person: CertificateSubject, *, now: datetime) -> Identity:
        pen = super().issue(person, now=now)
        self.serials.append(x509.load_der_x509_certificate(pen.certificate).serial_number)
        return pen

    def mute(self, *, now: datetime) -> Identity:
        """A certificate for encryption, not for signing."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = issue(self._root, key.public_key(), now=now, name="Mute", uses=("key_agreement",))
        return identity(Pair(made, key), times=1)


@pytest.fixture(scope="session")
def authority() -> KnownAuthority:
    return KnownAuthority("Văn phòng Đại hội", now=NOW)


@pytest.fixture(scope="session")
def draft() -> tuple[bytes, dict[str, Box]]:
    """A declaration in PDF/A-3a and PDF/UA-1 with its record inside, and where its boxes are."""
    cells = "".join(f"<div class=box data-box='{name}'></div>" for name in ["seal", *SIGNATORIES])
    html = f"<html lang=en><title>Declaration</title><h1>Declaration</h1><p>One point.</p>{cells}"
    sheet = ".box{width:200pt;height:60pt;margin:4pt 0}"
    record = EmbeddedFile("record.json", b'{"points":1}')
    paper = render(html, css=[FONT_CSS, sheet], variant="pdf/a-3a+ua-1", attachments=[record])
    return paper.pdf, dict(paper.boxes)


@pytest.fixture(scope="session")
def prepared(draft: tuple[bytes, dict[str, Box]]) -> bytes:
    pdf, boxes = draft
    return prepare(pdf, [FieldSpec(name, box, title=f"Signature {name}") for name, box in boxes.items()])


@pytest.fixture(scope="session")
def sealed(prepared: bytes, draft: tuple[bytes, dict[str, Box]], authority: MemoryAuthority) -> bytes:
    picture = appearance.draw(["Seal of the secretariat"], box=draft[1]["seal"])
    return seal(
        prepared,
        field="seal",
        by=authority.seal(),
        text=SignatureText("Secretariat", reason="Adopted text"),
        appearance=picture,
    )


Sign = Callable[[bytes, str], bytes]


@pytest.fixture(scope="session")
def add(draft: tuple[bytes, dict[str, Box]], authority: MemoryAuthority) -> Sign:
    """Let one of SIGNATORIES sign."""

    def one(pdf: bytes, field: str) -> bytes:
        name, latin, city = SIGNATORIES[field]
        return sign(
            pdf,
            field=field,
            by=authority.issue(CertificateSubject(name, latin=latin), now=NOW),
            text=SignatureText(name, location=city),
            appearance=appearance.draw([name, "Chairman", city, "19 November 2013"], box=draft[1][field]),
        )

    return one


@pytest.fixture(scope="session")
def stages(sealed: bytes, add: Sign) -> list[bytes]:
    """Sealed; then each signature on top of the last."""
    found = [sealed]
    for field in SIGNATORIES:
        found.append(add(found[-1], field))
    return found


@pytest.fixture(scope="session")
def signed(stages: list[bytes]) -> bytes:
    return stages[-1]
