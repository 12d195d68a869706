"""Tables as HTML: whatever the data says, it stays text; only addresses of the web and pages of ours are links."""

import re
from html.parser import HTMLParser

import pytest

from opc.tables import (
    Column,
    Link,
    MatrixRow,
    anchor,
    headline,
    is_web_address,
    matrix,
    page_address,
    table,
    together,
    words,
)

HOSTILE = [
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    "<!-- ",
    "]]>",
    "</td></tr></table>",
    "&lt;b&gt; &amp; &#60;",
    "甲\n乙\r\n丙\t丁",
    "<b>粗</b>",
    "`${alert(1)}`",
    "\u202eevil",
]
TABLE_TAGS = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "time"}
ATTRIBUTES = {"class", "tabindex", "role", "aria-label", "scope", "href", "target", "rel", "title"}


class Page(HTMLParser):
    """What a browser makes of HTML: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment

    def all(self, attribute: str) -> list[str | None]:
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


def harmless(text: str) -> Page:
    """Read HTML and see that it holds nothing but what tables are made of."""
    page = Page(text)
    assert page.open == []
    assert page.others == []
    assert {tag for tag, _ in page.tags} <= TABLE_TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    assert all(href.startswith(("http://", "https://", "./")) for href in page.all("href"))
    return page


def column(heading: str = "名称", **shape: bool) -> Column:
    return Column(heading, lambda row: row["cell"], **shape)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新华社 2026-02-05", "新华社 <time>2026-02-05</time>"),
        ("2026-02，B", "<time>2026-02</time>，B"),
        ("T/JNBDA 0005-2026", "T/JNBDA 0005-2026"),
        ("2026-2027", "2026-2027"),
        ("1-2026-02-05", "1-2026-02-05"),
        ("<b>2026-02-05</b>", "&lt;b&gt;<time>2026-02-05</time>&lt;/b&gt;"),
        ("2026-Q1", "2026-Q1"),
    ],
)
def test_a_date_is_marked_so_that_it_is_not_broken_and_all_else_stays_as_it_is(text, expected) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_cell_says_stays_text(words) -> None:
    page = harmless(table([{"cell": words}], [column()], "表"))
    assert "".join(page.texts) == f"表名称{words}"


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_heading_or_caption_says_stays_text(words) -> None:
    page = harmless(table([], [column(words)], words))
    assert "".join(page.texts) == words * 2
    assert page.all("aria-label") == [words]


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_link_says_stays_text_and_stays_in_its_attributes(words) -> None:
    address = f"https://example.org/?q={words}"
    page = harmless(table([{"cell": Link(words, address, words)}], [column()], "表"))
    assert page.all("href") == [address]
    assert page.all("title") == [words]
    assert "".join(page.texts) == f"表名称{words}"


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_matrix_says_stays_text(words) -> None:
    rows = [MatrixRow(words, [words, words]), MatrixRow(Link(words, "./city"), [words, ""], [1, 0])]
    page = harmless(matrix(rows, words))
    assert "".join(page.texts) == words * 6


NO_LINKS = [
    None,
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/hostname",
    "ftp://example.org",
    "//example.org",
    "/absolute",
    "../above",
    "example.org",
    "mailto:a@example.org",
    "http:example.org",
    " https://example.org",
]


@pytest.mark.parametrize("href", NO_LINKS)
def test_an_address_that_is_not_of_the_web_does_not_become_a_link(href) -> None:
    page = harmless(anchor(Link("来源", href, "标题")))
    assert page.tags == []
    assert page.texts == ["来源"]
    assert not is_web_address(href)


@pytest.mark.parametrize("href", ["http://example.org", "https://example.org/a?b=1&c=2#d", "https://例子.中国/文"])
def test_an_address_of_the_web_opens_beside_the_page_and_tells_the_other_site_nothing(href) -> None:
    page = harmless(anchor(Link("来源", href, "标题")))
    (tag, attributes), *others = page.tags
    assert (tag, others) == ("a", [])
    assert attributes == {"href": href, "target": "_blank", "rel": "noopener noreferrer", "title": "标题"}
    assert is_web_address(href)


def test_a_page_of_ours_opens_in_place() -> None:
    page = harmless(anchor(Link("济南", "./city?city=370100&lang=en")))
    assert page.tags == [("a", {"href": "./city?city=370100&lang=en", "target": "_self", "title": "济南"})]
    assert page.texts == ["济南"]


def test_the_address_of_a_page_holds_the_parameters_given_and_nothing_else() -> None:
    assert page_address("city") == "./city"
    assert page_address("overview", lang="en") == "./?lang=en"
    assert page_address("city", city="370100", lang=None, evidence="") == "./city?city=370100"
    assert page_address("overview", page="nowhere") == "./?page=nowhere"
    assert page_address("city", city='"><b>&x=1') == "./city?city=%22%3E%3Cb%3E%26x%3D1"


CELLS = [(None, ""), (0, "0"), (0.0, "0.0"), ("", ""), (12, "12"), ("超千家", "超千家")]


@pytest.mark.parametrize(("cell", "words"), CELLS)
def test_what_is_missing_is_an_empty_cell_and_zero_is_a_zero(cell, words) -> None:
    assert f"<td>{words}</td>" in table([{"cell": cell}], [column()], "表")


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("110余人", '<td class="whole">110余人</td>'),
        ("2026-02-05", '<td class="whole"><time>2026-02-05</time></td>'),
        ("more than 150 teams", "<td>more than 150\u00a0teams</td>"),
        ("2026-02-05 · B", '<td class="whole"><time>2026-02-05</time>\u00a0·\u00a0B</td>'),
        ("全市 · 证据 B", '<td>全市\u00a0· <span style="white-space:nowrap">证据\u00a0B</span></td>'),
        ("全市 · 证据 B\n7 座城市披露", "证据\u00a0B</span>\n7\u00a0座城市披露</td>"),
        ("published, evidence B", "<td>published, evidence\u00a0B</td>"),
        ("每个社区最高100万元，分三年拨付", "<td>每个社区最高100万元，分三年拨付</td>"),
    ],
)
def test_a_short_figure_or_date_is_not_broken_and_a_number_keeps_its_unit(cell, data) -> None:
    assert data in table([{"cell": cell}], [column()], "表")


def test_a_column_says_of_what_kind_its_cells_are() -> None:
    text = table([{"cell": 1}], [column(numeric=True), column(wide=True), column(whole=True), column()], "表")
    tags = Page(text).tags
    assert [given.get("class") for tag, given in tags if tag == "td"] == ["num", "wide", "whole", None]
    assert [given.get("scope") for tag, given in tags if tag == "th"] == ["col"] * 4


def test_every_row_is_a_row_of_the_table_and_the_region_can_be_reached_by_keyboard() -> None:
    page = harmless(table([{"cell": place} for place in range(3)], [column(), column()], "表"))
    assert [tag for tag, _ in page.tags].count("tr") == 4
    assert [tag for tag, _ in page.tags].count("td") == 6
    assert page.tags[0] == (
        "div", {"class": "opc-table", "tabindex": "0", "role": "region", "aria-label": "表"},
    )  # fmt: skip


def test_a_cell_of_a_matrix_is_tinted_by_how_full_it_is_and_never_by_tint_alone() -> None:
    rows = [MatrixRow("城市", ["团队"] * 5), MatrixRow("甲市", ["", "1 B", "3 B", "8 A", "20 A"], [0, 1, 3, 8, 20])]
    page = harmless(matrix(rows, "表"))
    cells = [attributes["class"] for tag, attributes in page.tags if tag == "td"]
    assert cells == ["none", "some", "more", "most", "most"]
    assert [attributes["scope"] for tag, attributes in page.tags if tag == "th"] == ["col"] * 6 + ["row"]


def test_a_matrix_with_a_count_missing_is_an_error_and_not_a_shorter_row() -> None:
    with pytest.raises(ValueError, match="zip"):
        matrix([MatrixRow("城市", ["团队"]), MatrixRow("甲市", ["1 B"], [])], "表")


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        (
            "每支团队对应多少资金：只有杭州算得出，需谨慎比较",
            ["每支团队对应多少资金：", "只有杭州算得出，", "需谨慎比较"],
        ),
        ("济南一人公司（OPC）简报", []),
        ("7 cities disclose OPC teams, none like for like", []),
    ],
)
def test_a_chinese_title_is_broken_behind_its_commas(title, clauses) -> None:
    shown = headline(title)
    assert re.findall(r'<span class="opc-clause">(.*?)</span>', shown) == clauses
    assert re.sub("<[^>]+>", "", shown) == title


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("每月需0.79–2个社区", ["0.79–2个"]),
        ("7 座城市公布了“OPC 团队”，17 座未披露", ["7 座", "“OPC 团队”", "17 座"]),
        ("自 2026-11-27 起每月需71.6家", ["71.6家"]),
        ("距期限 2026-12-31 还有 33 天，离目标100家还差80家", ["还有 33 天", "100家", "还差80家"]),
        ("Of 25 cities, 7 disclose 1.2 m teams", ["25 cities", "7 disclose", "1.2 m teams"]),
        ("D001 of 2026-11-27", []),
    ],
)
def test_a_title_does_not_part_a_number_from_what_it_counts(title, kept) -> None:
    assert re.findall(r'<span style="white-space:nowrap">(.*?)</span>', together(title)) == kept
