"""What can be wrong with a Spark cluster, found before it is asked where possible, and told in a sentence."""

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from etl.problem import Problem, StructuralError

# A master that does not take a connection for so many seconds is not there; Spark itself would try for 90.
PATIENCE = 5
_PLACE = r"(?:[^:/,\[\]]+|\[[0-9a-fA-F:]+\]):\d+"
_MASTERS = re.compile(rf"local(\[.+\])?|local-cluster\[.+\]|yarn|k8s://.+|spark://{_PLACE}(,{_PLACE})*")
_MISSING = re.compile(r"(?:File|Path does not exist:) (file:\S+)(?: does not exist)?")


def check(master: str) -> None:
    """Raise StructuralError where there is no Java, or nothing that answers to the name of the master."""
    problems = [*_java(), *_master(master)]
    if problems:
        raise StructuralError(problems)


def _java() -> Iterator[Problem]:
    home = os.environ.get("JAVA_HOME")
    if shutil.which(os.path.join(home, "bin", "java") if home else "java") is None:
        found = f"no Java in JAVA_HOME ({home})" if home else "no Java on this machine"
        do = "install Java 17 or newer (apt install openjdk-17-jre-headless), or set JAVA_HOME"
        yield Problem("--engine spark", None, None, found, do)


def _master(master: str) -> Iterator[Problem]:
    if not _MASTERS.fullmatch(master):
        do = "name it as spark://host:7077, yarn, k8s://… or local[*]"
        yield Problem("--master", None, None, f"{master!r} is no master that Spark knows", do)
    elif master.startswith("spark://"):
        places = master.removeprefix("spark://").split(",")
        refused = [reason for place in places if (reason := _refused(place))]
        if len(refused) == len(places):
            do = "start the master, or correct host and port as its page shows them"
            yield Problem("--master", None, None, f"nothing answers at {', '.join(places)} ({refused[0]})", do)


def _refused(place: str) -> str | None:
    host, port = place.rsplit(":", 1)
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        return getattr(error, "strerror", None) or str(error)
    return None


@contextmanager
def told(master: str) -> Iterator[None]:
    """Failures of Spark as problems: a file that a worker does not see, or what Spark itself says in its first line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        whole = str(error)
        with suppress(Exception):
            # The message of the Java side, without the names of the classes that it went through.
            whole = error.java_exception.toString() + "\n" + whole
        if missing := _MISSING.search(whole):
            found = f"a worker of {master} does not see this file"
            do = "put rosters and results where all workers see them under the same path"
            raise StructuralError([Problem(missing[1], None, None, found, do)]) from None
        found = next((line.strip() for line in whole.splitlines() if line.strip()), type(error).__name__)
        do = "see the log of the master and its workers; --engine duckdb needs neither"
        raise StructuralError([Problem(f"Spark at {master}", None, None, found, do)]) from None
