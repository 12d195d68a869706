"""List the licence of every pinned package in LICENSES.md, from what each says of itself: `make licences`."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "LICENSES.md"
USES = {
    "requirements.txt": "the product",
    "requirements-test.txt": "tests, benchmarks",
    "requirements-spark.txt": "rosters on Spark, optional",
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
# Where a package says nothing of itself that a program can read, or is for another system than this one.
SAID_ELSEWHERE = {
    "axe-playwright-python": "MIT; the axe-core in it: MPL-2.0",
    "colorama": "BSD-3-Clause",
}
HEAD = """# Licences

What each pinned package says of itself; made by `make licences`, held by `tests/test_licences.py`. Nothing of them is
copied into this repository.

| Package | Licence | For |
| --- | --- | --- |
"""


class UnknownLicenceError(Exception):
    """Packages of which no licence can be told."""


def pins() -> dict[str, str]:
    """Every pinned package and what it is for, in the order of names."""
    found: dict[str, str] = {}
    for file, use in USES.items():
        for name in PIN.findall((ROOT / file).read_text(encoding="utf-8")):
            found.setdefault(name, use)
    return dict(sorted(found.items()))


def licence(name: str) -> str:
    """The licence that a package states: an SPDX expression, else its classifiers, else its own words; or nothing."""
    if name in SAID_ELSEWHERE:
        return SAID_ELSEWHERE[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = (one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::"))
    own = told.get("License") or ""
    return told.get("License-Expression") or " / ".join(classifiers) or (own if len(own) < 60 else "")


def listed() -> dict[str, str]:
    """The licences that LICENSES.md holds, by package."""
    text = PAGE.read_text(encoding="utf-8").partition("| --- |")[2] if PAGE.exists() else ""
    return dict(re.findall(r"^\| ([\w.-]+) \| (.+?) \|", text, re.MULTILINE))


def page() -> str:
    """LICENSES.md anew; what is not installed here keeps what was listed. UnknownLicenceError where nothing is told."""
    before = listed()
    found = {name: licence(name) or before.get(name, "") for name in pins()}
    if unknown := [name for name, said in found.items() if not said]:
        raise UnknownLicenceError(
            f"{', '.join(unknown)}: no licence can be told — install the package, or look it up and add it to "
            "SAID_ELSEWHERE in docs/list_licences.py"
        )
    return HEAD + "".join(f"| {name} | {found[name]} | {use} |\n" for name, use in pins().items())


if __name__ == "__main__":
    try:
        PAGE.write_text(page(), encoding="utf-8")
    except UnknownLicenceError as error:
        sys.exit(str(error))
