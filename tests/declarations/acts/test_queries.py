"""What other databases than the default one are strict about."""

from __future__ import annotations

import pytest

from eventsys.core.db import db
from eventsys.declarations.acts import queries
from tests.declarations.factories import make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")


def test_a_declaration_read_for_its_page_can_be_locked() -> None:
    """PostgreSQL locks no row that an outer join may lack: the page's loader joins the conference."""
    made = make_declaration(make_plenary(cities=1))
    slug, public_id, points = made.conference.slug, made.public_id, len(made.paragraphs)
    db.session.commit()
    db.session.expunge_all()
    found = queries.declaration_in(slug, public_id)
    assert queries.locked(found) is found
    assert len(found.paragraphs) == points
