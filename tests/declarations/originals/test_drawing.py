"""A declaration is never sealed with a blank where a sign should stand."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState, ParagraphKind
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion.errors import NotDrawn
from eventsys.declarations.completion.service import check_ready
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.stages import queries as stages_queries
from eventsys.registration.people.models import Delegate
from tests.declarations.factories import make_adopted, make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")
NOWHERE = "\U000f1234"


def test_a_text_with_a_sign_that_no_font_has_does_not_become_final() -> None:
    declaration = make_declaration(make_plenary(cities=3))
    words = dict.fromkeys(declaration.languages, f"Cities meet {NOWHERE} every year.")
    paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(words), by=SYSTEM)
    with pytest.raises(NotDrawn, match=r"“Cities meet .*U\+F1234"):
        check_ready(declaration)


def test_a_name_that_no_font_has_is_told_before_anything_is_sealed() -> None:
    declaration = make_adopted()
    head = db.session.query(Delegate).filter_by(is_head=True).order_by(Delegate.id).first()
    head.native_name = f"鈴木{NOWHERE}"
    db.session.commit()
    with pytest.raises(NotDrawn) as refused:
        ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    db.session.rollback()
    assert refused.value.values["where"] == head.full_name
    assert "U+F1234" in refused.value.values["signs"]
    assert declaration.state == DeclarationState.ADOPTED
    assert stages_queries.stages(declaration) == []
    head.native_name = "葛\U000e0100城"
    db.session.commit()
    ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    assert declaration.state == DeclarationState.OPEN_FOR_SIGNATURE
