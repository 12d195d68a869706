"""Which files paths, folders and patterns name, and which of them are no part of a roster."""

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etl.problem import Problem
from opc.console import is_text

CSV, PARQUET = (".csv", ".tsv", ".txt", ".csv.gz"), (".parquet", ".pq")
# Tables that nothing here opens.
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods")
# What a run writes.
ROSTER, REPORT, REJECTS = "roster.parquet", "report.json", "rejects.csv"
_KINDS = ", ".join(CSV + PARQUET)


@dataclass
class Listing:
    """The files of a roster, each once, sorted; workbooks that were left out; and what is wrong with what was named."""

    files: list[Path] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def listed(paths: Iterable[str], out: Path | None = None) -> Listing:
    """Look for them. Hidden files in folders and the results in the folder `out` are no part of a roster."""
    result, found = Listing(), set[Path]()
    own = {(out / name).resolve() for name in (ROSTER, REPORT, REJECTS)} if out else set()
    for text in paths:
        inside = [path.resolve() for path in _inside(text)]
        theirs = [path for path in inside if path not in own]
        # Of a folder what is a roster by its name; what is named itself is one, or a problem.
        is_folder = bool(text.strip()) and Path(text).is_dir()
        rosters = _of_kind(theirs, CSV + PARQUET) if is_folder else theirs
        skipped = _of_kind(theirs, WORKBOOKS) if is_folder else []
        if not rosters:
            result.problems.append(_nothing(text, skipped, is_own=len(theirs) < len(inside)))
        result.problems += [_no_text(path) for path in rosters if not is_text(str(path))]
        found.update(rosters)
        result.skipped += skipped
    result.files = sorted(found)
    return result


def _of_kind(paths: Iterable[Path], kinds: tuple[str, ...]) -> list[Path]:
    return [path for path in paths if path.name.lower().endswith(kinds)]


def _inside(text: str) -> Iterator[Path]:
    """The files that a path, a folder or a pattern names. In a folder, a name that begins with a dot hides."""
    path = Path(text)
    # An empty name, as of a variable that is not set, would be the folder in which one is.
    if not text.strip():
        return
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts):
                yield file
    else:
        named = [path] if path.is_file() else [Path(name) for name in sorted(glob.glob(text, recursive=True))]
        yield from (file for file in named if file.is_file())


def _no_text(path: Path) -> Problem:
    return Problem(str(path), None, None, "the name holds bytes that are no text", "rename the file in UTF-8")


def _nothing(text: str, skipped: list[Path], *, is_own: bool) -> Problem:
    if not text.strip():
        return Problem("PATH", None, None, "a name is empty", f"name a file, a folder or a pattern with {_KINDS}")
    if skipped:
        found = f"no roster is there, only workbooks: {', '.join(path.name for path in skipped)}"
        return Problem(text, None, None, found, "save them as CSV UTF-8")
    found = "nothing but results of the roll-up is there" if is_own else "no roster is there"
    if any(path.is_file() for path in Path(text).glob("**/.*")):
        found += ", and what begins with a dot is left out"
    return Problem(text, None, None, found, f"name a file, a folder or a pattern with {_KINDS}")


def unknown(path: Path) -> Problem:
    """What to do with a file of a kind that is not read."""
    if path.name.lower().endswith(WORKBOOKS):
        return Problem(str(path), None, None, "a workbook is not read", "save it as CSV UTF-8")
    return Problem(str(path), None, None, "the kind of file is not known", f"name files with {_KINDS}")
