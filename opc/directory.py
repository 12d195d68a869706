"""Where warehouses are published: the one place that the ETL writes to and the pages read from."""

import os
from pathlib import Path

from opc.catalogue import ROOT

# The file in it that names the version in service.
POINTER = "current"


def directory() -> Path:
    """The folder of warehouses: OPC_WAREHOUSE, or data/warehouse."""
    return Path(os.environ.get("OPC_WAREHOUSE") or ROOT / "data" / "warehouse")
