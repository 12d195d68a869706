"""The columns of a roster, and the headings under which they are known."""

import re
from collections.abc import Iterable, Iterator

from etl.layout import column_name
from etl.problem import Problem, did_you_mean

# Column → headings that mean it. The first Chinese one is what a message calls it.
SYNONYMS = {
    "team_id": "团队编号 团队id 团队代码 团队编码 企业编号 项目编号 入驻编号 编号 team team_no team_code",
    "ref_area": "城市 城市代码 城市编码 行政区划代码 区划代码 所在城市 地市 市 city city_code area_code",
    "district": "区县 区县名称 所在区县 所属区县 所在区 所属区 县区 市区 区 county borough",
    "community": "社区 社区名称 所在社区 入驻社区 opc社区 园区 载体 park space",
    "sector": "赛道 行业 领域 所属赛道 所属行业 产业 行业领域 track industry field",
    "entered_on": "入驻日期 入驻时间 入驻日 进驻日期 入园日期 入园时间 迁入日期 entry_date entered start_date move_in",
    "left_on": "退出日期 退出时间 退出日 离开日期 退驻日期 迁出日期 离园日期 退园日期 exit_date left end_date move_out",
    "headcount": "人数 团队人数 从业人数 员工人数 人员数 在册人数 people persons size team_size employees",
    "credit_code": "统一社会信用代码 信用代码 社会信用代码 统一信用代码 uscc usci",
}
OPTIONAL = frozenset({"community", "credit_code"})
COLUMNS = tuple(SYNONYMS)
REQUIRED = tuple(column for column in COLUMNS if column not in OPTIONAL)

_KNOWN = {heading: column for column, text in SYNONYMS.items() for heading in (column, *text.split())}


# What stands in brackets, which are of half width here, to the end.
_REMARK = re.compile(r"[\s_]*[(\[【〔].*", re.DOTALL)


def column_of(heading: str) -> str | None:
    """The column that a heading means; None where it is not known. Case, spaces and full width do not matter.

    A remark in brackets is no part of it: 入驻日期（年-月-日）.
    """
    folded = column_name(heading)
    bare = _REMARK.sub("", folded)
    return next((column for name in (folded, folded.replace("_", ""), bare) if (column := _KNOWN.get(name))), None)


def columns_of(file: str, headings: Iterable[str]) -> tuple[list[str | None], list[Problem]]:
    """The column of each heading of a file, and what is wrong with its header."""
    headings = list(headings)
    columns = [column_of(heading) for heading in headings]
    # Beside 人数 a column 人数（女） is another one.
    plain = {column for column, heading in zip(columns, headings, strict=True) if not _has_remark(heading)}
    columns = [
        None if column in plain and _has_remark(heading) else column
        for column, heading in zip(columns, headings, strict=True)
    ]
    return columns, list(_problems(file, headings, columns))


def _has_remark(heading: str) -> bool:
    return bool(_REMARK.search(column_name(heading)))


def _problems(file: str, headings: list[str], columns: list[str | None]) -> Iterator[Problem]:
    unknown = [heading for heading, column in zip(headings, columns, strict=True) if heading and column is None]
    for column in COLUMNS:
        named = [heading for heading, found in zip(headings, columns, strict=True) if found == column]
        if len(named) > 1:
            found = f"{len(named)} headings mean it: {', '.join(named)}"
            yield Problem(file, 1, column, found, "keep one of them")
        elif not named and column not in OPTIONAL:
            chinese = SYNONYMS[column].split()[0]
            found = f"the column ({chinese}) is missing; found {', '.join(filter(None, headings)) or 'no headings'}"
            near = (did_you_mean(column, unknown) or did_you_mean(chinese, unknown)).replace("did you mean", "is it")
            yield Problem(file, 1, column, found, f"add it to the header{near}")
