"""The pool: values of every kind come back, limits cut and say so, one at a time, and what breaks is made anew."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import psutil
import pytest

from opc.catalogue import ROOT
from opc.explore import limits
from opc.explore import pool as pools
from opc.explore.pool import Pool
from opc.explore.result import harmless
from opc.explore.statement import RefusedError

ENDLESS = "select count(*) from range(1000000000000)"


def one(pool, view, sql):
    """The one cell of an answer."""
    answer = pool.ask(sql, view, "reader")
    assert answer.count == 1
    return next(iter(answer.rows()[0].values()))


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("select 42", 42),
        ("select 170141183460469231731687303715884105727::hugeint", 2**127 - 1),
        ("select sum(i) from range(10) t(i)", 45),
        ("select 0.1::double", 0.1),
        ("select 'nan'::double", "nan"),
        ("select '-inf'::double", "-inf"),
        ("select 1.50::decimal(9, 2)", Decimal("1.50")),
        ("select true", True),
        ("select null", None),
        ("select '济南 🤖 \"<b>'", '济南 🤖 "<b>'),
        ("select date '2026-02-05'", date(2026, 2, 5)),
        ("select 'infinity'::date", date.max),
        ("select date '0044-03-15 (BC)'", "0044-03-15 (BC)"),
        ("select timestamp '2026-02-05 08:09:10'", "2026-02-05 08:09:10"),
        ("select time '08:09:10'", "08:09:10"),
        ("select (interval '1 year 2 months')::varchar", "1 year 2 months"),
        ("select [1, null, 3]", "[1, null, 3]"),
        ("select {'a': date '2026-02-05'}", '{"a": "2026-02-05"}'),
        ("select map {'a': 1}", '{"a": 1}'),
        ("select map {1.5: 1}", '{"1.5": 1}'),
        ("select map {date '2026-02-05': 1.50::decimal(9, 2)}", '{"2026-02-05": "1.50"}'),
        ("select map {true: null}", '{"true": null}'),
        ("select map {[1, 2]: 'x'::blob}", '{"key": [[1, 2]], "value": ["x"]}'),
        ("select [timestamp '2026-02-05 08:09:10']", '["2026-02-05 08:09:10"]'),
        ("select ['nan'::double]", '["nan"]'),
        ("select [1.5, 2.5]::decimal(9, 2)[2]", '["1.50", "2.50"]'),
        ("select [[1.50::decimal(18, 3)]]", '[["1.500"]]'),
        (f"select {'[' * 40}1.5::decimal(18, 3){']' * 40}", f'{"[" * 40}"1.500"{"]" * 40}'),
        ("select 'a\\x00\\xAA'::blob", "a\\x00\\xAA"),
        ("select '5e7f7c3e-0000-4000-8000-000000000000'::uuid", "5e7f7c3e-0000-4000-8000-000000000000"),
        ("select 'a'::enum('a', 'b')", "a"),
        ("select chr(0)", "\x00"),
        ("select $evidence", "C"),
        ("select $known_on", date(2026, 9, 30)),
        ("select typeof($known_on)", "DATE"),
        ("select current_setting_ from (select 7 as current_setting_)", 7),
    ],
)
def test_a_value_comes_back_as_what_it_is(sql, value, pool, view):
    found = one(pool, view, sql)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("sql", "sign"),
    [
        ("select name_zh，name_en from city", "，"),
        ("select count（*） from city", "（"),
        ("select ‘济南’, '，' -- ；", "‘"),
        ("select name_zh from city；", "；"),
    ],
)
def test_a_sign_of_a_chinese_keyboard_is_named(sql, sign, pool, view):
    with pytest.raises(RefusedError, match="full_width") as caught:
        pool.ask(sql, view, "reader")
    assert caught.value.values == {"found": sign}


def test_such_signs_are_welcome_in_texts_and_names(pool, view):
    assert one(pool, view, "select　'，（' as 团队（至少） -- 。") == "，（"


def test_columns_of_one_name_stay_apart(pool, view):
    answer = pool.ask("select 1 as a, 2 as a, 3 as a_1, 4 as a", view, "reader")
    assert answer.columns == (("a", "INTEGER"), ("a_1", "INTEGER"), ("a_1_1", "INTEGER"), ("a_2", "INTEGER"))
    assert answer.rows() == [{"a": 1, "a_1": 2, "a_1_1": 3, "a_2": 4}]


def test_an_answer_without_rows_has_its_columns(pool, view):
    answer = pool.ask("select 1 as a, 'x' as b limit 0", view, "reader")
    assert [name for name, _ in answer.columns] == ["a", "b"]
    assert answer.rows() == []


@pytest.mark.parametrize(("asked", "given", "cut"), [(-1, -1, ""), (0, 0, ""), (1, 0, "rows"), (10**9, 0, "rows")])
def test_rows_beyond_the_limit_are_cut_and_it_says_so(asked, given, cut, pool, view):
    answer = pool.ask(f"from range({limits.MOST_ROWS + asked})", view, "reader")
    assert (answer.count, answer.cut) == (limits.MOST_ROWS + given, cut)


def test_bytes_beyond_the_limit_are_cut_and_it_says_so(pool, view):
    answer = pool.ask("select repeat('济', 3000) from range(10000)", view, "reader")
    assert answer.cut == "bytes"
    assert limits.MOST_BYTES * 0.99 < sum(len(row[0].encode()) for row in answer.cells()) <= limits.MOST_BYTES
    assert answer.clipped == 0


def test_a_long_cell_is_cut_and_counted(pool, view):
    answer = pool.ask(f"select repeat('x', {limits.MOST_CELL} + i) from range(-1, 3) t(i)", view, "reader")
    assert [len(row[0]) for row in answer.cells()] == [
        limits.MOST_CELL - 1,
        limits.MOST_CELL,
        *[limits.MOST_CELL + 1] * 2,
    ]
    assert answer.clipped == 2


def test_the_controls_reach_a_query(pool, view):
    asked = "select count(*) from known_observation($evidence, $known_on)"
    everything = type(view)("explore", "zh", "D", date(2026, 12, 31), view.version)
    nothing = type(view)("explore", "zh", "A", date(2025, 5, 1), view.version)
    assert one(pool, nothing, asked) == 0
    assert 0 < one(pool, view, asked) < one(pool, everything, asked)


def test_a_reader_asks_one_query_at_a_time(pool, view, monkeypatch):
    found: list[int] = []
    one_of(pool, view, "reader")
    holder = psutil.Process(pool.nursery(view.version).process.pid)
    until(lambda: not holder.children())
    first = threading.Thread(target=lambda: outcome(pool, view, ENDLESS, "reader"))
    first.start()
    until(lambda: holder.children())
    (copy,) = holder.children()
    monkeypatch.setattr(limits, "PATIENCE", 0.1)
    with pytest.raises(RefusedError, match="one_at_a_time"):
        pool.ask("select 1", view, "reader")
    assert one_of(pool, view, "another") == 1
    # As a page does that is drawn again while its query runs, in the other language say.
    monkeypatch.setattr(limits, "PATIENCE", 20)
    second = threading.Thread(target=lambda: found.append(one_of(pool, view, "reader")))
    second.start()
    until(lambda: pool._waiting == 1)
    assert found == []
    copy.kill()
    first.join()
    second.join()
    assert found == [1]


def one_of(pool, view, asker):
    return pool.ask("select 1", view, asker).cells()[0][0]


def outcome(pool, view, sql, asker):
    try:
        return pool.ask(sql, view, asker).count
    except RefusedError as refused:
        return refused.code


def until(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def asked_at_once(pool, view, *askers: str) -> list[str | int]:
    """What each reader gets who asks an endless query."""
    found: list[str | int] = []
    readers = [threading.Thread(target=lambda a=a: found.append(outcome(pool, view, ENDLESS, a))) for a in askers]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (pool._running, pool._waiting, pool._asking) == (0, 0, set())
    return sorted(found)


def test_those_who_find_no_turn_are_told_and_the_others_are_answered(hasty, view, monkeypatch):
    monkeypatch.setattr(limits, "WAITING", 3)
    turns = limits.RUNNING + limits.RESERVED + limits.WAITING
    readers = [f"reader {n}" for n in range(turns + 4)]
    assert asked_at_once(hasty, view, *readers) == ["busy"] * 4 + ["time"] * turns


def test_readers_who_took_long_leave_room_for_the_others(view, monkeypatch):
    """What runs is held here until the light reader has his answer: nobody makes room by an end."""
    pool, gate, began = Pool(), threading.Event(), threading.Semaphore(0)

    def answer(asked: bytes, version: str) -> str:
        if b"endless" in asked:
            began.release()
            assert gate.wait(20)
        return "answer"

    monkeypatch.setattr(pool, "_answer", answer)
    heavy = [f"heavy {n}" for n in range(limits.RUNNING + limits.RESERVED)]
    pool._long = dict.fromkeys(heavy, time.monotonic())
    crowd = [threading.Thread(target=pool.ask, args=("endless", view, asker)) for asker in heavy]
    for reader in crowd:
        reader.start()
    assert all(began.acquire(timeout=20) for _ in range(limits.RUNNING))
    until(lambda: pool._waiting == limits.RESERVED)
    assert pool.ask("select 1", view, "light") == "answer"
    assert (pool._running, pool._waiting) == (limits.RUNNING, limits.RESERVED)
    gate.set()
    for reader in crowd:
        reader.join()
    assert pool._running == 0


def test_that_a_reader_took_long_is_forgotten(hasty, view, monkeypatch):
    assert outcome(hasty, view, ENDLESS, "reader") == "time"
    assert hasty._room("reader") == limits.RUNNING
    monkeypatch.setattr(limits, "REMEMBERED", 0)
    assert hasty._room("reader") == limits.RUNNING + limits.RESERVED
    assert hasty._long == {}


def test_patience_has_an_end(pool, view, monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE", 0.1)
    monkeypatch.setattr(pool, "_room", lambda asker: 0)
    assert outcome(pool, view, "select 1", "reader") == "busy"
    assert (pool._running, pool._waiting, pool._asking) == (0, 0, set())


def test_a_process_that_was_ended_from_outside_is_started_anew(pool, view):
    before = pool.nursery(view.version).process
    os.kill(before.pid, signal.SIGKILL)
    until(lambda: before.poll() is not None)
    assert one_of(pool, view, "reader") == 1
    assert pool.nursery(view.version).process.pid != before.pid


def test_a_copy_that_was_ended_from_outside_is_a_sentence(pool, view):
    one_of(pool, view, "reader")
    holder = psutil.Process(pool.nursery(view.version).process.pid)
    until(lambda: not holder.children())
    found: list[str | int] = []
    asking = threading.Thread(target=lambda: found.append(outcome(pool, view, ENDLESS, "reader")))
    asking.start()
    until(lambda: holder.children())
    holder.children()[0].kill()
    asking.join()
    assert found == ["died"]
    assert one_of(pool, view, "reader") == 1


def test_no_copy_outlives_its_query(hasty, view):
    holder = psutil.Process(hasty.nursery(view.version).process.pid)
    for sql in ("select 1", ENDLESS, "select repeat('x', 4000000000)", "from nowhere"):
        outcome(hasty, view, sql, "reader")
    until(lambda: not holder.children())


def test_a_version_that_cannot_be_opened_is_a_sentence(pool, view, in_service):
    path = in_service / "opc-broken.duckdb"
    path.write_bytes(b"not a database")
    try:
        broken = type(view)("explore", "zh", "C", date(2026, 9, 30), "broken")
        assert outcome(pool, broken, "select 1", "reader") == "not_started"
    finally:
        # The folder is shared with all other tests of the run.
        path.unlink()
    assert one_of(pool, view, "reader") == 1


def test_only_the_last_versions_are_held(view):
    pool = Pool(seconds=1)
    try:
        first = pool.nursery(view.version)
        for version in ("one", "two"):
            pool.nursery(version)
        assert not first.alive
    finally:
        pool.close()


def test_where_the_kernel_cannot_confine_nothing_runs(pool, view, monkeypatch):
    monkeypatch.setattr(pools, "SUPPORTED", False)
    assert outcome(pool, view, "select 1", "reader") == "unsupported"


def test_processes_end_with_the_server_however_it_ends(in_service, view):
    """A server that is killed says goodbye to nobody: the process sees its socket closed, a copy has its timer."""
    script = (
        "import sys, threading, time; from datetime import date; from opc.explore.pool import Pool; from opc.view "
        "import View; view = View('explore', 'zh', 'C', date(2026, 9, 30), sys.argv[1]); pool = Pool(seconds=1); "
        "print(pool.nursery(view.version).process.pid, flush=True); pool.ask('select 1', view, 'one'); "
        f"threading.Thread(target=pool.ask, args=('{ENDLESS}', view, 'two'), daemon=True).start(); "
        "time.sleep(0.3); print('asking', flush=True); time.sleep(60)"
    )
    environment = os.environ | {"OPC_WAREHOUSE": str(in_service), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, view.version]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        holder = psutil.Process(int(server.stdout.readline()))
        assert server.stdout.readline() == "asking\n"
        family = [holder, *holder.children()]
        assert len(family) == 2
        server.kill()
    gone, alive = psutil.wait_procs(family, timeout=20)
    assert (len(gone), alive) == (2, [])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_that_is_copied_has_one_thread(pool, view):
    """A copy has the main thread only; if a new DuckDB began others, it would wait for them without end."""
    one_of(pool, view, "reader")
    place = Path("/proc") / str(pool.nursery(view.version).process.pid)
    assert len(list((place / "task").iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_has_no_environment_no_files_and_no_folder_of_ours(pool, view):
    one_of(pool, view, "reader")
    place = Path("/proc") / str(pool.nursery(view.version).process.pid)
    assert (place / "environ").read_bytes() == b""
    assert os.readlink(place / "cwd") == "/"
    opened = {os.readlink(link) for link in (place / "fd").iterdir()}
    assert all(name == "/dev/null" or name.startswith("socket:") for name in opened)
    assert len([name for name in opened if name.startswith("socket:")]) == 1


def test_the_real_stop_is_after_five_seconds():
    assert (limits.SECONDS, limits.MOST_ROWS, limits.MOST_CHARACTERS) == (5, 10_000, 20_000)
    assert Pool().seconds == limits.SECONDS


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("cannot open '/root/.duckdb/x'", "cannot open '…'"),
        ("at ~/.ssh/id_rsa", "at …"),
        (r"at C:\Users\x\y.duckdb", "at …"),
        ("a/b and 1/2 and (a)/b/c stay", "a/b and 1/2 and (a)/b/c stay"),
        ("failed\nTraceback (most recent call last):\n  File x", "failed"),
        ("No function\nCandidate functions:\n\tf(x)", "No function"),
    ],
)
def test_words_of_the_engine_lose_their_paths(words, left):
    assert harmless(words) == left


def test_words_of_the_engine_are_short():
    assert len(harmless("x" * 9999)) == 501
    assert not math.isnan(len(harmless("")))
