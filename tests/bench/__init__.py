"""Benchmarks: ``python -m tests.bench NAME [--size N]`` prints one JSON line (DESIGN.md §10).

Each module here has ``DEFAULT_SIZE`` and ``run(size) -> dict``; they measure, they never fail for being slow.
"""
