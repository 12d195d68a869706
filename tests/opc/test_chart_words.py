"""The words of a chart: nothing of the data becomes markup, links lead where they may, lines are broken and not cut."""

import re
from itertools import product
from urllib.parse import unquote

import pytest

from opc.charts import bullets
from opc.charts.beside import AFTER, BEFORE, ROOM_SMALL
from opc.charts.mark import Group, Mark
from opc.charts.stacked import ROOM_OF_NOTE
from opc.typeset import width
from tests.opc.conftest import view
from tests.opc.drawn import columns, dots, interval_dots_of_teams, lines, mark, missing, points, texts
from tests.opc.test_tables import HOSTILE, NO_LINKS, Page

CHART_TAGS = {"b", "span", "a"}
WORDS = ("label", "value", "note", "caution", "state")


def harmless(text: str) -> Page:
    """Read the little HTML that plotly knows and see that nothing but our own tags is in it."""
    page = Page(text)
    assert page.open == []
    assert page.others == []
    assert {tag for tag, _ in page.tags} <= CHART_TAGS
    for tag, attributes in page.tags:
        assert set(attributes) == {"b": set(), "span": {"style"}, "a": {"href", "target"}}[tag]
        assert re.fullmatch(r"(font-size:\d+px;)?color:#[0-9A-Fa-f]{6}", attributes.get("style", "color:#000000"))
        assert attributes.get("href", "https://").startswith(("http://", "https://"))
    return page


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("where", [*WORDS, "group", "missing label", "missing value", "missing note"])
def test_whatever_a_mark_says_stays_text(where, words) -> None:
    if where == "group":
        marks: list[Mark | Group] = [Group(words), mark(1, 1)]
    elif where.startswith("missing"):
        marks = [missing(**{where.removeprefix("missing "): words})]
    else:
        marks = [mark(1, 1, **{where: words})]
    for wide, draw in product((True, False), (interval_dots_of_teams, bullets)):
        spec = draw(marks, view(wide=wide))
        said = ["".join(harmless(line).texts) for line in texts(spec)]
        assert _without_breaks(words) in _without_breaks(" ".join(said))


def _without_breaks(words: str) -> str:
    """Words may be broken into lines between their parts."""
    return re.sub(r"\s+|·", "", words)


@pytest.mark.parametrize("words", ['a "quoted" name', "Xi'an & Co", "<5", "a > b"])
def test_plotly_shows_the_signs_themselves(words) -> None:
    # Plotly knows these names and numbers of characters, and shows any other entity as it is written.
    known = re.compile(r"&(?:(?:amp|lt|gt|nbsp|times|plusmn|deg|mu);|#\d+;|#x[0-9a-fA-F]+;)|[^&]")
    for line in texts(dots(mark(1, 1, label=words, value=words, note=words))):
        assert known.sub("", re.sub(r"<[^>]*>", "", line)) == ""


@pytest.mark.parametrize("href", NO_LINKS)
def test_an_address_that_is_not_of_the_web_does_not_become_a_link(href) -> None:
    for line in texts(dots(mark(1, 1, href=href))):
        assert not [tag for tag, _ in harmless(line).tags if tag == "a"]


@pytest.mark.parametrize("words", HOSTILE)
def test_an_address_cannot_leave_its_attribute(words) -> None:
    for line in texts(dots(mark(1, 1, href=f"https://example.org/{words}"))):
        harmless(line)


def test_the_words_of_a_figure_lead_to_its_document() -> None:
    spec = dots(mark(1, 1, value="51家", href="https://example.org/a?b=1&c=2"))
    page = harmless(texts(spec)[0])
    assert page.all("href") == ["https://example.org/a?b=1&c=2"]
    assert "51家" in page.texts


