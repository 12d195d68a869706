"""What lies in the future, told by the days on which the documents were retrieved."""

from datetime import date

from tests.etl.conftest import Folder


def test_a_source_retrieved_in_the_future_is_rejected_and_does_not_let_figures_of_the_future_in(folder: Folder) -> None:
    folder.change("sources.csv", "目录,某网,,,2026-09", "目录,某网,,,2062-09")
    folder.change("figures.csv", "actual,2026-02-05", "actual,2062-01")
    report = folder.build()
    assert [reject[:4] for reject in report.rejects[:2]] == [
        ("sources.csv", 4, "retrieved", "bad_date"),
        ("figures.csv", 2, "time_period", "bad_date"),
    ]
    assert "'2062-09' is over a year after 2026-09-30" in report.rejects[0][4]
    assert folder.query("select max(period_end) from observation where scenario = 'actual'") == [(date(2026, 12, 31),)]


def test_a_source_that_seems_years_too_early_does_not_make_the_others_ones_of_the_future(folder: Folder) -> None:
    folder.change("sources.csv", "目录,某网,,,2026-09", "目录,某网,,,1926-09")
    folder.change("sources.csv", "某局,2026-01-15,http://example.org/b?x=1,2026-09", "某局,,,2029-09")
    assert folder.build().rejects == ()


def test_a_figure_of_the_months_after_the_last_document_is_none_of_the_future(folder: Folder) -> None:
    folder.change("figures.csv", "actual,2026-02-05", "actual,2026-12-20")
    assert folder.build().rejects == ()


def test_a_period_that_has_begun_is_none_of_the_future(folder: Folder) -> None:
    folder.change("figures.csv", "actual,2026-02-05", "actual,2026-Q3")
    folder.change("figures.csv", "actual,2026-early", "actual,2026-late")
    assert folder.build().rejects == ()
