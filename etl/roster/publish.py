"""The monthly series of all cities → roster.parquet, with small figures hidden."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import or_

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.roster.cells import LEVELS, Series
from etl.roster.events import AFTER
from etl.roster.forms import WITHOUT_CELLS, Form, chosen
from etl.roster.months import MONTHS, month_end
from etl.roster.suppress import City
from etl.roster.telling import telling, telling_shares

SCHEMA = pa.schema(
    [
        ("ref_area", pa.string()),
        ("district", pa.string()),
        ("sector", pa.string()),
        ("level", pa.string()),
        ("month_end", pa.date32()),
        ("active", pa.int64()),
        ("entered", pa.int64()),
        ("left", pa.int64()),
        ("headcount", pa.int64()),
        ("median_stay_days", pa.float64()),
        *((f"survival_{after}", pa.float64()) for after in AFTER),
        ("is_suppressed", pa.bool_()),
    ]
)
# The columns that count, of which a row that is hidden altogether has none.
FIGURES = SCHEMA.names[5:-1]
# A share to a hundredth of a percent.
DIGITS = 4


def published(monthly: pa.Table, medians: pa.Table, series: Sequence[Series], min_cell: int) -> pa.Table:
    """Lay out the rows as the contract of this package says.

    `monthly` is what `monthly.monthly` gives, `medians` what `stays.medians` gives; the numbers in their column series
    are places in `series`.
    """
    rows = {name: monthly[name].to_numpy() for name in monthly.column_names}
    rows["median"] = _medians(rows, medians)
    cities = np.array([item.ref_area for item in series])
    city_of_row = cities[rows["series"]]
    tables = []
    for city in np.unique(city_of_row):
        members = np.flatnonzero(city_of_row == city)
        tables.append(_city({name: values[members] for name, values in rows.items()}, series, min_cell))
    whole = pa.concat_tables(tables) if tables else SCHEMA.empty_table()
    order = [(name, "ascending") for name in ("ref_area", "district", "sector", "month_end")]
    return whole.sort_by(order)


def _medians(rows: dict[str, np.ndarray], medians: pa.Table) -> np.ndarray:
    """The median of each row, NaN where nobody left."""
    keys = medians["key"].to_numpy()
    order = np.argsort(keys)
    keys, values = keys[order], medians["median_stay_days"].to_numpy()[order]
    wanted = rows["series"].astype(np.int64) * MONTHS + rows["month"]
    if not len(keys):
        return np.full(len(wanted), np.nan)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], np.nan)


def _city(rows: dict[str, np.ndarray], series: Sequence[Series], min_cell: int) -> pa.Table:
    own = [series[number] for number in rows["series"]]
    districts = _places(item.district for item in own)
    sectors = _places(item.sector for item in own)
    first = rows["month"].min()
    at = (
        rows["month"] - first,
        np.array([districts[item.district] for item in own]),
        np.array([sectors[item.sector] for item in own]),
    )
    shape = (int(at[0].max()) + 1, len(districts), len(sectors))

    def grid(name: str) -> np.ndarray:
        table = np.zeros(shape, dtype=np.int64)
        table[at] = rows[name]
        return table

    there = np.zeros(shape, dtype=bool)
    there[at] = True
    city = City(
        there,
        *(grid(name) for name in ("active", "entered", "left", "headcount")),
        {after: grid(f"cohort_{after}") for after in AFTER},
        {after: grid(f"stayed_{after}") for after in AFTER},
    )
    form = chosen(city, min_cell)
    told = np.isin([item.level for item in own], form.levels)
    hidden = _hidden_altogether([item for item in own if item.level not in form.levels], rows["month"], told, form)
    own = [item for item in own if item.level in form.levels]
    rows = {name: values[told] for name, values in rows.items()}
    at = tuple(place[told] for place in at)
    days = np.full(form.city.there.shape, np.nan)
    days[at] = rows["median"]
    masks = {"stock": form.hidden.stock[at], "flow": form.hidden.flow[at]}
    masks["median"] = telling(form.city, form.hidden.flow, days, int(first), min_cell)[at]
    for after, mask in form.hidden.survival.items():
        masks[f"survival_{after}"] = (mask | telling_shares(form.city, form.hidden.stock, after))[at]
    return pa.concat_tables([pa.table(list(_columns(rows, own, masks)), SCHEMA), hidden])


def _hidden_altogether(own: list[Series], months: np.ndarray, told: np.ndarray, form: Form) -> pa.Table:
    """The rows of the levels of which nothing is told.

    Where not all totals are told, not even the month in which a part begins: a team came then, which would tell of
    them.
    """
    pairs = list(zip(own, months[~told].tolist(), strict=True))
    if form.levels not in (LEVELS, WITHOUT_CELLS):
        pairs = list(product(dict.fromkeys(own), range(int(months.min()), int(months.max()) + 1)))
    names = list(_names([item for item, _ in pairs], np.array([month for _, month in pairs], dtype=np.int64)))
    blank = [pa.nulls(len(pairs), field.type) for field in SCHEMA if field.name in FIGURES]
    return pa.table([*names, *blank, pa.array([True] * len(pairs))], SCHEMA)


def _places(names: Iterator[str | None]) -> dict[str | None, int]:
    """Totals (None) at place 0, then the names in order."""
    return {name: place for place, name in enumerate([None, *sorted({name for name in names if name is not None})])}


def _columns(rows: dict[str, np.ndarray], own: list[Series], masks: dict[str, np.ndarray]) -> Iterator[pa.Array]:
    yield from _names(own, rows["month"])
    for name, mask in (("active", "stock"), ("entered", "flow"), ("left", "flow"), ("headcount", "stock")):
        yield pa.array(rows[name], pa.int64(), mask=masks[mask])
    yield pa.array(rows["median"], pa.float64(), mask=masks["flow"] | masks["median"] | np.isnan(rows["median"]))
    for after in AFTER:
        cohort, stayed = rows[f"cohort_{after}"], rows[f"stayed_{after}"]
        share = np.round(stayed / np.maximum(cohort, 1), DIGITS)
        yield pa.array(share, pa.float64(), mask=masks[f"survival_{after}"] | (cohort == 0))
    yield pa.array(np.logical_or.reduce(list(masks.values())), pa.bool_())


def _names(own: Sequence[Series], months: np.ndarray) -> Iterator[pa.Array]:
    yield from (
        pa.array([getattr(item, name) for item in own], pa.string())
        for name in ("ref_area", "district", "sector", "level")
    )
    ends = {month: month_end(int(month)) for month in np.unique(months)}
    yield pa.array([ends[month] for month in months], pa.date32())


def without_parts(table: pa.Table) -> dict[str, int]:
    """Of how many cities the cells are hidden altogether, and of how many of these the districts and sectors too."""
    told = table.filter(reduce(or_, (pc.field(name).is_valid() for name in FIGURES)))
    cities = pc.count_distinct(table["ref_area"]).as_py()
    having = {
        levels: pc.count_distinct(told.filter(pc.field("level").isin(levels))["ref_area"]).as_py()
        for levels in (("cell",), ("district", "sector"))
    }
    return dict(
        zip(("cities_without_cells", "cities_totals_only"), (cities - each for each in having.values()), strict=True)
    )


def suppressed_figures(table: pa.Table) -> int:
    """How many rows hide a figure."""
    return pc.sum(table["is_suppressed"]).as_py() or 0
