"""What is wrong with a cluster is told in a sentence, and before Spark is started."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.server import free_port
from etl.problem import StructuralError
from etl.roster.cluster import check


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something by the name of java: only whether it is there is looked at."""
    (tmp_path / "java").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "java").chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def answering() -> Iterator[int]:
    """A port that takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("master", ["local", "local[*]", "local-cluster[2,1,1024]", "yarn", "k8s://https://host:6443"])
def test_a_master_that_spark_finds_itself_is_let_through(master):
    check(master)


@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("master", ["", "nonsense", "http://host:7077", "spark://host", "spark://host:port"])
def test_what_is_no_master_is_told(master):
    with pytest.raises(StructuralError, match=r"is no master that Spark knows — name it as spark://host:7077"):
        check(master)


@pytest.mark.usefixtures("java")
def test_a_master_that_does_not_answer_is_told(answering):
    silent = free_port()
    with pytest.raises(StructuralError, match=rf"nothing answers at 127\.0\.0\.1:{silent} \(.+\) — start the master"):
        check(f"spark://127.0.0.1:{silent}")
    # One of several is enough: the others stand by.
    check(f"spark://127.0.0.1:{silent},127.0.0.1:{answering}")


def test_no_java_and_no_master_are_told_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(StructuralError) as told:
        check("nonsense")
    assert str(told.value).splitlines()[0].startswith("--engine spark: no Java on this machine — install Java 17")
    assert "'nonsense' is no master" in str(told.value)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(StructuralError, match="no Java in JAVA_HOME"):
        check("local")
