"""Where warehouses are published: the one place that the ETL writes to and the pages read from."""

import os
from functools import lru_cache
from pathlib import Path

from opc.catalogue import ROOT

# The file in it that names the version in service.
POINTER = "current"


def directory() -> Path:
    """The folder of warehouses: OPC_WAREHOUSE, or data/warehouse."""
    return _folder(os.environ.get("OPC_WAREHOUSE", ""))


@lru_cache
def _folder(given: str) -> Path:
    # A page asks some forty times.
    return Path(given or ROOT / "data" / "warehouse")
