"""What a conformance checker has against a PDF."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import page
import pikepdf

__all__ = ["complaints"]

_LENGTH = "STREAM-LENGTH-001"


def complaints(pdf: bytes, profile: str) -> list[tuple[str, str]]:
    """Rule and message of all that page-validation finds against ``profile`` (``3a``, ``2u``, ``ua1``).

    It takes a stream whose last octet happens to be a carriage return (one compressed stream in 256) for one octet
    too short, since it reads it as part of the line's end; in a file with such a stream that is left out.
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        failures = page.validate_pdf(file.name, profile=profile).failures
    found = [(failure.rule_id, failure.message) for failure in failures]
    excused = _LENGTH if _ends_in_return(pdf) else "none"
    return [(rule, message) for rule, message in found if not rule.endswith(excused)]


def _ends_in_return(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = (thing for thing in document.objects if isinstance(thing, pikepdf.Stream))
        return any(bytes(stream.read_raw_bytes()).endswith(b"\r") for stream in streams)
