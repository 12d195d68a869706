"""The composite score: how weights that a reader sets rank cities, by which they could, and what is said of it."""

from opc.composite.rankable import Rankable, largest
from opc.composite.saying import said, these_alone, way_out
from opc.composite.score import Band, Composite, Excluded, banded, composite, ranked

__all__ = [
    "Band",
    "Composite",
    "Excluded",
    "Rankable",
    "banded",
    "composite",
    "largest",
    "ranked",
    "said",
    "these_alone",
    "way_out",
]
