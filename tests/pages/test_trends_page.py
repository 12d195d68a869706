"""The page of trends over an invented roll-up: each part in each language, what is hidden, and ways back."""

import re
from pathlib import Path

import pytest

from etl.build import build
from opc.text import t
from tests.app import opened, unbound, words
from tests.pages.rolled_up import PARTS, RAW, build_rolled_up
from tests.pages.test_pages import notice


@pytest.fixture(autouse=True)
def in_service(rolled_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPC_WAREHOUSE", str(rolled_up))


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


@pytest.mark.parametrize("hidden", [[], PARTS[1:]])
@pytest.mark.parametrize("level", ["district", "sector"])
def test_a_roster_that_tells_of_totals_alone_offers_the_whole_city_alone(level, hidden, tmp_path, monkeypatch):
    monkeypatch.setenv("OPC_WAREHOUSE", str(build_rolled_up(tmp_path, PARTS[:1], hidden)))
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
    said = unbound(words(app))
    parts = [t(f"trends.{part}", "zh") for part in ("title_none", "purpose", "who", "staff", "how")]
    assert sorted(parts, key=said.index) == parts
    # The commands are for whoever runs the site, and folded away from all others.
    (fold,) = re.findall(r"<details.*?</details>", said, re.DOTALL)
    assert "python -m etl roster" in fold
    assert "python -m" not in said.replace(fold, "")
