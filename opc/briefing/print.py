"""A briefing as two pages to print and send (PDF), more where it needs them, set by Typst with an embedded font."""

import json
import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from opc.briefing.content import Bar, Briefing, Chart, Section, Table
from opc.tables import is_web_address
from opc.text import t
from opc.theme import THEMES
from opc.wording import number

TEMPLATE = Path(__file__).with_name("print.typ")
FONT = "Noto Sans SC"
# What stands on which page; the rest is in the document and the workbook.
FIRST, SECOND = ("standing", "comparison", "places"), ("progress", "money", "policies", "disclosure")
# The sections whose tables hold rows of other cities, which may be cut; all others are of the city itself.
OF_OTHERS = ("comparison", "places", "money")
# How many rows of others are tried, the most first, until all stands on two pages. What is cited is always listed and
# the rows of the city are all there: what does not fit then takes a further page.
FITS, PAGES = (8, 6, 5, 4, 3), 2
# A section of more rows may go on overleaf.
UNBROKEN = 12
MOST_COLUMNS = 5
# A table of more columns says nothing where it is cut to those; with all of them and three of its rows, every other
# table of two pages has room for one row or none. So its message stands alone.
WIDEST = 8
# Where an axis may end, in parts of a power of ten.
ENDS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
# The signs of a chart, in the order of its key.
KEYS = ("exact", "at_least", "at_most", "range", "caution")


def pdf_bytes(briefing: Briefing) -> bytes:
    """The pages of a briefing: two with what they have room for, or as many as it takes, one after the other."""
    tried = (_data(briefing, rows) for rows in FITS)
    data = next((data for data in tried if _pages(data) == PAGES), _data(briefing, FITS[0], is_parted=False))
    return _compiled(data, "pdf")[0]


def _compiled(data: dict[str, Any], kind: str) -> list[bytes]:
    """The pages as SVG, or all of them as one PDF."""
    pages = typst.compile(
        TEMPLATE,
        format=kind,
        font_paths=[Path(pylopdf_fonts_zh_cn.sans_path()).parent],
        ignore_system_fonts=True,
        # The font has no heavy cross.
        sys_inputs={"data": json.dumps(data, ensure_ascii=False).replace("✕", "×")},
    )
    return pages if isinstance(pages, list) else [pages]


def _pages(data: dict[str, Any]) -> int:
    return len(_compiled(data, "svg"))


def _data(briefing: Briefing, rows: int, is_parted: bool = True) -> dict[str, Any]:
    lang = briefing.lang
    return {
        "lang": lang,
        "font": FONT,
        "colours": {name: THEMES["light"][name] for name in ("ink", "grey", "line", "accent", "caution")},
        "product": f"{t('app.name', lang)} · {t('app.other_name', lang)}",
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        "single": briefing.single,
        "stamp": briefing.stamp,
        "made_on": briefing.made_on,
        "link": briefing.link,
        "view": t("paper.view", lang),
        "parted": is_parted,
        "first": [_section(section, rows, briefing) for section in briefing.sections if section.key in FIRST],
        "second": [_section(section, rows, briefing) for section in briefing.sections if section.key in SECOND],
        "sources_title": t("paper.sources", lang),
        "sources": [
            {
                "number": source.number,
                "citation": source.citation,
                "url": source.url if is_web_address(source.url) else None,
            }
            for source in briefing.sources
        ],
    }


def _section(section: Section, rows: int, briefing: Briefing) -> dict[str, Any]:
    # A chart says what its table says; two pages hold one of them: the chart where it has the city itself.
    chart = section.chart if section.chart and any(bar.is_own for bar in section.chart.bars) else None
    table, said = None if chart else section.table, section.paragraphs[:2]
    rows = rows if section.key in OF_OTHERS or not table else len(table.rows)
    if table and len(table.headings) > WIDEST:
        table, said = None, (t("paper.table_elsewhere", briefing.lang, caption=table.caption),)
    return {
        "title": section.title,
        "paragraphs": list(said),
        "sources": "".join(f"[{number}]" for number in section.sources),
        "chart": _chart(chart, rows, briefing.lang) if chart else None,
        "table": _table(table, rows, briefing) if table and rows else None,
        "breakable": rows > UNBROKEN,
    }


def _chart(chart: Chart, rows: int, lang: str) -> dict[str, Any]:
    own = [bar for bar in chart.bars if bar.is_own]
    kept = list(chart.bars[: rows + 2])
    # The city that the briefing is about is never cut off.
    kept += [bar for bar in own if bar not in kept]
    drawn = replace(chart, bars=tuple(kept))
    end = _round_end(drawn.reach)
    return {
        "title": t("controls.of_kind", lang, label=chart.title, kind=chart.unit),
        "end": end,
        "ends": [number(0, lang), number(end, lang)],
        "key": "   ".join(t(f"briefing.key.{shape}", lang) for shape in KEYS if shape in _shapes(drawn)),
        "bars": [asdict(bar) for bar in drawn.bars],
        "more": _more(len(chart.bars) - len(kept), lang),
    }


def _round_end(reach: float) -> float:
    """The first round number from `reach` on: the axis ends there."""
    if reach <= 0:
        return 1
    size = 10 ** math.floor(math.log10(reach))
    return next(step * size for step in ENDS if step * size >= reach * (1 - 1e-9))


def _shapes(chart: Chart) -> set[str]:
    """The signs that a chart has, for its key."""
    bounded = {_shape(bar) for bar in chart.bars if bar.low or bar.high is not None}
    return bounded | ({"caution"} if any(bar.caution for bar in chart.bars) else set())


def _shape(bar: Bar) -> str:
    if bar.low == bar.high:
        return "exact"
    if bar.high is None:
        return "at_least"
    return "range" if bar.low else "at_most"


def _table(table: Table, rows: int, briefing: Briefing) -> dict[str, Any]:
    own = sum(table.is_of(briefing.city, row) for row in table.rows)
    kept = table.fitting(briefing.city, max(rows, own), lambda _: 1)
    return {
        "headings": list(table.headings[:MOST_COLUMNS]),
        "rows": [list(row[:MOST_COLUMNS]) for row in kept],
        "more": _more(len(table.rows) - len(kept), briefing.lang),
    }


def _more(left: int, lang: str) -> str:
    return t("paper.more_rows", lang, count=left) if left else ""
