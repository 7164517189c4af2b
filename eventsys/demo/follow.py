"""What followed from the 12th plenary: what Tokyo promised Hanoi in their minutes, and Seoul in no text.

That these were promised is told by the reports; the French and Vietnamese wording is ours. Who spoke for Seoul, and in
which words, they do not tell: the register names the city alone. No dates were set.
"""

from __future__ import annotations

from eventsys.commitments.recording import service as recording
from eventsys.commitments.recording.service import Said, Terms
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.demo import facts
from eventsys.demo.stage import Stage
from eventsys.networks.registry import queries as registry_queries

__all__ = ["PROMISES", "follow_up"]

#: Tokyo's, in the order and in the words of the points of the minutes.
PROMISES: tuple[dict[str, str], ...] = (
    {"en": "easing smog", "fr": "réduction du smog", "vi": "giảm khói bụi"},
    {"en": "easing traffic congestion", "fr": "réduction des embouteillages", "vi": "giảm ùn tắc giao thông"},
    {
        "en": "management of clean water supply",
        "fr": "gestion de l’approvisionnement en eau propre",
        "vi": "quản lý cấp nước sạch",
    },
    {"en": "training of athletes", "fr": "formation des sportifs", "vi": "đào tạo vận động viên"},
    {
        "en": "education of Vietnamese students in Tokyo",
        "fr": "formation d’étudiants vietnamiens à Tokyo",
        "vi": "đào tạo sinh viên Việt Nam tại Tô-ky-ô",
    },
)
PLEDGE = {
    "en": "continued assistance in information technology",
    "fr": "poursuite de l’assistance dans le domaine des technologies de l’information",
    "vi": "tiếp tục hỗ trợ trong lĩnh vực công nghệ thông tin",
}
SPEAKER = {"en": "City of Seoul", "fr": "Ville de Séoul", "vi": "Thành phố Xơ-un"}
OCCASION = {
    "en": "At the 12th plenary meeting",
    "fr": "À la 12ᵉ réunion plénière",
    "vi": "Tại Hội nghị toàn thể lần thứ 12",
}


def follow_up(stage: Stage, agreement: Declaration) -> tuple[int, int]:
    """Tokyo's commitments to Hanoi, one from each point of the adopted ``agreement``, and Seoul's pledge.

    Returns (commitments, pledges). Raises :class:`ValueError` when the agreement has another number of points.
    """
    hanoi, tokyo, seoul = (registry_queries.city_by_code(code) for code in ("HAN", "TYO", "SEL"))
    points = [p for p in agreement.paragraphs if p.part == ParagraphKind.POINT]
    with stage.on(facts.ENDS, 17) as now:
        for point, promise in zip(points, PROMISES, strict=True):
            terms = Terms(owner=tokyo, partners=[hanoi], what=Localized(promise))
            recording.record_commitment(agreement, terms, point=point, by=stage.secretariat, now=now)
        said = Said(by=Localized(SPEAKER), on=ImpreciseDate.parse("2013-11"), where=Localized(OCCASION))
        terms = Terms(owner=seoul, partners=[hanoi], what=Localized(PLEDGE))
        recording.record_pledge(stage.conference, terms, said, by=stage.secretariat, now=now)
    return len(PROMISES), 1