@pytest.mark.parametrize(
    ("path", "followed"), [("%B9%AB%CB%BE.htm", []), ("?rate=50%", ["?rate=50%25"]), ("%", ["%25"])]
)
def test_an_address_that_a_browser_cannot_decode_does_not_break_the_chart(path, followed) -> None:
    # Plotly calls decodeURI on each address, which raises where the escapes are not those of UTF-8, and draws nothing.
    lines = texts(dots(mark(1, 1, href=f"https://example.org/{path}")))
    addresses = [address for line in lines for address in harmless(line).all("href")]
    assert addresses == [f"https://example.org/{way}" for way in followed]
    for address in addresses:
        unquote(address, errors="strict")


@pytest.mark.parametrize("wide", [True, False])
def test_a_note_that_there_is_no_room_for_is_broken_between_its_parts(wide) -> None:
    parts = ["more than 150 teams", "Lingjie Mofang (Lingang)", "2026-01 · B"]
    for more in ({}, {"state": "order to the next not decided"}):
        spec = dots(mark(51, 51, note=" · ".join(parts), **more), wide=wide)
        said = ["".join(harmless(line).texts) for line in texts(spec)]
        assert all(width(line) <= (ROOM_SMALL if wide else ROOM_OF_NOTE) for line in said)
        assert all(any(part in line for line in said) for part in parts)


def test_words_stand_beside_the_mark_where_there_is_room_and_above_it_on_a_phone() -> None:
    row = mark(51, 51, note="全市 · 2026-02 · B", caution="首批", graded="caution")
    wide, narrow = dots(row), dots(row, wide=False)
    (dot,), (*_, lower) = points(wide), points(narrow)
    assert [("".join(harmless(words).texts)) for _, words in columns(wide)[AFTER]] == ["◐ 首批"]
    (first, _), (last, _) = columns(wide)[BEFORE]
    assert first < dot["y"][0] < last
    assert all(y < lower["y"][0] for y, _ in lines(narrow))
    assert wide["layout"]["height"] < narrow["layout"]["height"]


@pytest.mark.parametrize("wide", [True, False])
def test_a_caution_stands_before_what_else_there_is_and_its_second_line_below_its_first(wide) -> None:
    row = {
        "caution": " · ".join(["统计的是一人公司与小型团队", "仅一个社区", "比各城市最新的早180天以上"]),
        "graded": "caution",
    }
    lead = {"lead": "另有 2 条 D 级线索", "lead_href": "./city?evidence=D&city=440300"}
    said = ["".join(harmless_inside(line).texts) for line in texts(dots(mark(51, 51, **row, **lead), wide=wide))]
    first, *rest, last = said[said.index(next(line for line in said if line.startswith("◐"))) :]
    assert (first[-1], last) == ("·", lead["lead"])
    assert rest
    assert all(line.startswith("\u2003") for line in rest)


@pytest.mark.parametrize("drawn", [True, False])
@pytest.mark.parametrize("wide", [True, False])
def test_what_else_there_is_leads_to_a_page_of_ours_and_nowhere_else(drawn, wide) -> None:
    for href, links in (("./city?evidence=D&city=440300", 1), ("javascript:alert(1)", 0), ("https://example.org", 0)):
        row = mark(51, 51, lead="另有 2 条", lead_href=href) if drawn else missing(lead="另有 2 条", lead_href=href)
        found = [tag for line in texts(dots(row, wide=wide)) for tag in harmless_inside(line).tags if tag[0] == "a"]
        assert [attributes for _, attributes in found] == [{"href": href, "target": "_self"}] * links


def harmless_inside(text: str) -> Page:
    """The same as `harmless`, with links to pages of ours."""
    harmless(text.replace('href="./', 'href="https://'))
    return Page(text)


@pytest.mark.parametrize("wide", [True, False])
def test_the_note_of_a_grey_row_is_broken_and_not_cut(wide) -> None:
    parts = ["◐ counts OPCs and small teams", "one community only", "2 more leads of class D"]
    spec = dots(missing(value="more than 150 teams", note=" · ".join(parts)), missing(), wide=wide)
    said = ["".join(harmless(line).texts) for line in texts(spec)]
    assert all(any(part in line for line in said) for part in parts)
    assert len([shape for shape in spec["layout"]["shapes"] if shape["type"] == "rect"]) == 2
