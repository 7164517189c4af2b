"""What is known of the network and of its 12th plenary (Hanoi, 18 and 19 November 2013)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = [
    "CITIES", "DECLARATION", "DELEGATION_SIZES", "ENDS", "NETWORK", "ORGANISERS", "POINTS", "PREAMBLE", "ROOMS", "SESSIONS",
    "STARTS", "THEMES", "TITLE", "VENUE", "CityFacts", "Talk",
]  # fmt: skip

STARTS, ENDS = date(2013, 11, 18), date(2013, 11, 19)

NETWORK = {
    "code": "ANMC21",
    "name": {
        "en": "Asian Network of Major Cities 21",
        "fr": "Réseau des grandes villes d’Asie du 21ᵉ siècle",
        "vi": "Mạng lưới các thành phố lớn châu Á thế kỷ 21",
    },
    "founded": "2000-08",
    "plenary_every_months": 12,
    "rules": {
        "next_host_decided_by": "plenary", "repeat_host_discouraged": True, "substitute_allowed": True, "proxy_allowed": True,
    },
}  # fmt: skip

TITLE = {
    "en": "12th Plenary Meeting of the Asian Network of Major Cities 21",
    "fr": "12ᵉ réunion plénière du Réseau des grandes villes d’Asie du 21ᵉ siècle",
    "vi": "Hội nghị toàn thể lần thứ 12 Mạng lưới các thành phố lớn châu Á thế kỷ 21",
}
THEMES = (
    {"en": "Urban planning", "fr": "Aménagement urbain", "vi": "Quy hoạch đô thị"},
    {"en": "Urban energy", "fr": "Énergie urbaine", "vi": "Năng lượng đô thị"},
)
ORGANISERS = (
    (
        {"en": "organised by", "fr": "organisée par", "vi": "đơn vị tổ chức"},
        {
            "en": "People’s Committee of Hanoi",
            "fr": "Comité populaire de Hanoï",
            "vi": "Ủy ban nhân dân thành phố Hà Nội",
        },
    ),
    (
        {"en": "in coordination with", "fr": "en coordination avec", "vi": "phối hợp với"},
        {"en": "Secretariat of ANMC21", "fr": "Secrétariat d’ANMC21", "vi": "Ban thư ký ANMC21"},
    ),
)
VENUE = {"en": "Hanoi Daewoo Hotel", "fr": "Hôtel Hanoi Daewoo", "vi": "Khách sạn Hà Nội Daewoo"}
#: Invented: the reports name the hotel, not its rooms.
ROOMS = (
    ({"en": "Grand Ballroom", "fr": "Grande salle", "vi": "Đại sảnh"}, 300),
    ({"en": "Song Hong Room", "fr": "Salle Song Hong", "vi": "Phòng Sông Hồng"}, 120),
)


@dataclass(frozen=True, slots=True)
class CityFacts:
    """A city of the registry and its standing in the network."""

    code: str
    name: dict[str, str]
    native: str
    country: str
    zone: str
    status: str
    joined: str
    leader: dict[str, str]


def _city(code: str, en: str, fr: str, vi: str, native: str, country: str, zone: str, leader: tuple[str, str, str],
          joined: str = "2001", status: str = "member") -> CityFacts:  # fmt: skip
    office = dict(zip(("en", "fr", "vi"), leader, strict=True))
    return CityFacts(code, {"en": en, "fr": fr, "vi": vi}, native, country, zone, status, joined, office)


_MAYOR = ("Mayor", "Maire", "Thị trưởng")
_GOVERNOR = ("Governor", "Gouverneur", "Thống đốc")
CITIES = (
    _city("BKK", "Bangkok", "Bangkok", "Băng Cốc", "กรุงเทพมหานคร", "TH", "Asia/Bangkok", _GOVERNOR),
    _city("BJS", "Beijing", "Pékin", "Bắc Kinh", "北京", "CN", "Asia/Shanghai", _MAYOR, status="former"),
    _city("DEL", "Delhi", "Delhi", "Delhi", "दिल्ली", "IN", "Asia/Kolkata", ("Chief Minister", "Ministre en chef", "Thủ hiến")),
    _city("HAN", "Hanoi", "Hanoï", "Hà Nội", "Hà Nội", "VN", "Asia/Ho_Chi_Minh",
          ("Chairman of the People’s Committee", "Président du Comité populaire", "Chủ tịch Ủy ban nhân dân")),
    _city("JKT", "Jakarta", "Jakarta", "Gia-các-ta", "Jakarta", "ID", "Asia/Jakarta", _GOVERNOR),
    _city("KUL", "Kuala Lumpur", "Kuala Lumpur", "Cu-a-la Lăm-pơ", "Kuala Lumpur", "MY", "Asia/Kuala_Lumpur", _MAYOR),
    _city("MNL", "Metropolitan Manila", "Métro Manille", "Đại đô thị Ma-ni-la", "Kalakhang Maynila", "PH", "Asia/Manila",
          ("Chairman of the Metropolitan Manila Development Authority",
           "Président de l’Autorité de développement du Grand Manille", "Chủ tịch Cơ quan Phát triển Đại đô thị Ma-ni-la")),
    _city("SEL", "Seoul", "Séoul", "Xơ-un", "서울", "KR", "Asia/Seoul", _MAYOR),
    _city("SIN", "Singapore", "Singapour", "Xin-ga-po", "Singapore", "SG", "Asia/Singapore",
          ("Minister for National Development", "Ministre du Développement national", "Bộ trưởng Phát triển quốc gia")),
    _city("TPE", "Taipei", "Taipei", "Đài Bắc", "臺北", "TW", "Asia/Taipei", _MAYOR),
    _city("TYO", "Tokyo", "Tokyo", "Tô-ky-ô", "東京都", "JP", "Asia/Tokyo", _GOVERNOR),
    _city("TOF", "Tomsk", "Tomsk", "Tôm-xcơ", "Томск", "RU", "Asia/Tomsk", _GOVERNOR, joined="2012-06"),
    _city("ULN", "Ulaanbaatar", "Oulan-Bator", "U-lan Ba-to", "Улаанбаатар", "MN", "Asia/Ulaanbaatar", _MAYOR, joined="2012-06"),
    _city("RGN", "Yangon", "Rangoun", "Y-an-gun", "ရန်ကုန်", "MM", "Asia/Yangon", _MAYOR),
)  # fmt: skip

#: 93 people took part. The sizes of Bangkok, Delhi, Hanoi, Jakarta and Kuala Lumpur are public; the others are invented
#: so that the total is right. Delhi was unable to attend.
DELEGATION_SIZES = {
    "BKK": 25, "DEL": 0, "HAN": 29, "JKT": 3, "KUL": 1,
    "MNL": 4, "SEL": 7, "SIN": 4, "TPE": 4, "TYO": 8, "TOF": 3, "ULN": 3, "RGN": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talk:
    """A session. Items and their order are the real ones; times of day are invented. ``speakers`` are city codes."""

    kind: str
    title: dict[str, str]
    day: int
    start: str
    end: str
    room: int | None
    chair: str | None = None
    speakers: tuple[str, ...] = ()
    rapporteur: str | None = None


SESSIONS = (
    Talk("ceremony", {"en": "Opening ceremony", "fr": "Cérémonie d’ouverture", "vi": "Lễ khai mạc"}, 18, "08:30", "09:15", 0, "HAN"),
    Talk("dialogue", {
        "en": "Urban planning: issues of implementing current urban planning projects",
        "fr": "Aménagement urbain : la mise en œuvre des projets en cours",
        "vi": "Quy hoạch đô thị: các vấn đề trong triển khai quy hoạch hiện nay",
    }, 18, "09:30", "11:30", 0, "HAN", ("BKK", "SEL", "TOF"), "SIN"),
    Talk("break", {"en": "Lunch", "fr": "Déjeuner", "vi": "Ăn trưa"}, 18, "11:30", "13:30", None),
    Talk("dialogue", {
        "en": "Policy of urban energy in Asia",
        "fr": "Politiques de l’énergie en zone urbaine en Asie",
        "vi": "Chính sách năng lượng đô thị ở châu Á",
    }, 18, "13:30", "15:30", 0, "TYO", ("KUL", "TPE", "ULN"), "MNL"),
    Talk("plenary", {
        "en": "Reports on the implementation of joint projects",
        "fr": "Rapports sur la mise en œuvre des projets communs",
        "vi": "Báo cáo tình hình thực hiện các dự án chung",
    }, 18, "15:45", "17:30", 0, "HAN", ("TYO", "SIN"), "JKT"),
    Talk("plenary", {
        "en": "Conference on the promotion of investment, trade and tourism",
        "fr": "Conférence sur la promotion de l’investissement, du commerce et du tourisme",
        "vi": "Hội nghị xúc tiến đầu tư, thương mại và du lịch",
    }, 19, "08:30", "10:30", 1, "HAN", ("JKT", "RGN"), "KUL"),
    Talk("ceremony", {
        "en": "Adoption and signature of the Hanoi Declaration",
        "fr": "Adoption et signature de la Déclaration de Hanoï",
        "vi": "Thông qua và ký Tuyên bố Hà Nội",
    }, 19, "10:45", "12:00", 0, "HAN"),
    Talk("tour", {"en": "Fact-finding tour", "fr": "Visite d’étude", "vi": "Tham quan thực tế"}, 19, "13:30", "16:00", None),
    Talk("ceremony", {"en": "Closing ceremony", "fr": "Cérémonie de clôture", "vi": "Lễ bế mạc"}, 19, "16:30", "17:15", 0, "HAN"),
)  # fmt: skip

DECLARATION = {
    "en": "Hanoi Joint Declaration",
    "fr": "Déclaration commune de Hanoï",
    "vi": "Tuyên bố chung Hà Nội",
}
#: Invented: the reports give the five points, not the preamble.
PREAMBLE = (
    {
        "en": "We, the representatives of the member cities of the Asian Network of Major Cities 21, gathered in Hanoi on "
              "18 and 19 November 2013 for the 12th Plenary Meeting,",
        "fr": "Nous, représentants des villes membres du Réseau des grandes villes d’Asie du 21ᵉ siècle, réunis à Hanoï les "
              "18 et 19 novembre 2013 pour la 12ᵉ réunion plénière,",
        "vi": "Chúng tôi, đại diện các thành phố thành viên Mạng lưới các thành phố lớn châu Á thế kỷ 21, họp tại Hà Nội "
              "trong hai ngày 18 và 19 tháng 11 năm 2013 nhân Hội nghị toàn thể lần thứ 12,",
    },
    {
        "en": "Having exchanged views on urban planning and on the policy of urban energy in Asia, have agreed on the following:",
        "fr": "Ayant échangé leurs vues sur l’aménagement urbain et sur les politiques de l’énergie en zone urbaine en Asie, "
              "sommes convenus de ce qui suit :",
        "vi": "Sau khi trao đổi ý kiến về quy hoạch đô thị và chính sách năng lượng đô thị ở châu Á, đã nhất trí những điểm sau:",
    },
)  # fmt: skip
POINTS = (
    {
        "en": "To strengthen cooperation and the sharing of experience in planning management and socio-economic development.",
        "fr": "Renforcer la coopération et le partage d’expériences dans la gestion de l’aménagement et le développement "
              "socio-économique.",
        "vi": "Tăng cường hợp tác và chia sẻ kinh nghiệm trong quản lý quy hoạch và phát triển kinh tế – xã hội.",
    },
    {
        "en": "To work together on solving energy problems.",
        "fr": "Œuvrer ensemble au règlement des problèmes énergétiques.",
        "vi": "Cùng nhau giải quyết các vấn đề năng lượng.",
    },
    {
        "en": "To carry out new initiatives and take part in evaluating the effectiveness of projects.",
        "fr": "Mettre en œuvre de nouvelles initiatives et participer à l’évaluation de l’efficacité des projets.",
        "vi": "Triển khai các sáng kiến mới và tham gia đánh giá hiệu quả của các dự án.",
    },
    {
        "en": "To improve the mechanisms and policies that attract investment in trade and tourism, support businesses in "
              "seeking opportunities for cooperation, and exchange more information.",
        "fr": "Perfectionner les mécanismes et les politiques d’attrait de l’investissement dans le commerce et le tourisme, "
              "soutenir les entreprises dans la recherche d’opportunités de coopération et renforcer l’échange d’informations.",
        "vi": "Hoàn thiện cơ chế, chính sách thu hút đầu tư trong thương mại và du lịch, hỗ trợ doanh nghiệp tìm kiếm cơ hội "
              "hợp tác và tăng cường trao đổi thông tin.",
    },
    {
        "en": "To hold the 13th Plenary Meeting in Tomsk in 2014.",
        "fr": "Tenir la 13ᵉ réunion plénière à Tomsk en 2014.",
        "vi": "Tổ chức Hội nghị toàn thể lần thứ 13 tại Tôm-xcơ năm 2014.",
    },
)  # fmt: skip

#: Of Hanoi and Tokyo; the fields of cooperation are the real ones, their wording is invented.
MINUTES = {"en": "Minutes of Cooperation", "fr": "Procès-verbal de coopération", "vi": "Biên bản hợp tác"}
MINUTES_PARTIES = {
    "HAN": {
        "en": "the People’s Committee of Hanoi", "fr": "le Comité populaire de Hanoï", "vi": "Ủy ban nhân dân thành phố Hà Nội",
    },
    "TYO": {
        "en": "the Tokyo Metropolitan Government", "fr": "le Gouvernement métropolitain de Tokyo",
        "vi": "Chính quyền Thủ đô Tô-ky-ô",
    },
}  # fmt: skip
MINUTES_PREAMBLE = {
    "en": "Wishing to deepen the friendship between the two capitals, have agreed that Tokyo will support Hanoi in the following:",
    "fr": "Désireux d’approfondir l’amitié entre les deux capitales, sont convenus que Tokyo apportera son concours à Hanoï "
          "dans les domaines suivants :",
    "vi": "Mong muốn tăng cường tình hữu nghị giữa hai thủ đô, đã nhất trí rằng Tô-ky-ô sẽ hỗ trợ Hà Nội trong các lĩnh vực sau:",
}  # fmt: skip
MINUTES_POINTS = (
    {"en": "Easing smog.", "fr": "La réduction du smog.", "vi": "Giảm khói bụi."},
    {
        "en": "Easing traffic congestion.", "fr": "La réduction des embouteillages.", "vi": "Giảm ùn tắc giao thông.",
    },
    {
        "en": "The management of clean water supply.", "fr": "La gestion de l’approvisionnement en eau propre.",
        "vi": "Quản lý cấp nước sạch.",
    },
    {"en": "The training of athletes.", "fr": "La formation des sportifs.", "vi": "Đào tạo vận động viên."},
    {
        "en": "The education of Vietnamese students in Tokyo.", "fr": "La formation d’étudiants vietnamiens à Tokyo.",
        "vi": "Đào tạo sinh viên Việt Nam tại Tô-ky-ô.",
    },
)  # fmt: skip
