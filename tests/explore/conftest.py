"""Pools over the warehouse of this run, one that is patient and one that is not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from opc import versions
from opc.explore.pool import Pool
from opc.view import View

KNOWN_ON = date(2026, 9, 30)


@pytest.fixture(scope="module", autouse=True)
def in_service(warehouse_directory: Path) -> Iterator[Path]:
    """The product reads the warehouse of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPC_WAREHOUSE", str(warehouse_directory))
        yield warehouse_directory


@pytest.fixture(scope="module")
def view(in_service: Path) -> View:
    return View("explore", "zh", "C", KNOWN_ON, versions.current())


@pytest.fixture(scope="module")
def pool(view: View) -> Iterator[Pool]:
    """A pool for honest queries: a busy machine does not make them late."""
    made = Pool(seconds=30)
    yield made
    made.close()


@pytest.fixture(scope="module")
def hasty(view: View) -> Iterator[Pool]:
    """A pool for queries that would never end: they are stopped after one second."""
    made = Pool(seconds=1)
    yield made
    made.close()
