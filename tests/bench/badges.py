"""Badges by the print engine: names of all scripts mixed, QR, and a photo each (300 JPEGs
of 25 kB, told apart by a comment, so that every badge stores its own).

``ratio``: WeasyPrint's processor time for one document of 200 badges of the same design, names, codes and
photos, over ours, each badge for itself. ``ratio_back``: the same with a back. ``limit_ratio``: ours over what
pikepdf takes to open and save the finished file. ``single_ms``: one badge from a warm process; ``desk_ms``: a click at the
desk, see desk.py. ``growth``
compares with a tenth of the size. Each figure comes from a process of its own; compiling the designs counts.
"""

from __future__ import annotations

import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf

from eventsys.pdf.sheets.impose import Sides, print_pdf, write_single
from eventsys.pdf.stamping.stamp import stamp
from tests.pdf.samples import BACK, back_record, design, photo, records, weasyprint_pdf

DEFAULT_SIZE = 10_000
_REFERENCE, _POOL, _SINGLES = 200, 300, 50
_ROOT = Path(__file__).resolve().parents[2]


def run(size: int, *, photos: bool = True, growth: bool = False) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        target = str(Path(folder) / "run.pdf")
        ours = _apart("engine", size, photos, False, target)
        limit = _apart("save", target, str(Path(folder) / "saved.pdf"))
        both = _apart("engine", min(size, 2_000), photos, True, target)
        small = _apart("engine", max(1, size // 10), photos, False, target) if growth else None
    reference, reference_back = (
        _apart("reference", photos, back)["cpu"] / _REFERENCE for back in (False, True)
    )
    figures = {
        "photos": photos,
        "seconds": round(ours["seconds"], 3),
        "per_second": round(size / ours["seconds"], 1),
        "cpu_seconds": round(ours["cpu"], 3),
        "peak_rss_mb": round(ours["peak"], 1),
        "bytes": ours["size"],
        "reference": f"WeasyPrint, one document of {_REFERENCE}",
        "ratio": round(reference / (ours["cpu"] / size), 1),
        "ratio_back": round(reference_back / (both["cpu"] / min(size, 2_000)), 1),
        "limit_ratio": round(ours["cpu"] / limit["cpu"], 2),
        "single_ms": round(_apart("single", photos)["milliseconds"], 2),
        **_apart("desk", photos),
    }
    return figures if small is None else {**figures, "growth": round(ours["cpu"] / small["cpu"], 2)}


def _apart(name: str, *arguments: object) -> dict[str, Any]:
    """Call a function of this module in a fresh process."""
    code = "import sys; from tests.bench import badges; badges.main(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps([name, arguments])],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(asked: str) -> None:
    name, arguments = json.loads(asked)
    print(json.dumps(_WORKS[name](*arguments)))


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    seconds, cpu = time.perf_counter(), time.process_time()
    value = work()
    return time.perf_counter() - seconds, time.process_time() - cpu, value


def _pool(photos: bool) -> list[bytes]:
    return [photo(seed) for seed in range(_POOL)] if photos else []


def _sides(size: int, pool: list[bytes], back: bool) -> Iterator[Sides]:
    for number, (code, record) in enumerate(records(size, pool)):
        images = {"photo": _unlike(record.images["photo"], number)} if pool else {}
        behind = stamp(design(code, "back"), back_record()) if back else None
        yield Sides(stamp(design(code), replace(record, images=images)), behind)


def _unlike(jpeg: bytes, number: int) -> bytes:
    """The same picture, told apart by a comment."""
    return jpeg[:2] + b"\xff\xfe\x00\x0a%08d" % number + jpeg[2:]


def _engine(size: int, photos: bool, back: bool, target: str) -> dict[str, Any]:
    pool = _pool(photos)
    made, cpu_made, _ = _timed(
        lambda: sum(1 for _ in records(size, pool))
    )  # what making records costs is not ours
    seconds, cpu, printed = _timed(
        lambda: print_pdf(Path(target), _sides(size, pool, back), title="Badges", language="en")
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds - made, "cpu": cpu - cpu_made, "peak": peak, "size": printed.size}


def _save(source: str, target: str) -> dict[str, Any]:
    def work() -> None:
        with pikepdf.open(source) as document:
            document.save(target)

    _, cpu, _ = _timed(work)
    return {"cpu": cpu}


def _reference(photos: bool, back: bool) -> dict[str, Any]:
    pages = list(records(_REFERENCE, _pool(photos)))
    weasyprint_pdf(pages[:1])  # fonts are found
    _, cpu, _ = _timed(lambda: weasyprint_pdf(pages, back=BACK if back else ""))
    return {"cpu": cpu}


def _single(photos: bool) -> dict[str, Any]:
    people = list(records(_SINGLES + 20, _pool(photos)))

    def work(asked: list[Any]) -> None:
        for code, record in asked:
            write_single((design(code), record), title="Badge", language="en")

    work(people[:20])
    _, cpu, _ = _timed(lambda: work(people[20:]))
    return {"milliseconds": 1000 * cpu / _SINGLES}


def _desk(photos: bool) -> dict[str, Any]:
    desk = importlib.import_module("tests.bench.desk")  # the whole house: no memory of the engine's own
    figures: dict[str, Any] = desk.figures(photos)
    return figures


_WORKS = {"engine": _engine, "save": _save, "reference": _reference, "single": _single, "desk": _desk}
