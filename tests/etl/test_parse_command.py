"""`python -m etl parse`: one JSON object a line, from arguments or from standard input."""

import io
import json
import sys

import pytest

from etl import parse


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command; returns its exit code, its lines as objects, and what it said on standard error."""

    def run_command(*arguments: str, stdin: str = "") -> tuple[int, list[dict], str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin, newline=""))
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
