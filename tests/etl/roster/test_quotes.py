"""A quote that is not closed makes one row of many: the run stops and says where, and no row goes uncounted."""

import pytest

from etl.problem import StructuralError

OPEN = 'SYN_open,900100,"合成东区,合成社区,合成软件,2024-01-15,,2\n'
SHUT = 'SYN_shut,900100,合成东区",合成社区,合成软件,2024-01-15,,2\n'
STRAY = 'SYN_stray,900100,"合成"东区,合成社区,合成软件,2024-01-15,,2\n'
TWO_LINES = 'SYN_two,900100,"合成\n东区",合成社区,合成软件,2024-01-15,,2\n'
ROWS = [{"left_on": "2024-03-01"}] * 1000


def with_lines(path, *found, encoding="utf-8"):
    """Put lines into a roster as its lines 3, 503 and so on."""
    written = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for number, line in enumerate(found):
        written.insert(2 + 500 * number, line)
    path.write_text("".join(written), encoding=encoding)
    return path


@pytest.mark.parametrize("totals", [False, True])
@pytest.mark.parametrize("more", [(), (OPEN,)])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_quote_that_is_not_closed_stops_the_run(roster, roll, totals, more, encoding):
    path = with_lines(roster(ROWS), OPEN, *more, encoding=encoding)
    with pytest.raises(StructuralError) as error:
        roll(path, totals=totals)
    found = 'the quotes do not close properly — close the quotes, and double each " within a cell'
    assert str(error.value) == f"{path} line 3: {found}"


def test_every_file_with_such_a_quote_is_named(roster, roll):
    paths = [with_lines(roster(ROWS, name=f"{n}.csv"), OPEN) for n in range(2)]
    with pytest.raises(StructuralError) as error:
        roll(*paths)
    assert [problem.file for problem in error.value.problems] == [str(path) for path in paths]


def test_a_cell_that_holds_rows_stops_the_run(roster, roll):
    with pytest.raises(StructuralError, match="roster district: the quotes do not close properly: a cell that begins"):
        roll(with_lines(roster(ROWS), OPEN, SHUT))


def test_quotes_that_take_no_other_row_with_them_stop_nothing(roster, roll):
    # What comes after the odd row is read in every scan: places, duplicates, faults.
    result = roll(with_lines(roster([*ROWS, {"team_id": "SYN7"}, {"headcount": "0"}]), STRAY, TWO_LINES))
    assert result.report["rows_in"] == 1004
    assert result.report["rejects"] == {"malformed": 1, "bad_headcount": 1, "duplicate_team": 1}
    assert [line["reason"] for line in result.rejects] == ["bad_headcount", "duplicate_team", "malformed"]
    assert "合成 东区" in {row["district"] for row in result.rows()}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    "odd", ["SYN8,370100\n", "\nSYN8,370100\n", "SYN8,370100" + ",x" * 9 + "\n"], ids=["short", "after", "long"]
)
def test_a_row_of_other_cells_is_one_rejected_row_whatever_ends_its_line(roster, roll, ends, odd):
    path = with_lines(roster(ROWS), odd)
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends.encode()))
    result = roll(path)
    assert result.report["rejects"] == {"malformed": 1}
    assert result.report["rows_counted"] == len(ROWS)
