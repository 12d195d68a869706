"""Which files of a folder are a roster, and which are not."""

import pytest

from etl.problem import StructuralError
from etl.roster.listing import listed
from etl.roster.run import report_lines


def test_the_results_may_lie_beside_the_rosters(tmp_path, roster, roll):
    # `roll` writes to the folder `out` beside the file.
    roster([{}])
    first = roll(tmp_path)
    assert (tmp_path / "out" / "rejects.csv").exists()
    again = roll(tmp_path)
    assert again.report["files"] == first.report["files"] == 1
    assert again.table.equals(first.table)
    assert roll(f"{tmp_path}/**/*.csv").report["files"] == 1


@pytest.mark.parametrize("name", ["._a.csv", ".old/a.csv", "~$a.csv"])
def test_what_is_hidden_is_no_part_of_a_roster(tmp_path, roster, roll, name):
    roster([{}])
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"\x00\x05\x16\x07")
    assert roll(tmp_path).report["files"] == 1


@pytest.mark.parametrize("kind", ["xlsx", "xls", "et", "ods", "XLSX"])
def test_workbooks_are_named_and_not_read(tmp_path, roster, roll, kind):
    roster([{}])
    book = tmp_path / f"synthetic.{kind}"
    book.write_bytes(b"PK")
    result = roll(tmp_path)
    assert result.report["files_skipped"] == [str(book)]
    told = f"skipped {book}: a workbook is not read — save it as CSV UTF-8"
    assert told in report_lines(result.report, result.out)
    with pytest.raises(StructuralError) as error:
        roll(book)
    assert str(error.value) == f"{book}: a workbook is not read — save it as CSV UTF-8"


@pytest.mark.parametrize("is_named", [True, False])
def test_a_name_that_is_no_text_is_told(tmp_path, is_named):
    path = tmp_path / "\udcff.csv"
    path.touch()
    (problem,) = listed([str(path if is_named else tmp_path)]).problems
    assert str(problem) == f"{path}: the name holds bytes that are no text — rename the file in UTF-8"


NOTHING = {
    "a.xlsx": "no roster is there, only workbooks: a.xlsx — save them as CSV UTF-8",
    "rejects.csv": "nothing but results of the roll-up is there — name a file",
    "._a.csv": "no roster is there, and what begins with a dot is left out — name a file",
    "a.pdf": "no roster is there — name a file",
}


@pytest.mark.parametrize("name", NOTHING)
def test_a_folder_of_which_nothing_is_left_is_told(tmp_path, name):
    (tmp_path / name).touch()
    (problem,) = listed([str(tmp_path)], tmp_path).problems
    assert str(problem).startswith(f"{tmp_path}: {NOTHING[name]}")
