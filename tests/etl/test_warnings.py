"""What a build says of its own: rejects that leave nothing, files that lost their rows, documents of tomorrow."""

from datetime import datetime

import pytest

from etl.__main__ import main
from tests.etl.conftest import Folder


def _options(folder: Folder) -> list[str]:
    return ["--raw", str(folder.raw), "--warehouse", str(folder.warehouse)]


def test_rejects_are_printed_where_they_leave_nothing_to_build(
    built: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    good = built.served()
    built.change("figures.csv", ",full_text", ",fulltext")
    assert main(_options(built)) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines()[:3] == [
        "figures.csv: none of its rows could be used — mend the rows that are listed below",
        "rejects figures.csv unknown_code 5",
        "  figures.csv line 2 reached: 'fulltext' is not in codelists.yml — correct the code; "
        "did you mean 'full_text'?",
    ]
    assert captured.err.splitlines()[-1].startswith("nothing was published")
    assert (captured.out, built.served()) == ("", good)


def _without_rows(folder: Folder, file: str) -> None:
    folder.write(file, folder.text(file).splitlines()[0].encode())


def test_a_file_that_lost_all_its_rows_is_warned_of(built: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    _without_rows(built, "policies.csv")
    assert main(_options(built)) == 0
    had = "the warehouse before had 2 of them — put them back if they were not meant to go"
    assert f"warning policies.csv has no rows, {had}" in capsys.readouterr().out.splitlines()
    assert main(_options(built)) == 0
    assert "warning policies.csv has no rows — nothing of it is published" in capsys.readouterr().out.splitlines()


def test_a_new_project_may_have_no_policies_events_parts_of_cities_or_statements_left_out(folder: Folder) -> None:
    bare = ["areas.csv", "events.csv", "left_out.csv", "policies.csv"]
    for file in bare:
        _without_rows(folder, file)
    folder.write("figures.csv", "".join(folder.text("figures.csv").splitlines(keepends=True)[:3]).encode())
    report = folder.build()
    assert (report.exit_code, report.observations) == (0, 2)
    assert report.warnings == tuple(f"{file} has no rows — nothing of it is published" for file in bare)


def test_documents_of_tomorrow_are_warned_of_and_change_nothing(built: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = built.query("from statement")
    clock = type("Clock", (datetime,), {"now": classmethod(lambda cls, zone: datetime(2026, 1, 1, tzinfo=zone))})
    monkeypatch.setattr("etl.remarks.datetime", clock)
    report = built.build(force=True)
    assert report.warnings == (
        "sources.csv line 2 published: '2026-02', and 4 more dates, is after today, 2026-01-01 — "
        "correct the date, or the clock of this machine",
    )
    assert built.query("from statement") == before


def test_figures_of_a_time_long_after_their_document_are_warned_of_and_kept(folder: Folder) -> None:
    folder.change("figures.csv", "actual,2026-02-05", "actual,2026-12-05")
    report = folder.build()
    assert report.warnings == (
        "figures.csv line 2 time_period: '2026-12-05' is after the document was published, 2026-02 — "
        "correct the date of the figure or of the document",
    )
    assert report.rejects == ()


@pytest.mark.parametrize("day", ["2026-03", "2026-03-31"])
def test_a_report_may_look_ahead_to_the_end_of_the_next_month(folder: Folder, day: str) -> None:
    folder.change("figures.csv", "actual,2026-02-05", f"actual,{day}")
    assert folder.build().warnings == ()
