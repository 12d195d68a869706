"""The shell contract: names, parameters, JSON lines, CSV, and sentences for what is not allowed."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from opc import datafiles
from opc.__main__ import main
from opc.questions import Asked, ask, questions, today

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(real_warehouse, capsys):
    """The command in this process; below, two tests start it as a shell does."""

    def call(*arguments: str) -> subprocess.CompletedProcess:
        code = main(["query", *arguments])
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return call


def lines(done: subprocess.CompletedProcess) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


PROMISED = {
    "compare": {"ref_area", "low", "low_closed", "high", "high_closed", "grade", "reasons"},
    "ranks": {
        "ref_area", "low", "low_closed", "high", "high_closed", "rank_best", "rank_worst", "disclosed"
    },
    "progress": {
        "ref_area", "area", "indicator", "state", "target_text", "deadline", "attainment_low", "attainment_high",
        "pace_low", "pace_high", "required_per_month_low", "required_per_month_high", "months_ahead_low",
        "months_ahead_high",
    },
    "fund_per_team": {
        "ref_area", "basis", "earmark", "funds", "teams_text", "low", "low_closed", "high", "high_closed", "unit",
        "grade", "reasons",
    },
    "disclosure": {"ref_area", "indicator", "disclosed", "days_old"},
    "conflicts": {"ref_area", "topic", "first_id", "second_id"},
}  # fmt: skip


@pytest.mark.parametrize("name", PROMISED)
def test_a_promised_query_gives_its_promised_columns(run, name):
    rows = lines(run(name, "evidence=D"))
    assert rows
    assert set(rows[0]) >= PROMISED[name]


def test_without_a_name_it_lists_names_parameters_and_meanings(run):
    done = run()
    assert done.returncode == 0
    for name, question in questions().items():
        assert name in done.stdout.splitlines()
        assert question.grain in done.stdout
        for parameter in question.parameters:
            assert f"{parameter.name}=" in done.stdout


def test_csv_holds_the_same_rows(run):
    rows = lines(run("ranks"))
    table = list(csv.DictReader(io.StringIO(run("ranks", "--csv").stdout)))
    assert [row["ref_area"] for row in table] == [row["ref_area"] for row in rows]


def test_csv_may_stand_anywhere(run):
    said = [run(*words).stdout for words in (("ranks", "--csv", "peers=all"), ("--csv", "ranks", "peers=all"))]
    assert said[0] == said[1] == run("ranks", "peers=all", "--csv").stdout != ""


@pytest.mark.parametrize("name", ["progress", "fund_per_team", "observations"])
def test_csv_is_the_file_of_the_pages_with_the_ends_of_a_shell(real_warehouse, capsys, name):
    assert main(["query", name, "--csv"]) == 0
    file = datafiles.csv_bytes(ask(name, {}, today())).decode("utf-8-sig")
    assert capsys.readouterr().out == file.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("a\r=HYPERLINK(1)", "a\r=HYPERLINK(1)"),
        ("a\n=HYPERLINK(1)", "a\n=HYPERLINK(1)"),
        (None, "not applicable"),
        (True, "true"),
        (1e9, "1000000000"),
        (["a", "b"], "a;b"),
    ],
)
def test_a_cell_on_the_shell_is_harmless_and_never_empty(real_warehouse, capsys, monkeypatch, value, cell):
    monkeypatch.setattr(Asked, "rows", lambda _: [{"it": value, "end": 1}])
    assert main(["query", "compare", "--csv"]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out, newline=""))) == [["it", "end"], [cell, "1"]]


def test_no_rows_have_a_heading_in_csv_and_no_line_in_json(real_warehouse, capsys):
    names = list(ask("observations", {}, today())[0])
    for options, said in ((["--csv"], ",".join(names) + "\n"), ([], "")):
        assert main(["query", "observations", "page=99999", *options]) == 0
        assert capsys.readouterr().out == said


@pytest.mark.parametrize("asked", [[], ["observations", "page_size=1000"], ["observations", "page_size=1000", "--csv"]])
def test_who_reads_only_the_head_gets_no_complaint(real_warehouse, asked):
    command = [sys.executable, "-m", "opc", "query", *asked]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        # Far more than a pipe holds is still to come.
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_earlier_day_knows_less(run):
    before, after = lines(run("ranks", "known_on=2026-01-31")), lines(run("ranks"))
    assert len(before) < len(after)


@pytest.mark.parametrize(
    ("arguments", "found", "allowed"),
    [
        (("happiness",), "'happiness' is not a query", "compare"),
        (("compare", "colour=red"), "takes no 'colour'", "indicator"),
        (("compare", "per=hectare"), "'hectare' is not allowed", "resident"),
        (("compare", "evidence=E"), "'E' is not allowed", "A, B, C, D"),
        (("compare", "known_on=yesterday"), "'yesterday' is not a day", "2026-06-30"),
        (("compare", "known_on=2999-01-01"), "known_on: '2999-01-01' is still to come", f"up to {today()}"),
        (("compare", "cities=999999"), "'999999' is not a city", "370100"),
        (("compare", "indicator=happiness"), "'happiness' is not allowed", "resident_teams"),
        (("ranks", "peers=moon:370100"), "'moon' is not allowed", "province"),
        (("ranks", "peers=province"), "'province' names no city", "370100"),
        (("ranks", "peers=province："), "'province：' names no city", "370100"),
        (("ranks", "peers=province:"), "'province:' names no city", "370100"),
        (("compare", "indicator"), "is not key=value", "key=value"),
        (("grade", "second=S999"), "second: 'S999' is not a figure known on such evidence", "observations"),
        (("grade", "evidence=A"), "first: 'S003' is not a figure known on such evidence", "observations"),
        (("grade", "first=,", "--csv"), "first: ',' is not a figure known", "observations"),
        (("ledger", "kind=foo"), "kind: 'foo' is not allowed", "figure, policy, event"),
        (("ledger", "kind=figure,foo"), "kind: 'foo' is not allowed", "figure, policy, event"),
        (("sources", "documents=ZZZ"), "documents: 'ZZZ' is not a document", "retrieval"),
        (("sources", "documents=D001, S999"), "documents: 'S999' is not a document", "retrieval"),
        (("compare", "cities=,"), "cities: ',' holds commas alone", "codes"),
        (("ranks", "peers=、"), "peers: '、' holds commas alone", "codes"),
        (("observations", "scenario=，"), "scenario: '，' holds commas alone", "codes"),
        (("fund_per_team", "earmark= , "), "earmark: ',' holds commas alone", "codes"),
        (("progress", "indicator=,,"), "indicator: ',,' holds commas alone", "codes"),
        (("ledger", "search=\udcff"), "holds bytes that are no text", "UTF-8"),
        (("progress", "cities="), "cities is given without a value", "leave it out"),
        (("progress", "evidence= "), "evidence is given without a value", "leave it out"),
        (("progress", "indicator="), "indicator is given without a value", "leave it out"),
        (("newest", "count=many"), "'many' is not a whole number", "number"),
    ],
)
def test_what_is_not_allowed_is_said_in_a_sentence(run, arguments, found, allowed):
    done = run(*arguments)
    assert done.returncode == 2
    assert found in done.stderr
    assert allowed in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("cities", ["济南市,深圳", "济南，深圳市", "Jinan、440300"])
def test_cities_are_named_as_readers_write_them(run, cities):
    assert {row["ref_area"] for row in lines(run("compare", f"cities={cities}"))} == {"370100", "440300"}


@pytest.mark.parametrize(
    ("arguments", "column", "found"),
    [
        (("ledger", "kind=policy"), "kind", {"policy"}),
        (("ledger", "kind=policy、event"), "kind", {"policy", "event"}),
        (("sources", "documents=D001, D002"), "source_id", {"D001", "D002"}),
        (("sources", "documents=D001，D002"), "source_id", {"D001", "D002"}),
        # Known, though nothing was public by then.
        (("sources", "documents=D001", "known_on=2020-01-01"), "source_id", set()),
    ],
)
def test_lists_of_kinds_and_documents_are_read_as_all_lists_are(run, arguments, column, found):
    assert {row[column] for row in lines(run(*arguments))} == found


def test_a_group_of_peers_is_named_with_the_colon_of_either_keyboard(run):
    assert lines(run("ranks", "peers=province：济南")) == lines(run("ranks", "peers=province:370100"))


def test_a_console_of_another_alphabet_gets_the_same_rows(real_warehouse, run):
    command = [sys.executable, "-m", "opc", "query", "compare", "scenario=target"]
    env = os.environ | {"PYTHONUTF8": "1", "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="latin-1", env=env)
    assert "\\u6df1\\u5733" in done.stdout
    assert lines(done) == lines(run("compare", "scenario=target"))


def test_a_shell_gets_the_code_and_the_sentence_and_no_line(real_warehouse):
    command = [sys.executable, "-m", "opc", "query", "compare", "cities=999999"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "'999999' is not a city" in done.stderr
    assert "Traceback" not in done.stderr
