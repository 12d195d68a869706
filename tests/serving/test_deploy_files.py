"""What deploy/ says to Docker holds in the checkout."""

import re

import yaml

from benchmarks.server import ROOT
from etl.build import RAW
from opc.directory import directory

DEPLOY = ROOT / "deploy"
# As `python -m etl` takes it where nothing else is said.
ROSTER = RAW.parent / "roster"


def test_a_build_in_the_container_reads_the_files_of_the_checkout_and_writes_only_the_warehouse():
    place = re.search(r"^WORKDIR (\S+)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    atlas = compose["services"]["atlas"]
    assert atlas["read_only"] is True
    mounted = [volume.split(":") for volume in atlas["volumes"]]
    read = {(DEPLOY / source).resolve(): target for source, target, *mode in mounted if mode == ["ro"]}
    assert read == {folder: f"{place}/{folder.relative_to(ROOT).as_posix()}" for folder in (RAW, ROSTER)}
    (written,) = [volume for volume in mounted if volume[2:] != ["ro"]]
    assert written[0] in compose["volumes"]
    assert written[1] == f"{place}/{directory().relative_to(ROOT).as_posix()}"
