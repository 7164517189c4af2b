"""Questions of the organisers' own for tests, made by their verb."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.registration.composer import service
from eventsys.registration.composer.models import CHOOSING, FormQuestion, QuestionKind
from eventsys.registration.kinds.models import Data
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from eventsys.registration.scans.documents import ReadDocument
from tests.support.planted import PLANTED

__all__ = ["addresses_of_a_question", "make_question", "plant_answer"]


def make_question(
    conference: Conference, kind: str = "text", label: str = "Size of shirt", **over: Any
) -> FormQuestion:
    """Put on the form; what is chosen from has two choices unless others are given."""
    asked = QuestionKind(kind)
    if asked in CHOOSING:
        over.setdefault("choices", [{"en": "Old town", "fr": "Vieille ville"}, {"en": "River"}])
    return service.add_question(conference, asked, label={"en": label}, by=SYSTEM, **over)


def plant_answer(delegate: Delegate) -> dict[str, dict[str, Any]]:
    """What nobody else has answered: wherever it appears, this person's answers appear. Beside it a document, and what its
    address says, by endpoint."""
    (words,) = PLANTED[Data.ANSWERS]
    asked = make_question(delegate.conference)
    questions.answer(delegate, {asked: words}, by=SYSTEM, now=clock.now())
    card = make_question(delegate.conference, "file", label="Press card")
    card_pdf, sheet = BytesIO(), pikepdf.new()
    sheet.add_blank_page()
    sheet.save(card_pdf)
    document = ReadDocument(card_pdf.getvalue(), 1)
    questions.answer_with_document(delegate, card, document, "card.jpg", by=SYSTEM, now=clock.now())
    page = {"question_id": card.public_id, "number": 1}
    return {"registration.document": {"question_id": card.public_id}, "registration.paper_page": page}


def addresses_of_a_question(conference: Conference) -> dict[str, dict[str, Any]]:
    """A question with choices, and what the addresses of its pages say, by endpoint."""
    tour = make_question(conference, "choice", label="Tour", help={"en": "By bus"})
    said = {"public_id": tour.public_id, "choice_id": tour.offered[0].public_id}
    pages = "question question_do question_choice question_choice_do question_places question_asked ask_again"
    return {f"registration.{page}": said for page in pages.split()}
