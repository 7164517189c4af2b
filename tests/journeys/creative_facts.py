"""Another network than the demonstration's: cities of ASEAN in the UNESCO Creative Cities Network, which met in Hanoi on
18 November 2023. Its cities, fields, place and day are public facts; the rules, the numbers and the people are invented.
"""

from __future__ import annotations

from datetime import date

__all__ = [
    "AMENDED",
    "BROUGHT",
    "CAME",
    "CITIES",
    "CONTACT",
    "DAY",
    "DECLARATION",
    "DECLINED",
    "HEADS",
    "NETWORK",
    "ORGANISERS",
    "PEOPLE",
    "POINTS",
    "PREAMBLE",
    "PROXY",
    "TITLE",
    "VENUE",
    "email_of",
    "focal_address",
    "people_of",
]

DAY = date(2023, 11, 18)
CONTACT = "secretariat@creative.example"
NETWORK = {"en": "Creative Cities of ASEAN", "fr": "Villes créatives de l’ASEAN"}
TITLE = {
    "en": "Conference of the UNESCO Creative Cities Network of ASEAN",
    "fr": "Conférence du Réseau des villes créatives de l’UNESCO de l’ASEAN",
}
VENUE = {"en": "Hanoi Museum", "fr": "Musée de Hanoï"}
ORGANISERS = (
    (
        {"en": "organised by", "fr": "organisée par"},
        {
            "en": "Hanoi Department of Culture and Sports",
            "fr": "Département de la culture et des sports de Hanoï",
        },
    ),
)

#: As a colleague's table has them: code, English, French, own script, country, standing, since, field.
CITIES = (
    ("HAN", "Hanoi", "Hanoï", "Hà Nội", "Viet Nam", "Member", "end of 2019", "design"),
    ("HOI", "Hoi An", "", "Hội An", "Vietnam", "full member", "2023", "crafts and folk art"),
    ("DLI", "Da Lat", "", "Đà Lạt", "VN", "Member", "2023", "music"),
    ("BKK", "Bangkok", "", "กรุงเทพมหานคร", "Thailand", "Member", "2019", "design"),
    ("CNX", "Chiang Mai", "", "เชียงใหม่", "Thailand", "Member", "2017", "crafts and folk art"),
    ("SIN", "Singapore", "Singapour", "Singapore", "Singapore", "Member", "2015", "design"),
    ("BDO", "Bandung", "", "Bandung", "Indonesia", "Member", "2015", "design"),
    ("JKT", "Jakarta", "", "Jakarta", "Indonesia", "Member", "2021", "literature"),
    ("KCH", "Kuching", "", "Kuching", "Malaysia", "Member", "2021", "gastronomy"),
    ("CEB", "Cebu City", "", "Cebu", "Philippines", "Member", "2019", "design"),
    ("ILO", "Iloilo City", "", "Iloilo", "Philippines", "Member", "2023", "gastronomy"),
    ("BTB", "Battambang", "", "បាត់ដំបង", "Cambodia", "Member", "2023", "gastronomy"),
    ("RGN", "Yangon", "Rangoun", "ရန်ကုန်", "Myanmar", "associate member", "", ""),
)
#: Six come; Chiang Mai is represented by Bangkok; the others decline.
CAME, PROXY = ("HAN", "HOI", "BKK", "SIN", "BDO", "BTB"), ("CNX", "BKK")
DECLINED = ("DLI", "JKT", "KCH", "CEB", "ILO", "RGN")

#: How many people each city sends, its head among them: a hundred.
PEOPLE = {"HAN": 74, "HOI": 6, "BKK": 6, "SIN": 5, "BDO": 5, "BTB": 4}
#: Family name, given name, which comes first, own script and its language.
HEADS = {
    "HAN": ("Nguyễn", "Thanh Bình", "family", "", ""),
    "HOI": ("Trần", "Ánh Tuyết", "family", "", ""),
    "BKK": ("Srisuk", "Siriporn", "given", "ศิริพร ศรีสุข", "th"),
    "SIN": ("Tan", "Hui Ling", "family", "陈慧玲", "zh-Hans"),
    "BDO": ("Wibowo", "Budi", "given", "", ""),
    "BTB": ("Sok", "Chantha", "family", "សុខ ចន្ថា", "km"),
}
_NAMES = {
    "HAN": (
        "Lê Phạm Hoàng Đỗ Vũ Bùi Đặng Ngô Dương",
        "Minh Khôi,Quang Huy,Thùy Dương,Đức Thắng,Ngọc Ánh,Hồng Hạnh,Văn Hưởng,Nhật Minh,Bảo Châu",
    ),
    "BKK": ("Jaidee Thongchai Wattana", "Somchai,Nattaya,Prasert"),
    "SIN": ("Lim Ng Goh", "Wei Ming,Mei Hua,Jun Jie"),
    "BDO": ("Santoso Lestari Nugroho", "Dewi,Agus,Ratna"),
    "BTB": ("Chea Kim Pich", "Sophea,Bopha,Rithy"),
}


def people_of(code: str) -> list[tuple[str, str]]:
    """Family and given names of those who come with a city's head."""
    families, givens = _NAMES.get(code, _NAMES["HAN"])
    pairs = [(family, given) for given in givens.split(",") for family in families.split()]
    return (pairs[::-1] if code == "HOI" else pairs)[: PEOPLE[code] - 1]


def email_of(code: str, number: int) -> str:
    """The head is number 0."""
    return f"{code.lower()}.{number}@creative.example"


def focal_address(code: str) -> str:
    return f"focal.{code.lower()}@creative.example"


DECLARATION = {
    "en": "Hanoi Statement of the Creative Cities of ASEAN",
    "fr": "Déclaration de Hanoï des villes créatives de l’ASEAN",
}
PREAMBLE = {
    "en": "Considering that culture and creativity renew our cities,",
    "fr": "Considérant que la culture et la créativité renouvellent nos villes,",
}
POINTS = {
    "en": (
        "We exchange our experience on cultural and creative resources.",
        "We work together, city with city, for sustainable development.",
        "We encourage the cities of the bloc to join the network.",
    ),
    "fr": (
        "Nous échangeons nos expériences sur les ressources culturelles et créatives.",
        "Nous coopérons, de ville à ville, pour le développement durable.",
        "Nous encourageons les villes du bloc à rejoindre le réseau.",
    ),
}
AMENDED = "We encourage all cities of the bloc to join the network."
BROUGHT = "Nous encourageons toutes les villes du bloc à rejoindre le réseau."
