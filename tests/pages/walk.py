"""Walks through the pages with random addresses: every control, with values that exist and values that nobody offers.

One AppTest a page is kept and given one address after the other, as a reader's session is. What raises is noted with
the address that brings it back, and the session is begun anew.
"""

import ast
import csv
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from streamlit import config
from streamlit.testing.v1 import AppTest

from opc.briefing.compose import SECTIONS
from opc.catalogue import codelist, indicators
from opc.ui.cities import PEERS
from tests.app import begin, words
from tests.conftest import ROOT

DETAILS = "client.showErrorDetails"
Values = dict[str, str]
# How often a control is turned from one address to the next, is not in the address, and has a value that none offers.
TURNED, ABSENT, STRANGE = 0.25, 0.35, 0.2
# What people and machines put into addresses.
HOSTILE = (
    "", " ", ",", ",,,", "null", "None", "undefined", "-1", "007", "1e9", "1e309", "NaN", "1.5", "²", "٣", "１２",
    "9" * 20, "9" * 5000, "' or 1=1 --", '"; drop table city; --', "$cities", "%", "%s", "%00", "\x00", "{city}",
    "{0.__class__}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "`code`", "[a](javascript:a(1))",
    "../../etc/passwd", "\n", "\t济南\t", "\u202e济南", "🤖" * 40, "济" * 3000, "--", "*", "\\", "全国", "000000",
    "370000",
)  # fmt: skip
SEARCHES = ("济南", "Jinan", "基金", "fund", "opc", "OPC社区", "2026", "D001", "超1000家", "no such", "亿", "社区 济南")
QUERIES = (
    "from city", "from known_observation($evidence, $known_on)", "select province_zh, count(*) from city group by all",
    "select known_from, count(*) from observation group by all", "select 1 where false", "select 1 / 0, '<b>`*'",
    "selec", "from read_csv('/etc/passwd')", "drop table city", "select range(5), {'a': 1}, null, 'nan'::double",
)  # fmt: skip
# A few days and lists of cities, met again and again: what was asked before is answered from memory.
DAYS = ("2025-05-01", "2026-01-15", "2026-02-28", "2026-06-30")
STRANGE_DAYS = ("2025-04-30", "2031-01-01", "2026-02-30", "yesterday", "20260205", "2026-W10-1", "2026-2-5", "0000")
CITY_LISTS = 6


@dataclass(frozen=True, slots=True)
class Failure:
    """The shortest address found at which a page raised, or said nothing, and what was seen."""

    page: str
    values: tuple[tuple[str, str], ...]
    found: str

    def __str__(self) -> str:
        page = "" if self.page == "overview" else self.page
        return f"/{page}?{urlencode(self.values)}\n    {self.found}"


