"""A small warehouse of synthetic rows, with every qualifier once, and the way to build another from rows of a test.

The cities 甲市, 乙市 … and the province 合成省 do not exist: nothing here is a published figure.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.build import build
from etl.layout import FILES
from opc import questions, versions
from opc.view import View
from opc.warehouse import Row

KNOWN_ON = date(2026, 9, 30)
STEMS = "甲乙丙丁戊己庚辛壬癸"
# A million residents each; of 丙市 the census says nothing.
CITIES = "ref_area,name_zh,name_en,population\n" + "\n".join(
    f"99{place:02}00,{stem}市,City {place},{'' if stem == '丙' else 1_000_000}" for place, stem in enumerate(STEMS, 1)
)
CODES = {f"{stem}市": f"99{place:02}00" for place, stem in enumerate(STEMS, 1)}
SOURCES = """\
source_id,title,published,url
D1,合成文件一,2026-01-01,https://example.org/1
D2,合成文件二,2026-06-01,https://example.org/2
D3,合成文件三,2026-05,https://example.org/3
D4,合成文件四,,
D5,合成文件五,2026-04-01,https://example.org/5
D6,合成文件六,2026-07-31,https://example.org/6
"""
AREAS = """\
ref_area,area,name_en,area_level
000000,全国,China,country
990000,合成省,Synthetic Province,province
990100,东区,East District,district
990100,东区社区,East Community,community
990200,西区,West District,district
"""
# Every qualifier once, in a city of its own; 壬市 discloses nothing, of 癸市 there is a lead only.
FIGURES = """\
figure_id,city,indicator,figure,evidence
exact,甲市,resident_teams,100家,B
more_than,乙市,resident_teams,超1000家,B
at_least,丙市,resident_teams,200家以上,B
less_than,丁市,resident_teams,近90家,B
at_most,戊市,resident_teams,不超过80家,B
about,己市,resident_teams,约130家,B
range,庚市,resident_teams,10家至20家,B
partial,辛市,resident_teams,首批51家,B
lead,癸市,resident_teams,70家,D
province,合成省,resident_teams,3000家,A
country,全国,resident_teams,9000家,A
words,甲市,city_ambition,合成示范城,B
"""
POLICIES = """\
policy_id,city,instrument,offer,amount,evidence
rent,甲市,rent,免租,,B
grant,乙市,startup_grant,最高1000万,最高1000万,D
"""
EVENTS = """\
event_id,city,kind,happened_on,title_zh,title_en
opening,甲市,launch,2026-02-05,合成社区启用,The synthetic community opens
"""
DEFAULTS = {
    "publisher": "合成报社", "retrieved": "2026-09-01", "province_zh": "合成省", "province_en": "Synthetic Province",
    "evidence": "B", "reached": "full_text", "source_id": "D1", "scenario": "actual", "time_period": "2026-01-01",
}  # fmt: skip
ABOVE_CITIES = {"合成省": "990000", "全国": "000000"}


def view(**changes: Any) -> View:
    """The view of a reader in Chinese, with the default evidence floor, on a fixed day."""
    usual = {"page": "test", "lang": "zh", "evidence": "C", "known_on": KNOWN_ON, "version": "none"}
    return View(**usual | changes)


@dataclass(frozen=True)
class Small:
    """A warehouse that the product reads while a test runs."""

    folder: Path

    def view(self, **changes: Any) -> View:
        """The view of a reader of this warehouse."""
        return view(version=versions.current(), **changes)

    def ask(self, query: str, **given: Any) -> list[Row]:
        """Run a named query on a fixed day; what is not given is as the query itself says, over all cities."""
        words = {name: _as_text(value) for name, value in given.items()}
        # Who asks of a later day stands on that day.
        day = max(KNOWN_ON, date.fromisoformat(words.get("known_on", KNOWN_ON.isoformat())))
        return questions.ask(query, words, day)

    def rows(self, query: str, key: str = "name_zh", **given: Any) -> dict[str, Row]:
        """The rows of a named query by the name of their city, or by another column; each must be there once."""
        found = self.ask(query, **given)
        assert len({row[key] for row in found}) == len(found)
        return {row[key]: row for row in found}


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def write_raw(folder: Path, **tables: str) -> Path:
    """Write raw files from tables of which only the columns that matter need to be there."""
    folder.mkdir(parents=True)
    texts = {"cities": CITIES, "areas": AREAS, "sources": SOURCES, "figures": FIGURES} | tables
    for file, layout in FILES.items():
        name = file.removesuffix(".csv")
        with (folder / file).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, layout.columns)
            writer.writeheader()
            for row in csv.DictReader(io.StringIO(texts.get(name, ""))):
                writer.writerow(_filled(name, row, layout.columns))
    return folder


def _filled(name: str, row: dict[str, str], columns: tuple[str, ...]) -> dict[str, str]:
    """A row with every column of its file; an id serves as the number of its statement, a city as its own area."""
    first = next(iter(row.values()))
    city = row.pop("city", "")
    full = {"fact_id": first, "ref_area": (CODES | ABOVE_CITIES).get(city, ""), "area": city} | DEFAULTS
    if name == "figures" and row["indicator"] == "resident_teams":
        full["counts"] = "opc"
    if name == "areas":
        full["name_zh"] = row["area"]
    given = {key: value for key, value in row.items() if value or key not in full}
    return {column: (full | given).get(column) or "" for column in columns} | _blanks(row)


def _blanks(row: dict[str, str]) -> dict[str, str]:
    """A dash leaves a cell empty on purpose, where a default would fill it."""
    return {key: "" for key, value in row.items() if value == "-"}


def bounds(row: Row, stem: str = "") -> tuple:
    """Low, whether it is closed, high, whether it is closed; an unbounded end says None twice."""
    at = f"{stem}_" if stem else ""
    ends = []
    for end in ("low", "high"):
        value = row[f"{at}{end}"]
        ends += [value, None if value is None else row[f"{at}{end}_closed"]]
    return tuple(ends)


@pytest.fixture(scope="session")
def make_small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build a small warehouse from tables of a test, and give its folder; the same for the same tables, so leave it be.

    A build takes half a second, most of what a test takes that asks it something.
    """

    @cache
    def make(**tables: str) -> Path:
        place = tmp_path_factory.mktemp("small")
        report = build(write_raw(place / "raw", **tables), place / "warehouse")
        assert not report.rejects, report.rejects
        return place / "warehouse"

    return make


@pytest.fixture(scope="session")
def small_folder(make_small: Callable[..., Path]) -> Path:
    """The folder of the small warehouse, built once."""
    return make_small(policies=POLICIES, events=EVENTS)


@pytest.fixture
def small(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """The small warehouse, in service."""
    monkeypatch.setenv("OPC_WAREHOUSE", str(small_folder))
    return Small(small_folder)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Small]:
    """Put a folder into service."""

    def serve_folder(folder: Path) -> Small:
        monkeypatch.setenv("OPC_WAREHOUSE", str(folder))
        return Small(folder)

    return serve_folder


def table(name: str) -> list[Row]:
    """All rows of a table of the warehouse in service."""
    found = versions.connection(versions.file(versions.current())).cursor().execute(f"from {name}")
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
