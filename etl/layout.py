"""The raw files: their columns and the column that numbers their rows. Every column must be in its file, but those that
came later, which an older spreadsheet does not have."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """What a raw file holds. `key` may not occur twice; in a reference file that stops the build.

    An `optional` column that is not in the file is empty in all its rows.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    reference: bool = False
    optional: tuple[str, ...] = ()


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Reference files come first: the others point at their rows.
FILES = {
    "sources.csv": Layout(
        _columns("source_id title publisher published url retrieved"), ("source_id",), reference=True
    ),
    "cities.csv": Layout(
        _columns(
            """ref_area name_zh name_en province_zh province_en latitude longitude county_level_units
            population population_date population_source_id position_source_id gdp_cny gdp_year gdp_source"""
        ),
        ("ref_area",),
        reference=True,
    ),
    "areas.csv": Layout(
        _columns("ref_area area name_zh name_en area_level district"),
        ("ref_area", "area"),
        reference=True,
        optional=("district",),
    ),
    "figures.csv": Layout(
        _columns(
            """figure_id fact_id ref_area area indicator scenario time_period deadline figure counts earmark
            item_zh item_en evidence reached source_id note_zh note_en"""
        ),
        ("figure_id",),
    ),
    "policies.csv": Layout(
        _columns(
            """policy_id fact_id ref_area area instrument offer amount rate duration recipient valid_from
            valid_until evidence reached source_id note_zh note_en"""
        ),
        ("policy_id",),
    ),
    "events.csv": Layout(
        _columns(
            """event_id fact_id ref_area area kind happened_on title_zh title_en subject evidence reached
            source_id note_zh note_en"""
        ),
        ("event_id",),
    ),
    "left_out.csv": Layout(_columns("fact_id ref_area reason figure evidence source_id note_zh note_en"), ("fact_id",)),
}

# Numbers and codes: an input method may write them in full width.
CODES = frozenset(
    _columns(
        """source_id population_source_id position_source_id figure_id policy_id event_id fact_id ref_area area_level
        indicator scenario counts earmark instrument recipient kind reason evidence reached"""
    )
)

# Which table the rows of a file end in.
TABLES = {
    "sources.csv": "source",
    "cities.csv": "city",
    "areas.csv": "area",
    "figures.csv": "observation",
    "policies.csv": "policy",
    "events.csv": "event",
    "left_out.csv": "left_out",
}


def column_name(heading: str) -> str:
    """Read a heading as its column: 'Source ID ' and 'ＳＯＵＲＣＥ_ＩＤ' are source_id."""
    folded = unicodedata.normalize("NFKC", heading).strip(" \t\r\n\ufeff\u200b").lower()
    return re.sub(r"[\s-]+", "_", folded)
