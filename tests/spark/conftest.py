"""A standalone Spark cluster on the loopback, a master and two workers, as processes of this test alone."""

import importlib.util
import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.server import free_port


@dataclass
class Cluster:
    """A master and its workers; each process leads a group of its own, which holds the executors that it starts."""

    folder: Path
    home: Path
    port: int = field(default_factory=free_port)
    page: int = field(default_factory=free_port)
    master: subprocess.Popen | None = None
    workers: list[subprocess.Popen] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address that jobs are sent to."""
        return f"spark://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """For every process of the cluster and the driver: stay on the loopback."""
        return os.environ | {"SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1"}

    def start(self) -> None:
        """Start the master, then two workers of one core, and wait for them."""
        web = ["--host", "127.0.0.1", "--webui-port"]
        self.master = self._class("master.Master", [*web, str(self.page), "--port", str(self.port)], "master")
        self._wait(lambda: self._status() is not None)
        for number in range(2):
            options = [*web, "0", "--cores", "1", "--memory", "1g", "--work-dir", str(self.folder / f"work{number}")]
            self.workers.append(self._class("worker.Worker", [*options, self.url], f"worker{number}"))
        self._wait(lambda: self.alive() == 2)

    def alive(self) -> int:
        """How many workers the master knows to be alive."""
        return sum(worker["state"] == "ALIVE" for worker in (self._status() or {}).get("workers", []))

    def kill_worker(self) -> None:
        """Kill a worker and its executors, as a power cut would."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(10)

    def stop(self) -> None:
        """End all processes."""
        for process in [*self.workers, self.master]:
            if process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                process.wait(30)

    def _class(self, name: str, options: list[str], log: str) -> subprocess.Popen:
        command = [str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *options]
        with (self.folder / f"{log}.log").open("w") as file:
            return subprocess.Popen(
                command, env=self.environment, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _status(self) -> dict | None:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.page}/json/", timeout=2) as answer:
            return json.load(answer)
        return None

    def _wait(self, ready, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > end:
                logs = "\n".join(path.read_text()[-2000:] for path in sorted(self.folder.glob("*.log")))
                pytest.fail(f"the cluster did not start:\n{logs}")
            time.sleep(0.3)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of its own for each test, since one test breaks it."""
    package = importlib.util.find_spec("pyspark")
    assert package is not None, "pyspark is not installed: make spark-test does that"
    cluster = Cluster(tmp_path, Path(package.origin).parent)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
