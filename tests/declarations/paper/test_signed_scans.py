"""A file that bears our own signatures is not filed as a scan of paper."""

from __future__ import annotations

import pytest

from eventsys.core.db import db
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.scans.errors import ScanIsSigned
from eventsys.declarations.stages import service as stages
from eventsys.files import service as files
from tests.declarations.factories import make_open, make_plenary, make_scan, signatory_of


@pytest.mark.usefixtures("app")
def test_our_own_signed_files_are_no_scans() -> None:
    """Filed as one, the document would lose what its signatures prove."""
    declaration = make_open(make_plenary(cities=2), points=1)
    scan = make_scan(declaration, [signatory_of(declaration, "Hanoi")])
    db.session.commit()
    for own in (stages.document(declaration), files.read(scan.sealed_digest)):
        with pytest.raises(ScanIsSigned):
            scans_documents.read_scan([own])
