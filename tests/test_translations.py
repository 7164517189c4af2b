"""Every room speaks every language, and the tool that keeps the catalogs does what it says."""

import ast
import gettext
import importlib.util
import re
import sys
from pathlib import Path

import jinja2
import pytest

from eventsys.core.words import grammar

ROOT = Path(__file__).resolve().parent.parent


def load():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "script" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


translations = load()


@pytest.mark.parametrize("room", translations.rooms())
def test_a_room_is_translated_completely(room):
    assert translations.tend(room, check=True) == []


@pytest.fixture
def house(tmp_path):
    """A project of one room with one page, one plural and one word with a context."""
    (tmp_path / "eventsys" / "desk").mkdir(parents=True)
    (tmp_path / "eventsys" / "desk" / "__init__.py").write_text('"""The desk."""\n')
    (tmp_path / "eventsys" / "desk" / "rules.py").write_text(
        'welcome = _("Welcome, %(name)s!")\nleft = ngettext("%(num)s seat", "%(num)s seats", 2)\n'
        'may = pgettext("month", "May")\n'
    )
    (tmp_path / "templates" / "desk").mkdir(parents=True)
    (tmp_path / "templates" / "desk" / "page.html").write_text("{% trans %}Next person{% endtrans %}")
    return tmp_path


def translate(house, language, *pairs):
    """Fill in a catalog by hand, as a translator does."""
    path = translations.catalog_path("desk", language, house)
    text = path.read_text(encoding="utf-8")
    for original, translated in pairs:
        assert original in text
        text = text.replace(original, translated, 1)
    path.write_text(text, encoding="utf-8")


def translate_all(house):
    translate(
        house,
        "fr",
        (
            'seats"\nmsgstr[0] ""\nmsgstr[1] ""',
            'seats"\nmsgstr[0] "%(num)s place"\nmsgstr[1] "%(num)s places"',
        ),
        ('name)s!"\nmsgstr ""', 'name)s!"\nmsgstr "Bienvenue, %(name)s !"'),
        ('"May"\nmsgstr ""', '"May"\nmsgstr "mai"'),
        ('"Next person"\nmsgstr ""', '"Next person"\nmsgstr "Personne suivante"'),
    )
    translate(
        house,
        "vi",
        ('seats"\nmsgstr[0] ""', 'seats"\nmsgstr[0] "%(num)s chỗ"'),
        ('name)s!"\nmsgstr ""', 'name)s!"\nmsgstr "Kính chào %(name)s!"'),
        ('"May"\nmsgstr ""', '"May"\nmsgstr "tháng Năm"'),
        ('"Next person"\nmsgstr ""', '"Next person"\nmsgstr "Người tiếp theo"'),
    )


def test_untranslated_words_are_named_by_room_and_language(house):
    assert translations.tend("desk", root=house) == [
        f'desk/{language}: "{word}"'
        for language in ("fr", "vi")
        for word in ("Welcome, %(name)s!", "%(num)s seat", "May", "Next person")
    ]


def test_a_translated_room_is_in_order_and_the_same_bytes_come_again(house):
    translations.tend("desk", root=house)
    translate_all(house)
    assert translations.tend("desk", root=house) == []
    paths = [translations.catalog_path("desk", language, house) for language in ("fr", "vi")]
    before = [path.read_bytes() for path in paths]
    assert translations.tend("desk", root=house) == []
    assert [path.read_bytes() for path in paths] == before
    assert translations.tend("desk", check=True, root=house) == []
    assert not any(str(house).encode() in content or b"Date" in content for content in before)


