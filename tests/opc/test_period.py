"""Published dates: as precise as they are known, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opc import period

READ = [
    ("2026-02-05", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("2026-2-5", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("2026/2/5", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("2026.2.5", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("2026年2月5日", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("２０２６年２月５日", "2026-02-05", "day", date(2026, 2, 5), date(2026, 2, 5)),
    ("2028-02-29", "2028-02-29", "day", date(2028, 2, 29), date(2028, 2, 29)),
    ("2026-02", "2026-02", "month", date(2026, 2, 1), date(2026, 2, 28)),
    ("2028/2", "2028-02", "month", date(2028, 2, 1), date(2028, 2, 29)),
    ("2026年12月", "2026-12", "month", date(2026, 12, 1), date(2026, 12, 31)),
    ("2026-Q1", "2026-Q1", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
    ("2026-q4", "2026-Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
    ("2026-early", "2026-early", "season", date(2026, 1, 1), date(2026, 4, 30)),
    ("2026-spring", "2026-spring", "season", date(2026, 3, 1), date(2026, 5, 31)),
    ("2026-mid", "2026-mid", "season", date(2026, 5, 1), date(2026, 8, 31)),
    ("2026-Summer", "2026-summer", "season", date(2026, 6, 1), date(2026, 8, 31)),
    ("2026-autumn", "2026-autumn", "season", date(2026, 9, 1), date(2026, 11, 30)),
    ("2025-late", "2025-late", "season", date(2025, 9, 1), date(2025, 12, 31)),
    ("2026", "2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    ("2026年", "2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    (" 2026 ", "2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    ("", None, "unknown", None, None),
    ("\u3000", None, "unknown", None, None),
    (None, None, "unknown", None, None),
]


@pytest.mark.parametrize(("written", "text", "precision", "start", "end"), READ)
def test_a_date_is_read_as_precisely_as_it_is_known(written, text, precision, start, end) -> None:
    assert period.read(written) == period.Period(text, precision, start, end)


NO_DATES = [
    "2026-02-30", "2026-02-29", "2026-00-01", "2026-13", "2026-00", "2026-13-01", "2026-01-00", "2026-01-32",
    "2026-Q5", "2026-Q0", "2026Q1", "2026-H1", "2026-winter", "early 2026", "2026-early-02", "2026-2/5",
    "2026年2", "2026年2月5", "2026-2月", "2026.2", "26-02-05", "5.2.2026", "05/02/2026", "46058", "202602",
    "20260205", "2026-02-05 00:00", "2026-02-05T00:00", "2026-2027", "2026–2027", "今年", "2026年初", "n/a", "0",
    "0000", "1066", "9999", "-2026", "٢٠٢٦", "２０２６－１３",
]  # fmt: skip


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(period.PeriodError, match=r"^'.*' (is|has|lies) .+ — .+"):
        period.read(written)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day: date) -> None:
    spellings = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    for spelling in spellings:
        assert period.read(spelling) == period.Period(day.isoformat(), "day", day, day)


@given(st.text(alphabet="0123456789-/.年月日Qearlymidt ０２", max_size=12))
def test_a_reading_is_in_order_and_reads_back_to_itself(text: str) -> None:
    try:
        found = period.read(text)
    except period.PeriodError:
        return
    assert period.read(found.text) == found
    assert (found.start is None) == (found.end is None) == (found.precision == "unknown")
    if found.start and found.end:
        assert found.start <= found.end
