"""`python -m etl parse`: one JSON object a line, from arguments or from standard input."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl import parse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command; returns its exit code, its lines as objects, and what it said on standard error."""

    def run_command(*arguments: str, stdin: str | bytes = "") -> tuple[int, list[dict], str]:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        code = parse.main(arguments)
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return run_command


def test_a_phrase_becomes_one_object(run):
    code, records, err = run("超1000家")
    assert (code, err) == (0, "")
    assert records == [
        {
            "text": "超1000家",
            "comparator": ">",
            "low": 1000,
            "low_closed": False,
            "high": None,
            "high_closed": None,
            "assumed_low": None,
            "assumed_high": None,
            "unit": "team",
            "per": None,
            "flags": [],
        }
    ]


def test_chinese_is_printed_as_it_is(capsys):
    parse.main(["首批51家"])
    assert '"text": "首批51家"' in capsys.readouterr().out


def test_a_phrase_that_fails_says_why_and_the_others_are_read(run):
    code, records, _ = run("51家", "若干家", "2万余平方米")
    assert code == 1
    assert [record.get("low") for record in records] == [51, None, 20000]
    assert list(records[1]) == ["text", "error"]
    assert records[1]["error"].startswith("'若干家' is not a quantity — expected")


def test_a_dash_reads_standard_input(run):
    code, records, _ = run("1家", "-", "4家", stdin="2家\n3家\n")
    assert code == 0
    assert [record["low"] for record in records] == [1, 2, 3, 4]


def test_input_saved_by_a_spreadsheet(run):
    code, records, _ = run("-", stdin="\ufeff51家\r\n\r\n   \r\n超1000家\r\n")
    assert code == 0
    assert [record["text"] for record in records] == ["51家", "超1000家"]


def test_a_negative_number_is_a_phrase_and_no_option(run):
    code, records, _ = run("-5家", "--help")
    assert code == 1
    assert [record["text"] for record in records] == ["-5家", "--help"]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_no_phrase_at_all_is_answered_with_the_usage(run, arguments):
    code, records, err = run(*arguments, stdin="\n")
    assert (code, records) == (2, [])
    assert err.startswith("usage: python -m etl parse PHRASE")


def test_bytes_that_are_no_utf8_do_not_stop_the_others(run):
    code, records, _ = run("\udcff家", "51家")
    assert code == 1
    assert records[1]["low"] == 51


def test_lines_of_another_encoding_are_read_as_the_raw_files_are(run):
    code, records, _ = run("-", stdin="51家\n超1000家\n".encode("gb18030") + "2万名\n".encode())
    assert code == 0
    assert [record["text"] for record in records] == ["51家", "超1000家", "2万名"]


def test_a_line_of_no_encoding_is_an_error_and_the_others_are_read(run):
    code, records, _ = run("-", stdin="51家\n".encode() + b"100\xff\n" + "3家\n".encode())
    assert code == 1
    assert [record.get("low") for record in records] == [51, None, 3]
    assert records[1]["text"] == "100\udcff"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_a_console_of_any_alphabet_gets_the_same_objects(encoding):
    phrases = ["100개", "超1000家é", "51家😀"]
    done = subprocess.run(
        [sys.executable, "-m", "etl", "parse", *phrases],
        cwd=ROOT,
        capture_output=True,
        encoding=encoding,
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == phrases
