"""Benchmarks: ``python -m tests.bench NAME [--size N]`` prints one JSON line.

Each module here has ``DEFAULT_SIZE`` and ``run(size) -> dict``; they measure, they never fail for being slow. The usual
figures: ``seconds`` and ``per_second``, ``cpu_seconds``, ``peak_rss_mb``, ``bytes``; for pages also ``requests`` and
``p95_ms``; and, from the same run, ``reference`` (what it is compared with, in words) and ``ratio``.
"""
