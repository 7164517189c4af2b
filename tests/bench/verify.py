"""Verification of one document with ``size`` signatures, as the public page does it.

``ratio``: our processor time over that of pyHanko's own validation of all its signatures. That compares every
revision with every later one, so ``ratio_without_changes`` says what is left when it compares none, and looks
only at digests and certificates, of which we do more. ``growth``: time for a signature of the whole file over
that in a file with half of them (1 is linear).
"""

from __future__ import annotations

import io
import resource
import time
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.validation.validate import validate
from tests.bench.sign import sealed, signed

__all__ = ["DEFAULT_SIZE", "run"]

DEFAULT_SIZE = 50


def _bare(pdf: bytes, authority: MemoryAuthority, *, skip_diff: bool) -> float:
    started = time.process_time()
    roots = [x509.Certificate.load(anchor) for anchor in authority.anchors]
    reader = PdfFileReader(io.BytesIO(pdf))
    for one in reader.embedded_signatures:
        status = validate_pdf_signature(one, ValidationContext(trust_roots=list(roots)), skip_diff=skip_diff)
        if not status.valid:
            raise RuntimeError(f"pyHanko does not agree on {one.field_name}")
    return time.process_time() - started


def _ours(pdf: bytes, authority: MemoryAuthority) -> float:
    started = time.process_time()
    if not validate(pdf, authority.anchors, now=datetime.now(UTC)).valid:
        raise RuntimeError("the file is not valid")
    return time.process_time() - started


def run(size: int) -> dict[str, Any]:
    """The usual figures, see the package."""
    start, authority = sealed(size)
    half = signed(start, authority, range(size // 2))
    pdf = signed(half, authority, range(size // 2, size))
    _ours(start, authority)  # libraries are read once a process
    begun = time.perf_counter()
    mine = _ours(pdf, authority)
    elapsed = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each, each_of_half = mine / (size + 1), _ours(half, authority) / (size // 2 + 1)
    return {
        "seconds": round(elapsed, 3),
        "per_second": round(size / elapsed, 1),
        "cpu_seconds": round(mine, 3),
        "growth": round(each / each_of_half, 2),
        "peak_rss_mb": round(peak, 1),
        "bytes": len(pdf),
        "reference": "pyHanko's own validation of every signature, processor time",
        "ratio": round(mine / _bare(pdf, authority, skip_diff=False), 3),
        "ratio_without_changes": round(mine / _bare(pdf, authority, skip_diff=True), 2),
    }
