"""Builds as processes that start at once: a process that has loaded the ETL makes a copy of itself (fork) for each.

Loading takes three quarters of a build and touches no disk; without it a kill is likelier to hit what matters.
One line of JSON asks for one build: {"raw", "warehouse"}. With {"seconds": x} it is killed (SIGKILL) after so much
processor time, which is the same on a busy machine; with {"step": n} as it begins its n-th change of the folder. One
line of JSON answers: {"seconds", "killed"}.
"""

import json
import os
import random
import signal
import sys
import time

import filelock  # noqa: F401  loaded, as all that a build needs, before the copies are made
import psutil
import pyarrow.parquet  # noqa: F401

from etl import build as steps  # noqa: F401
from etl import check, derive, normalise  # noqa: F401
from etl.__main__ import main
from opc import catalogue

CORES = os.cpu_count() or 1
# What Python does to a folder: opened for writing, renamed, removed, made.
CHANGES = ("open", "os.rename", "os.remove", "os.mkdir")


def kill_at(step: int, folder: str) -> None:
    """End this process as it begins its n-th change of a folder."""
    left = step

    def heard(event: str, arguments: tuple) -> None:
        nonlocal left
        if event not in CHANGES or not str(arguments[0]).startswith(folder):
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)


def build(asked: dict) -> None:
    """Be one build, from here to the end of the process."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    if "step" in asked:
        kill_at(asked["step"], asked["warehouse"])
    os._exit(main(["--raw", asked["raw"], "--warehouse", asked["warehouse"], "--progress", "none"]))


def answer(asked: dict) -> dict:
    """Run one build and kill it where that is asked."""
    process = os.fork()
    if process == 0:
        build(asked)
    if "seconds" in asked:
        _wait(psutil.Process(process), asked["seconds"])
        os.kill(process, signal.SIGKILL)
    _, status, used = os.wait4(process, 0)
    return {"seconds": used.ru_utime + used.ru_stime, "killed": os.WIFSIGNALED(status)}


def _wait(process: psutil.Process, seconds: float) -> None:
    """Until the process has worked so long, or is done."""
    while process.status() != psutil.STATUS_ZOMBIE:
        used = process.cpu_times()
        if used.user + used.system >= seconds:
            # The system counts in hundredths of a second.
            time.sleep(random.uniform(0, 0.01))
            return
        # To look costs processor time too. Nothing works faster than all cores, so that the moment is not missed.
        time.sleep(max(0.002, (seconds - used.user - used.system) / CORES))


if __name__ == "__main__":
    catalogue.indicators()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
