"""What the tests of pages share: a warehouse in service, with an invented roster where a page shows rosters alone."""

from pathlib import Path

import pytest

from tests.pages.rolled_up import build_rolled_up


@pytest.fixture(scope="session")
def rolled_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a roster."""
    return build_rolled_up(tmp_path_factory.mktemp("trends"))


@pytest.fixture
def in_service(page: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real data; for Trends a roster, without which it shows nothing else."""
    name = "rolled_up" if page == "trends" else "warehouse_directory"
    monkeypatch.setenv("OPC_WAREHOUSE", str(request.getfixturevalue(name)))
