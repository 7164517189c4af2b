"""What a file must be to be read at all."""

from __future__ import annotations

import io
import re
from functools import partial

import pikepdf
import pytest

from eventsys.signing.document.reading import open_pdf
from eventsys.signing.errors.files import DamagedFile


def test_a_file_whose_table_is_a_step_away_is_damaged_unless_somebody_only_looks() -> None:
    """What is signed or sealed is never guessed at; the judge of files that come in looks twice."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    off_by_one = partial(re.sub, rb"startxref\n(\d+)", lambda found: b"startxref\n%d" % (int(found[1]) + 1))
    pdf = off_by_one(out.getvalue())
    with pytest.raises(DamagedFile), open_pdf(pdf):
        pytest.fail("it was read")
    with open_pdf(pdf, strict=False) as reader:
        assert "/Pages" in reader.root
