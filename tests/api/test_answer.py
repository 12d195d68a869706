"""What an answer depends on beside its rows is in its tag, so that no stale file is taken for right."""

import shutil
from pathlib import Path

import pytest

from opc.api import answer
from opc.catalogue import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "opc/api/dataset.py",
        "opc/queries/progress.sql",
        "data/text.yml",
        "data/derived.yml",
        "data/columns.yml",
    ],
)
def test_other_code_or_other_words_are_another_release(name: str, tmp_path: Path) -> None:
    for folder in ("opc", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("raw", "warehouse", "roster"))
    assert answer.release(tmp_path) == answer.RELEASE
    with (tmp_path / name).open("ab") as file:
        file.write(b"\n")
    assert answer.release(tmp_path) != answer.RELEASE
