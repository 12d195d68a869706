"""A run that is stopped or killed leaves nothing of the roster behind, and none takes another's files away."""

import os
import signal
from collections.abc import Callable

import pytest

from etl.__main__ import main
from etl.roster import run
from etl.roster.workfolder import work_folder


@pytest.fixture
def while_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have something happen as the files of the roster are looked for."""

    def do(what: Callable[[], None]) -> None:
        found = run.opened
        monkeypatch.setattr(run, "opened", lambda listing: (what(), found(listing))[1])

    return do


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_so_in_a_line(tmp_path, roster, cities, capsys, while_reading, sent, code):
    out, before = tmp_path / "out", signal.getsignal(sent)
    while_reading(lambda: os.kill(os.getpid(), sent))
    assert main(["roster", str(roster([{}])), "--out", str(out), "--raw", str(cities)]) == code
    assert capsys.readouterr().err == "stopped — nothing was written; results of an earlier run stay as they are\n"
    assert list(out.iterdir()) == []
    assert signal.getsignal(sent) == before


def test_what_an_engine_makes_of_a_signal_is_no_fault(tmp_path, roster, cities, capsys, while_reading):
    def interrupted():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None

    while_reading(interrupted)
    assert main(["roster", str(roster([{}])), "--out", str(tmp_path / "out"), "--raw", str(cities)]) == 130
    assert capsys.readouterr().err.startswith("stopped — ")


def test_what_a_killed_run_has_left_is_removed_and_what_another_works_on_stays(tmp_path, roster, roll):
    out = tmp_path / "out"
    (out / ".roster-killed").mkdir(parents=True)
    (out / ".roster-killed" / "utf-8-0.csv").write_text("SYN1", encoding="utf-8")
    with work_folder(out) as work:
        assert work.stat().st_mode & 0o777 == 0o700
        roll(roster([{}]))
        assert [file for file in out.iterdir() if file.name.startswith(".")] == [work]
    assert not work.exists()
