"""The page of trends over an invented roll-up: each part in each language, what is hidden, and ways back."""

import re
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.build import build
from etl.series import COLUMNS, NAME
from opc.text import t
from tests.app import opened, words
from tests.conftest import ROOT
from tests.pages.test_pages import notice

CITY, MONTHS = "370100", 14
RAW = ROOT / "tests" / "etl" / "fixtures" / "good"
PARTS = [("city", None, None), ("district", "合成东区", None), ("district", "", None), ("sector", None, "合成软件")]


def months(level: str, district: str | None, sector: str | None) -> list[dict]:
    """Month ends of 2025 and 2026; the stock of the third month is hidden, and all flows of the sector are."""
    ends = [date(2025 + n // 12, n % 12 + 1, 1) - timedelta(days=1) for n in range(1, MONTHS + 1)]
    part = {"ref_area": CITY, "level": level, "district": district, "sector": sector}
    return [
        part
        | {
            "month_end": end,
            "active": None if n == 2 else 10 + n,
            "entered": None if level == "sector" else 4,
            "left": None if level == "sector" else 3,
            "headcount": None if n == 2 else 30,
            "median_stay_days": 90.0,
            "survival_6": 0.75 if n > 6 else None,
            "survival_12": 0.5 if n > 12 else None,
            "is_suppressed": n == 2 or level == "sector",
        }
        for n, end in enumerate(ends)
    ]


def write_rolled_up(folder: Path, parts: list[tuple]) -> None:
    """An invented roll-up of some parts."""
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])
    pq.write_table(pa.Table.from_pylist([row for part in parts for row in months(*part)], schema), folder / NAME)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the fixture with the invented roll-up."""
    place = tmp_path_factory.mktemp("trends")
    write_rolled_up(place, PARTS)
    build(RAW, place / "warehouse", roster=place)
    return place / "warehouse"


@pytest.fixture(autouse=True)
def in_service(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPC_WAREHOUSE", str(warehouse))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("level", "charts"), [("city", 3), ("district", 4), ("sector", 3)])
def test_each_part_shows_stock_flows_and_survival(level, charts, lang):
    app = opened("trends", level=level, lang=lang)
    assert not app.exception
    assert len(app.get("plotly_chart")) == charts
    said = words(app)
    assert "2026-02" in said
    assert t("trends.hidden", lang) in said
    # Nobody had moved in half a year before the first month.
    assert t("trends.nobody", lang) in said
    assert "SHA-256" in said
    told = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert all(re.search(r"\d", words) for words in told)
    assert "75%" in told[2 if level != "sector" else 1]
    # The parts have a table of their own.
    assert said.count("<table>") == 1 + (level != "city")
    # What is hidden altogether is no empty chart but a sentence.
    assert (t("trends.nothing", lang) in said) == (level == "sector")


def test_a_part_is_chosen_by_the_address_and_one_without_a_name_has_words():
    app = opened("trends", level="district", series="合成东区")
    assert "合成东区" in words(app)
    (choice,) = (box for box in app.selectbox if box.label == t("trends.series", "zh"))
    assert t("trends.unnamed", "zh") in choice.options


@pytest.mark.parametrize("address", [{"city": "440300"}, {"level": "cell"}, {"level": "district", "series": "没有"}])
def test_what_the_roster_does_not_hold_falls_back_with_a_notice(address):
    app = opened("trends", **address)
    assert not app.exception
    name, value = list(address.items())[-1]
    assert notice(name, value) in words(app)
    assert len(app.get("plotly_chart")) >= 3


@pytest.mark.parametrize("level", ["district", "sector"])
def test_a_roster_of_totals_alone_offers_the_whole_city_alone(level, tmp_path, monkeypatch):
    write_rolled_up(tmp_path, PARTS[:1])
    build(RAW, tmp_path / "warehouse", roster=tmp_path)
    monkeypatch.setenv("OPC_WAREHOUSE", str(tmp_path / "warehouse"))
    app = opened("trends", level=level)
    assert not app.exception
    assert notice("level", level) in words(app)
    (choice,) = (box for box in app.selectbox if box.label == t("trends.level", "zh"))
    assert choice.options == [t("trends.level_city", "zh")]


def test_an_earlier_day_shows_the_months_until_then():
    app = opened("trends", known_on="2025-05-01")
    # Nobody has stayed for half a year yet.
    assert len(app.get("plotly_chart")) == 2
    assert "2025-04" in words(app)


def test_without_a_roster_the_page_says_how_to_make_one(tmp_path, monkeypatch):
    build(RAW, tmp_path)
    monkeypatch.setenv("OPC_WAREHOUSE", str(tmp_path))
    app = opened("trends")
    assert not app.exception
    said = words(app)
    parts = [t(f"trends.{part}", "zh") for part in ("title_none", "purpose", "who", "staff", "how")]
    assert sorted(parts, key=said.index) == parts
    assert "python -m etl roster" in words(app)