@cache
def city_codes() -> tuple[str, ...]:
    """The codes of the real cities."""
    with (ROOT / "data" / "raw" / "cities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["ref_area"] for row in csv.DictReader(file))


@cache
def _city_lists() -> tuple[str, ...]:
    """None, one, some, all, a city twice, and lists with codes that are not there."""
    luck, codes = random.Random(20260205), city_codes()
    some = [",".join(luck.sample(codes, luck.randint(2, 20))) for _ in range(CITY_LISTS)]
    odd = ["999999", "370100,999999", "370100,370100", f"{codes[0]},,{codes[1]},", f"x,{codes[2]}"]
    return ("", codes[0], codes[-1], "370100", ",".join(codes), *some, *odd)


def _one_of(*values: str) -> Callable[[random.Random], str]:
    return lambda luck: luck.choice(values)


def _several_of(*values: str) -> Callable[[random.Random], str]:
    return lambda luck: ",".join(luck.sample(values, luck.randint(0, len(values))))


@cache
def controls() -> dict[str, Callable[[random.Random], str]]:
    """Every name that an address may hold, with a choice among the values that its control offers."""
    switch = _one_of("on", "off")
    number = _one_of("0", "1", "40", "1000", "1000000", "1000001")
    return {
        "page": _one_of("compare", "nothing", "<b>"),
        "lang": _one_of("zh", "en"),
        "home": _one_of(*city_codes()),
        "evidence": _one_of(*codelist("evidence")),
        "known_on": _one_of(*DAYS, *DAYS, *DAYS, *STRANGE_DAYS),
        "cities": _one_of(*_city_lists()),
        "peers": _one_of(*PEERS),
        "peer_of": _one_of(*city_codes()),
        "indicator": _one_of(*indicators(), "all"),
        "scenario": _one_of(*codelist("scenario")),
        "shown": _one_of("values", "ranks", "glance"),
        "per": _one_of("none", "resident"),
        "assumed": switch,
        "like": switch,
        "composite": switch,
        **{f"w_{code}": _one_of(*map(str, range(11))) for code, item in indicators().items() if item.core},
        "basis": _one_of("now", "targeted"),
        "earmarks": _several_of(*codelist("earmark")),
        "teams": number,
        "pace": number,
        "due": _one_of("2026-12-31", "2027-12-31", *DAYS, *STRANGE_DAYS),
        "city": _one_of(*city_codes()),
        "sections": _several_of(*SECTIONS),
        "part": _one_of("statements", "documents", "left_out", "rejects"),
        "kind": _one_of("all", "figure", "policy", "event"),
        "search": _one_of(*SEARCHES),
        "since": _one_of(*DAYS, *STRANGE_DAYS),
        "documents": _one_of("D001", "D001,D009,D167", "D001,D999"),
        "sql": _one_of(*QUERIES),
        "level": _one_of("city", "district", "sector", "cell"),
        "series": _one_of("", "合成东区", "合成软件"),
    }


def names_in_source() -> set[str]:
    """The names under which pages and opc.ui read the address; one that is put together ends in *."""
    readers = {"value": 0, "values": 0, "pick_one": 1, "pick_many": 1, "pick_number": 1, "switch": 1}
    found = set()
    for path in (ROOT / "dashboard.py", *ROOT.glob("pages/*.py"), *ROOT.glob("opc/ui/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in readers and len(node.args) > readers[called]:
                found |= _names(node.args[readers[called]])
            elif called == "get" and ast.unparse(node.func) == "st.query_params.get":
                found |= _names(node.args[0])
    return found


def _names(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return {f"{node.values[0].value}*"}
    return set()


def addresses(seed: str, count: int) -> Iterator[Values]:
    """A random walk from address to address; the same seed gives the same one."""
    luck, now = random.Random(seed), dict.fromkeys(controls())
    for step in range(count):
        for name, choose in controls().items():
            if step == 0 or luck.random() < TURNED:
                now[name] = None if luck.random() < ABSENT else _chosen(luck, choose)
        yield {name: value for name, value in now.items() if value is not None}


def _chosen(luck: random.Random, choose: Callable[[random.Random], str]) -> str:
    return luck.choice(HOSTILE) if luck.random() < STRANGE else choose(luck)


def walk(page: str, seed: int, count: int) -> list[Failure]:
    """Open a page at `count` random addresses; give those at which it failed, one for each thing that was seen."""
    app, failures = begin(page), {}
    with _details_shown():
        for values in addresses(f"{page} {seed}", count):
            found = fault(visit(app, values))
            if found and found not in failures:
                failures[found] = Failure(page, tuple(_reduced(page, values, found).items()), found)
            if found:
                app = begin(page)
    return list(failures.values())


def _reduced(page: str, values: Values, found: str) -> Values:
    """The same fault with as few controls as bring it back in a new session; all of them if they do not."""
    kept = dict(values)
    for name in values:
        without = {other: value for other, value in kept.items() if other != name}
        if fault(visit(begin(page), without)) == found:
            kept = without
    return kept


@contextmanager
def _details_shown() -> Iterator[None]:
    """Readers are not shown what was raised; a test is."""
    before = config.get_option(DETAILS)
    config.set_option(DETAILS, "full")
    try:
        yield
    finally:
        config.set_option(DETAILS, before)


def visit(app: AppTest, values: Values) -> AppTest:
    """Open the page of a session at another address."""
    app.query_params.clear()
    app.query_params.update(values)
    return app.run()


def fault(app: AppTest) -> str:
    """What is wrong with a page: what it raised, or that it has neither a title nor the way back; else nothing."""
    if app.exception:
        raised = app.exception[0]
        trace = "\n      ".join(line.strip() for line in "\n".join(raised.stack_trace).splitlines()[-8:])
        return f"{raised.proto.type}: {raised.message[:300]}\n      {trace}"
    said = words(app)
    if 'class="opc-title"' not in said and 'class="opc-empty"' not in said:
        return "neither a title nor the way back"
    return ""


def report(failures: Sequence[Failure]) -> str:
    """Failures for a reader: each with the address that brings it back."""
    return "\n".join(map(str, failures))
