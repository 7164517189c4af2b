from __future__ import annotations

import pytest

from eventsys.pdf.errors import BrokenStyle, UnsafeStyle
from eventsys.pdf.layout.sanitize import check_css, clean_html

GOOD = """@page { size: A6; margin: 0; @bottom-center { content: counter(page) } }
.card > b:hover::before { color: red; background: url(eventsys-image:logo) no-repeat; font: 12pt 'Noto Sans' }
/* a note */ @media print { .x { width: calc(1mm + 2%) } }
.c { background: url('eventsys-image:back'); content: "it’s } fine" }"""


def test_ordinary_styles_pass_unchanged() -> None:
    assert check_css(GOOD) == GOOD


@pytest.mark.parametrize(
    ("css", "line", "what"),
    [
        ("a{}\nb{background:url(https://x/)}", 2, "url(https://x/)"),
        ("a{}\n\n@import 'x';", 3, "@import"),
        ("@IMPORT url(x)", 1, "@IMPORT"),
        ("@media print{@import 'a';}", 1, "@import"),
        ("b{background:URL( 'data:a' )}", 1, "URL(data:a)"),
        ("@font-face{src:local(a)}", 1, "@font-face"),
        ("a{background:u\\72l(https://x)}", 1, "url(https://x)"),
        ("a{background:image-set('a.png' 1x)}", 1, "image-set(a.png)"),
        ("a{width:expression(1)}", 1, "expression(…)"),
        ("a{-moz-binding:x}", 1, "-moz-binding"),
        ("a{--x:url(//h)}", 1, "url(//h)"),
        ("a{background:url(x", 1, "url(x)"),
        ("</style><script>", 1, "</"),
        ("a{b:attr(data-x url)}", 1, "attr(… url)"),
        ("a{background:url()}", 1, "url()"),
    ],
)
def test_styles_that_reach_outside_are_refused_by_line(css: str, line: int, what: str) -> None:
    with pytest.raises(UnsafeStyle) as refused:
        check_css(css)
    assert refused.value.values == {"line": line, "what": what}


@pytest.mark.parametrize("css", ["a}}", "a{content:'x\n'}", "a{background:url(x y)}", "(" * 20_000])
def test_styles_that_cannot_be_read_are_refused_by_line(css: str) -> None:
    with pytest.raises(BrokenStyle) as refused:
        check_css(css)
    assert refused.value.values["line"] == 1


def test_html_loses_what_acts_or_fetches_and_nothing_else() -> None:
    dirty = (
        '<div class="a" data-slot="name" style="color:red" onclick="x()">{{ name }}'
        '<img src="eventsys-image:p" alt="x"><img src="https://x"><img src="/a"><script>1</script>'
        "<svg><image href=x></svg><b style='background:url(//x)'>b</b><a href='javascript:1'>x</a>"
        "<a href='https://ok/'>y</a><style>a{}</style><iframe src=x>z</iframe><form><input></form>"
        '<p lang="vi">Nguyễn</p></div>'
    )
    assert clean_html(dirty) == (
        '<div class="a" data-slot="name" style="color:red">{{ name }}'
        '<img src="eventsys-image:p" alt="x"><img><img>'
        '<b>b</b><a>x</a><a href="https://ok/">y</a><p lang="vi">Nguyễn</p></div>'
    )
