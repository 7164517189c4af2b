"""One bit is flipped at ``size`` places spread over a signed file, and each file is verified.

``missed`` are the places at which nobody noticed, or another reason was given: it must be empty. ``ratio``:
our processor time for a changed file over that for the genuine one.
"""

from __future__ import annotations

import resource
import time
from typing import Any

from eventsys.signing.validation.validate import validate
from tests.bench.sign import sealed, signed
from tests.signing.forging import flips, told_apart

__all__ = ["DEFAULT_SIZE", "run"]

DEFAULT_SIZE = 2000
_SIGNATURES = 3


def run(size: int) -> dict[str, Any]:
    """The usual figures (see the package), and ``missed``."""
    start, authority = sealed(_SIGNATURES)
    pdf = signed(start, authority, range(_SIGNATURES))
    began = time.process_time()
    if not validate(pdf, authority.anchors).valid:
        raise RuntimeError("the genuine file is not valid")
    genuine = time.process_time() - began
    began, clock = time.process_time(), time.perf_counter()
    missed = [place for place, changed in flips(pdf, size) if not told_apart(changed, authority.anchors)]
    cpu, elapsed = time.process_time() - began, time.perf_counter() - clock
    return {
        "seconds": round(elapsed, 3),
        "per_second": round(size / elapsed, 1),
        "cpu_seconds": round(cpu, 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "bytes": len(pdf),
        "missed": missed,
        "reference": "verification of the unchanged file",
        "ratio": round(cpu / size / genuine, 2),
    }
