"""Run one benchmark and print its figures as one line of JSON."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

_ALL = {path.stem for path in Path(__file__).parent.glob("*.py")}
NAMES = sorted(_ALL - {"__init__", "__main__", "desk", "server"})


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--size", type=int, help="how many records, sessions or rows")
    parser.add_argument("--no-photos", action="store_true", help="badges without photos")
    parser.add_argument(
        "--growth", action="store_true", help="badges: compare with a tenth of the size as well"
    )
    asked = parser.parse_args(arguments)
    bench = importlib.import_module(f"tests.bench.{asked.name}")
    size = bench.DEFAULT_SIZE if asked.size is None else asked.size
    if size < 1:
        parser.error("--size must be at least 1")
    options = {"photos": not asked.no_photos, "growth": asked.growth} if asked.name == "badges" else {}
    print(json.dumps({"name": asked.name, "size": size, **bench.run(size, **options)}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
