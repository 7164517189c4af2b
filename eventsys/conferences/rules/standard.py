"""The categories plenaries usually have, offered with one click."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["STANDARD_CATEGORIES", "StandardCategory"]


@dataclass(frozen=True, slots=True)
class StandardCategory:
    code: str
    en: str
    fr: str
    vi: str
    colour: str
    is_head: bool = False

    @property
    def name(self) -> dict[str, str]:
        return {"en": self.en, "fr": self.fr, "vi": self.vi}


# Every colour carries white words with a contrast of at least 4.5 to 1.
STANDARD_CATEGORIES = (
    StandardCategory(
        "head", "Head of delegation", "Chef de délégation", "Trưởng đoàn", "#8c1d2f", is_head=True
    ),
    StandardCategory("alternate", "Alternate", "Suppléant", "Đại biểu dự khuyết", "#a34a1f"),
    StandardCategory("delegate", "Delegate", "Délégué", "Đại biểu", "#1d4f8c"),
    StandardCategory("adviser", "Adviser", "Conseiller", "Cố vấn", "#3d5a80"),
    StandardCategory("expert", "Expert", "Expert", "Chuyên gia", "#0e5a6b"),
    StandardCategory("speaker", "Speaker", "Intervenant", "Diễn giả", "#5b3a8c"),
    StandardCategory("observer", "Observer", "Observateur", "Quan sát viên", "#565f6c"),
    StandardCategory("interpreter", "Interpreter", "Interprète", "Phiên dịch", "#7a5c00"),
    StandardCategory("press", "Press", "Presse", "Báo chí", "#1f6f43"),
    StandardCategory("staff", "Staff", "Équipe d'organisation", "Ban tổ chức", "#37424f"),
    StandardCategory("security", "Security", "Sécurité", "An ninh", "#16202e"),
    StandardCategory("vip", "VIP", "Personnalité", "Khách mời danh dự", "#7b1e5c"),
)
