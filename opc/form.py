"""The form of a warehouse: its tables, what is derived in them, the rules built into it, and the codes it may hold.

Queries and words fit the form that they were written for. A file of another form was built by other code, as in the
middle of an upgrade, or with a catalogue that a process which runs has not read.
"""

import hashlib
from functools import cache

from opc.catalogue import ROOT

FILES = (
    "etl/schema.sql",
    "etl/derive.sql",
    "etl/targets.sql",
    "etl/funds.sql",
    "opc/queries/macros.sql",
    "data/indicators.yml",
    "data/codelists.yml",
)


@cache
def form() -> str:
    """The form that this code builds and asks: the same for the same files."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:12]