def test_what_is_compiled_speaks_and_has_french_spaces(house):
    translations.tend("desk", root=house)
    translate_all(house)
    translations.tend("desk", root=house)
    with translations.catalog_path("desk", "fr", house).with_suffix(".mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    assert catalog.gettext("Welcome, %(name)s!") == "Bienvenue, %(name)s\u202f!"
    assert catalog.ngettext("%(num)s seat", "%(num)s seats", 0) == "%(num)s place"
    assert catalog.pgettext("month", "May") == "mai"


def test_words_that_are_gone_are_dropped_and_nothing_is_guessed(house):
    translations.tend("desk", root=house)
    translate_all(house)
    page = house / "templates" / "desk" / "page.html"
    page.write_text("{% trans %}Next person!{% endtrans %}")
    assert translations.tend("desk", root=house) == ['desk/fr: "Next person!"', 'desk/vi: "Next person!"']
    text = translations.catalog_path("desk", "fr", house).read_text(encoding="utf-8")
    assert "Personne suivante" not in text
    assert "fuzzy" not in text


def test_check_changes_nothing_and_fails_when_the_sources_moved_on(house):
    translations.tend("desk", root=house)
    translate_all(house)
    translations.tend("desk", root=house)
    before = translations.catalog_path("desk", "vi", house).read_bytes()
    (house / "eventsys" / "desk" / "rules.py").write_text('welcome = _("Welcome, %(name)s!")\n')
    assert translations.tend("desk", check=True, root=house) == [
        f"desk/{language}: the catalog is stale: run script/translations desk" for language in ("fr", "vi")
    ]
    assert translations.catalog_path("desk", "vi", house).read_bytes() == before


def test_placeholders_must_agree(house):
    translations.tend("desk", root=house)
    translate_all(house)
    translate(house, "vi", ("Kính chào %(name)s!", "Kính chào %(nam)s!"))
    assert translations.tend("desk", root=house) == [
        'desk/vi: "Welcome, %(name)s!" has placeholders that the original lacks: nam',
        'desk/vi: "Welcome, %(name)s!" loses placeholders: name',
    ]


def test_a_translation_may_ask_for_another_form_of_a_noun_where_the_original_asks_for_one(house):
    assert translations.FORMS == grammar.FORMS
    rules = house / "eventsys" / "desk" / "rules.py"
    rules.write_text('a = _("took part in %(the_title)s")\nb = _("Delegation: %(city)s")\n')
    translations.tend("desk", root=house)
    translate(
        house,
        "fr",
        ('the_title)s"\nmsgstr ""', 'the_title)s"\nmsgstr "a participé %(at_title)s"'),
        ('(city)s"\nmsgstr ""', '(city)s"\nmsgstr "Délégation %(of_city)s"'),
        ('"Next person"\nmsgstr ""', '"Next person"\nmsgstr "Personne suivante"'),
    )
    assert [fault for fault in translations.tend("desk", root=house) if fault.startswith("desk/fr")] == [
        'desk/fr: "Delegation: %(city)s" has placeholders that the original lacks: of_city',
        'desk/fr: "Delegation: %(city)s" loses placeholders: city',
    ]


WORDS = {"_", "_l", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext"}
FORMED = re.compile(rf"%\((?:{'|'.join(translations.FORMS)})\w+\)")


def python_messages():
    """(where, words, whether all forms are handed over) of each message that asks for a form of a noun."""
    for path in (ROOT / "eventsys").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WORDS:
                words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                yield path, words, any(keyword.arg is None for keyword in node.keywords)


def template_messages():
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701  # parsed, never rendered
    for path in (ROOT / "templates").rglob("*.*"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(jinja2.nodes.Call):
            if getattr(call.node, "name", "") in WORDS:
                words = [a.value for a in call.args if isinstance(a, jinja2.nodes.Const)]
                yield path, words, call.dyn_kwargs is not None


def test_a_message_that_asks_for_a_form_of_a_noun_is_given_all_of_its_forms():
    asking = [
        (str(path.relative_to(ROOT)), words, whole)
        for path, words, whole in (*python_messages(), *template_messages())
        if any(FORMED.search(str(word)) for word in words)
    ]
    assert asking
    assert [(path, words) for path, words, whole in asking if not whole] == []


def test_a_room_without_words_has_no_catalog(house):
    (house / "eventsys" / "silent").mkdir()
    (house / "eventsys" / "silent" / "__init__.py").write_text('"""Silent."""\n')
    assert translations.tend("silent", root=house) == []
    assert not (house / "eventsys" / "silent" / "translations").exists()


@pytest.mark.parametrize(
    ("typed", "set_right"),
    [
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Quoi?!", "Quoi\u202f?!"),
        ("Nom : %(name)s", "Nom\u00a0: %(name)s"),
        ("« oui ! »", "«\u202foui\u202f!\u202f»"),
        ("à 10:30, https://example.org/a?b=c", "à 10:30, https://example.org/a?b=c"),
        ('<a href="?page=2">Suite</a> !', '<a href="?page=2">Suite</a>\u202f!'),
        ("Paris &amp; Hanoï", "Paris &amp; Hanoï"),
        ("Nom\u202f:", "Nom\u202f:"),
    ],
)
def test_french_spaces(typed, set_right):
    assert translations.in_french(typed) == set_right
    assert list(translations.french_faults(set_right)) == []
    assert bool(list(translations.french_faults(typed))) == (typed != set_right)


#: The words of the field, each with the one word it has in French and Vietnamese.
TERMS = {
    r"\bcategor(y|ies)\b": (r"catégorie", r"thành phần"),
    r"\bquotas?\b": (r"quota", r"chỉ tiêu"),
    r"\bregistration desk\b": (r"guichet d’accueil", r"quầy đón tiếp"),
    r"\bprint runs?\b": (r"séries? d’impression", r"đợt in"),
    r"\bhome\b": (r"vue d’ensemble", r"tổng quan"),
    r"\bmilestones?\b": (r"jalon", r"mốc"),
    r"\bverif(y|ied|ication)\b": (r"vérifi", r"kiểm tra"),
    r"\bseal(s|ed)?\b": (r"sce(au|ll)", r"dấu"),
    r"\boutbox\b": (r"courrier sortant", r"thư đi"),
    r"\bfocal points?\b": (r"points? foca", r"đầu mối"),
    r"\bhost city\b": (r"ville hôte", r"thành phố đăng cai"),
    r"\bmember cit(y|ies)\b": (r"villes? membre", r"thành phố thành viên"),
    r"\bobservers?\b": (r"observat", r"quan sát viên"),
    r"\bpartners?\b": (r"partenaire", r"đối tác"),
    r"\bheads? of delegation\b": (r"chefs? de délégation", r"trưởng đoàn"),
    r"\bsignator(y|ies)\b": (r"signataire", r"ký"),
    r"\bquorum\b": (r"quorum", r"túc số"),
    r"\bamendments?\b": (r"amendement", r"sửa đổi"),
    r"\bcommitments?\b": (r"engagement", r"cam kết"),
    r"\bpledges?\b": (r"engagements? verba(l|ux)", r"cam kết bằng lời"),
    r"\babstentions?\b": (r"abstention", r"phiếu trắng"),
    r"\bdelegations?\b": (r"délégation", r"đoàn"),
    r"\baccess needs\b": (r"besoins d’accessibilité", r"nhu cầu hỗ trợ tiếp cận"),
    r"\bnameplates?\b": (r"plaques? nominative", r"biển tên"),
    r"\btable tents?\b": (r"chevalet", r"biển để bàn"),
    r"\bhand(ed)? over\b": (r"remett|remis", r"trao"),
    r"\breplace the badge\b": (r"rempla\w+ le badge", r"thay thẻ"),
    r"\bprint a copy\b": (r"imprimer une copie", r"in thêm một bản"),
}
#: Names of things in the markup of a badge's design, which are in no language.
MARKUP_WORDS = ("A place for words is an empty element", "var(--category)")


@pytest.mark.parametrize(("language", "place"), [("fr", 0), ("vi", 1)])
def test_one_word_for_one_thing(language, place):
    """As settled with the people who use it; a message that means another thing says it with another word."""
    strange = []
    for room in translations.rooms():
        path = translations.catalog_path(room, language)
        for message in translations.existing(path, language) if path.exists() else ():
            original = message.id if isinstance(message.id, str) else message.id[0]
            plain = re.sub(r"%\(\w+\)s", "", original)
            if not plain or plain.startswith(MARKUP_WORDS):
                continue
            said = " ".join(translations.forms(message)).casefold()
            strange += [
                (room, word, original, said)
                for word, wanted in TERMS.items()
                if re.search(word, plain, re.IGNORECASE) and not re.search(wanted[place], said)
            ]
    assert strange == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_rooms_agree_on_a_translation(language):
    """All catalogues are merged into one when the program runs: of two translations the later room's would win.
    A word that means two things is asked for with a context (``pgettext``) or in other words."""
    said = {}
    for room in translations.rooms():
        path = translations.catalog_path(room, language)
        for message in translations.existing(path, language) if path.exists() else ():
            one, *many = [message.id] if isinstance(message.id, str) else message.id
            by_room = said.setdefault((message.context, one, bool(many)), {})
            by_room[room] = translations.forms(message)
    said.pop((None, "", False))
    assert [(word, rooms) for word, rooms in said.items() if len({*map(tuple, rooms.values())}) > 1] == []


def test_french_elides_with_its_own_apostrophe():
    assert translations.in_french("Merci d'avoir répondu à l'appel de %(city)s") == (
        "Merci d’avoir répondu à l’appel de %(city)s"
    )
    assert translations.in_french("<a href='x'>d’ici</a>") == "<a href='x'>d’ici</a>"
