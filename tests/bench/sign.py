"""``size`` signatories sign one document in turn, each with a certificate and a drawing of their own.

``ratio``: our processor time for all of it over bare pyHanko's for the same drawings, certificates and fields.
``growth``: processor time of the last five signatures over that of the first five; ``bytes`` are those of the
finished file, ``bytes_per_signature`` the largest step.
"""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from tempfile import NamedTemporaryFile
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

from eventsys.pdf.layout.render import render
from eventsys.pdf.shaping.fonts import FONT_CSS
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.keeping.verifier import Verifier, check_added
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import field_box, prepare
from eventsys.signing.making.sign import seal, sign
from eventsys.signing.values.api import CertificateSubject, FieldSpec, Identity, SignatureText

__all__ = ["DEFAULT_SIZE", "run", "sealed", "signed"]

DEFAULT_SIZE = 50
_ENDS = 5
_POINT = "The cities here present will share what they know of water, of transport and of their heritage. "
_CITIES = (("Nguyễn Thế Thảo", "Hà Nội"), ("猪瀬直樹", "東京都"), ("Anan Suksawat", "กรุงเทพมหานคร"))
_FILL = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0))
Adder = Callable[[bytes, str, Identity, bytes, str, Verifier], bytes]


def sealed(size: int) -> tuple[bytes, MemoryAuthority]:
    """Forty points on paper with a box for each of ``size`` signatories, sealed."""
    now = datetime.now(UTC)
    authority = MemoryAuthority("Bench", now=now)
    points = "".join(f"<li>{_POINT * 4}</li>" for _ in range(40))
    boxes = "".join(
        f"<div class=box data-box='{name}'></div>" for name in ["seal", *map("s{}".format, range(size))]
    )
    html = f"<html lang=en><title>Declaration</title><h1>Declaration</h1><ol>{points}</ol>{boxes}"
    paper = render(html, css=[FONT_CSS, ".box{width:200pt;height:60pt;margin:4pt 0}"], variant="pdf/a-3a")
    blank = prepare(paper.pdf, [FieldSpec(name, box, title=name) for name, box in paper.boxes.items()])
    picture = appearance.draw(["Seal of the secretariat"], box=paper.boxes["seal"])
    text = SignatureText("Secretariat")
    return seal(blank, field="seal", by=authority.seal(), text=text, appearance=picture), authority


def _ours(pdf: bytes, field: str, by: Identity, picture: bytes, name: str, verifier: Verifier) -> bytes:
    """Signed, and looked at as it is before it is kept."""
    made = sign(pdf, field=field, by=by, text=SignatureText(name), appearance=picture)
    check_added(pdf, made, verifier)
    return made


def _bare(pdf: bytes, field: str, by: Identity, picture: bytes, name: str, _eyes: Verifier) -> bytes:
    """What pyHanko's own documentation does: no question asked before, nothing refused by name."""
    metadata = PdfSignatureMetadata(field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=name)
    out = io.BytesIO()
    with NamedTemporaryFile() as file:  # pyHanko takes a drawing from a file only
        file.write(picture)
        file.flush()
        style = StaticStampStyle.from_pdf_file(
            file.name, border_width=0, background_layout=_FILL, background_opacity=1.0
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer = PdfSigner(metadata, signer=by.take(), stamp_style=style)
        signer.sign_pdf(writer, existing_fields_only=True, output=out)
    return out.getvalue()


def _turn(pdf: bytes, authority: MemoryAuthority, number: int, add: Adder) -> tuple[bytes, float]:
    """The file with one more signature, and the processor time it took."""
    name, city = _CITIES[number % len(_CITIES)]
    started, field = time.process_time(), f"s{number}"
    picture = appearance.draw([name, "Chairman", city, "19 November 2013"], box=field_box(pdf, field))
    pen = authority.issue(CertificateSubject(name, organisation=f"City {number}"), now=datetime.now(UTC))
    verifier = Verifier(authority.anchors, authority.roots, (), datetime.now(UTC))
    return add(pdf, field, pen, picture, name, verifier), time.process_time() - started


def signed(pdf: bytes, authority: MemoryAuthority, turns: range) -> bytes:
    """The file after some have signed in turn."""
    for number in turns:
        pdf, _ = _turn(pdf, authority, number, _ours)
    return pdf


def run(size: int) -> dict[str, Any]:
    """The usual figures, see the package."""
    start, authority = sealed(size)
    signed(start, authority, range(min(2, size)))  # fonts and libraries are read once a process
    pdf = other = start
    mine, bare, sizes = [], [], [len(start)]
    for number in range(size):  # in turns, so that a busy machine is as hard on both
        pdf, seconds = _turn(pdf, authority, number, _ours)
        mine.append(seconds)
        sizes.append(len(pdf))
        other, seconds = _turn(other, authority, number, _bare)
        bare.append(seconds)
    ends = min(_ENDS, size)
    return {
        "seconds": round(sum(mine), 3),
        "per_second": round(size / sum(mine), 1),
        "cpu_seconds": round(sum(mine), 3),
        "seconds_per_signature": round(sum(mine) / size, 4),
        "growth": round(sum(mine[-ends:]) / sum(mine[:ends]), 2),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "bytes": len(pdf),
        "bytes_per_signature": max(later - earlier for earlier, later in pairwise(sizes)),
        "reference": "bare pyHanko, same drawings, certificates and fields, processor time",
        "ratio": round(sum(mine) / sum(bare), 2),
    }
