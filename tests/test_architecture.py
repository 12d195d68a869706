"""The house stands as drawn: who may import whom, how thin pages are, and that no room is without a name."""

import ast
import re
from pathlib import Path

import pytest

from opc.ui import room
from tests.conftest import LONG

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
OPC = sorted((ROOT / "opc").rglob("*.py"))
ETL = sorted((ROOT / "etl").rglob("*.py"))
# Within opc each module may import only those of the layers before its own.
LAYERS = [
    {"sharing", "quantity", "period", "text", "console", "view", "yamlfile", "formula", "typeset"},
    {"catalogue"},
    {"form", "directory"},
    {"versions", "wording"},
    {"warehouse"},
    {"documents"},
    {"questions"},
    {"stamp"},
    {"theme", "tables"},
    {"charts", "workbook"},
    {"composite"},
    {"marks"},
    {"messages"},
    {"columns"},
    {"twins"},
    {"citation"},
    {"content", "methods"},
    {"datafiles"},
    {"explore"},
    {"briefing"},
    {"api"},
    {"ui"},
    {"serving"},
]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def top(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def layer(path: Path) -> int | None:
    room = path.relative_to(ROOT / "opc").parts[0].removesuffix(".py")
    return next((number for number, rooms in enumerate(LAYERS) if room in rooms), None)


def named(paths: list[Path]) -> list:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("path", named(OPC))
def test_opc_knows_neither_etl_nor_pages(path):
    assert not top(imports(path)) & {"etl", "pages", "dashboard"}


@pytest.mark.parametrize("path", named(ETL))
def test_etl_knows_nothing_of_pages(path):
    found = imports(path)
    assert not top(found) & {"pages", "dashboard", "streamlit", "plotly"}
    assert not any(name.startswith(("opc.ui", "opc.charts", "opc.warehouse", "opc.versions")) for name in found)


@pytest.mark.parametrize("path", named(PAGES))
def test_pages_know_only_opc(path):
    assert top(imports(path)) <= {"opc"}


@pytest.mark.parametrize("path", named([p for p in OPC if layer(p) is not None]))
def test_imports_within_opc_run_one_way(path):
    own = layer(path)
    for name in imports(path):
        if name.startswith("opc."):
            other = ROOT / "opc" / (name.split(".")[1] + ".py")
            other = other if other.exists() else ROOT / "opc" / name.split(".")[1]
            number = layer(other)
            assert number is None or number <= own, f"{path.name} imports {name} from a later layer"


def test_a_page_with_words_beside_its_marks_is_told_how_wide_it_is():
    drawn = {path.stem: path.read_text(encoding="utf-8") for path in PAGES}
    assert {page for page, words in drawn.items() if "ui.chart(" in words or "preview(" in words} == room.PAGES


def test_every_module_of_opc_has_a_layer():
    homeless = [
        str(p.relative_to(ROOT)) for p in OPC if p.name not in ("__init__.py", "__main__.py") and layer(p) is None
    ]
    assert homeless == []


def test_what_may_be_a_link_is_decided_in_one_place():
    deciding = [
        path.relative_to(ROOT).as_posix() for path in OPC if 'startswith(("http' in path.read_text(encoding="utf-8")
    ]
    assert deciding == ["opc/tables/cells.py"]


def test_the_server_only_joins_pages_and_interface():
    assert top(imports(ROOT / "server.py")) <= {"os", "streamlit", "opc"}


def test_streamlit_plotly_and_duckdb_stay_in_their_rooms():
    for path in [*OPC, *ETL]:
        found, place = top(imports(path)), path.relative_to(ROOT).as_posix()
        assert "streamlit" not in found or place.startswith("opc/ui/"), place
        assert "plotly" not in found or place == "opc/charts/figure.py", place
        assert "starlette" not in found or place.startswith(("opc/api/", "opc/serving/")), place
        reads = place in ("opc/versions.py", "opc/warehouse.py", "opc/explore/child.py") or place.startswith("etl/")
        assert "duckdb" not in found or reads, place


@pytest.mark.parametrize("path", named(PAGES))
def test_a_page_is_thin_and_holds_no_sentence_no_sql_no_arithmetic(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 100
    assert not re.search(r"[\u3400-\u9fff]", source)
    tree = ast.parse(source)
    assert not re.search(r"\bselect\b[^\"']+\bfrom\b", source, re.IGNORECASE)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", named(PAGES))
def test_a_page_does_all_in_its_turn(path):
    _, *rest = ast.parse(path.read_text(encoding="utf-8")).body
    *imported, page = rest
    assert all(isinstance(node, ast.ImportFrom) for node in imported)
    assert isinstance(page, ast.With)
    assert ast.unparse(page.items[0].context_expr).startswith("ui.page(")


def test_what_streamlit_draws_comes_below_what_was_written():
    quiet = {"set_page_config", "stop", "rerun"}
    for path in (ROOT / "opc" / "ui").glob("*.py"):
        calls = [
            node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ]
        drawn = {
            call.attr
            for call in calls
            if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and call.value.id == "st"
        }
        assert path.name == "markup.py" or drawn <= quiet, path.name


def test_no_room_without_a_name():
    nameless = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not [path for path in ROOT.rglob("*.py") if ".venv" not in path.parts and path.stem in nameless]


@pytest.mark.parametrize("path", named([*OPC, *ETL]))
def test_files_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 250
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", named([*OPC, *ETL]))
def test_public_functions_say_what_they_do(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
            if isinstance(node, ast.FunctionDef):
                assert node.returns is not None, f"{node.name} does not say what it returns"
                untyped = [a.arg for a in node.args.args + node.args.kwonlyargs if a.annotation is None]
                assert not untyped, f"{node.name} does not type {untyped}"


def test_the_order_of_tests_names_files_that_are_there_and_all_with_a_browser():
    there = {path.relative_to(ROOT / "tests").as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(LONG) <= there
    assert {name for name in there if name.startswith("browser/")} <= set(LONG)
