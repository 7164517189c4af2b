"""Charts: the values come out as drawing and as table, and hostile labels stay text."""

import re
from datetime import date
from xml.etree import ElementTree as ET

from eventsys.core import charts


def parsed(markup):
    return ET.fromstring(str(markup))  # noqa: S314  # our own output


def cells(markup):
    rows = parsed(markup).findall(".//tbody/tr")
    return [[cell.text or "" for cell in row] for row in rows]


def rows(markup):
    """Words, number and width of each bar of the list."""
    found = []
    for item in parsed(markup).findall(".//ul[@class='chart-rows']/li"):
        words, number = item[0].findall("span")
        found.append((words.text, number.text, item.find(".//rect[@class='chart-bar']").get("width")))
    return found


def test_bars_share_the_largest_value():
    chart = charts.bars([("Hà Nội", 40), ("東京都", 10), ("Томск", 0)], title="By city")
    assert rows(chart) == [("Hà Nội", "40", "100.00%"), ("東京都", "10", "25.00%"), ("Томск", "0", "0.00%")]


def test_the_drawing_is_hidden_from_screen_readers_which_read_the_list():
    root = parsed(charts.bars([("Hà Nội", 1)], title="By city"))
    assert [svg.get("aria-hidden") for svg in root.iter("svg")] == ["true"]
    assert root.find("figcaption").text.strip() == "By city"


def test_the_whole_and_each_bar_lead_to_their_lists():
    whole = charts.Whole(1234, "/all")
    root = parsed(
        charts.bars([("Hà Nội", 3), ("東京都", 1)], title="t", urls=["/h"], whole=whole, note="more")
    )
    assert [(a.get("href"), "".join(a.itertext())) for a in root.iter("a")] == [
        ("/all", "1,234"),
        ("/h", "Hà Nội 3"),
    ]
    assert root.find("p").text == "more"
    days = parsed(charts.daily([(date(2013, 10, 1), 1234)], title="t", whole=whole))
    assert [a.get("href") for a in days.iter("a")] == ["/all"]


def test_daily_fills_missing_days_and_sums_up():
    chart = charts.daily(
        [(date(2013, 10, 3), 4), (date(2013, 10, 1), 2), (date(2013, 10, 3), 1)],
        title="By day",
        unit="a day",
        total="so far",
    )
    assert cells(chart) == [["1 October 2013", "2", "2"], ["3 October 2013", "5", "7"]]
    plot = parsed(chart).find(".//svg/svg")
    assert plot.get("viewBox") == "0 0 3 100"
    assert plot.find("polyline").get("points") == "0.5,71.43 1.5,71.43 2.5,0.00"
    assert [column.get("height") for column in plot.findall("rect")] == ["40.00", "100.00"]


def test_numbers_and_days_speak_the_language_of_the_page():
    chart = str(charts.daily([(date(2013, 10, 1), 1234)], title="Par jour", lang="fr"))
    assert "1\u202f234" in chart
    assert "1ᵉʳ octobre 2013" in chart


def test_nothing_to_show_is_still_a_chart():
    assert rows(charts.bars([], title="By city")) == []
    assert cells(charts.daily([], title="By day")) == []


def test_labels_are_text_and_there_is_no_style_attribute():
    chart = str(
        charts.bars([("<script>alert(1)</script>", 1)], title="<b>")
        + charts.daily([(date(2013, 1, 1), 1)], title="t")
    )
    assert "<script" not in chart
    assert "<b>" not in chart
    assert re.search(r"\sstyle=", chart) is None
