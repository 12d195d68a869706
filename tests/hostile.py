"""A warehouse of which every text tries to act, built by the ETL from the small good files. Nothing in it is real."""

import csv
import shutil
from pathlib import Path

import duckdb

from etl.build import build

GOOD = Path(__file__).parent / "etl" / "fixtures" / "good"
EVIL = "javascript:hit=1"
# By the text of the good file that each takes the place of, wherever it stands. `hit` is what a script would set.
TEXTS = {
    "济南": "<img src=x onerror=hit=1>",
    "Jinan": "[x](javascript:hit=1)",
    "深圳": "<svg onload=hit=1>",
    "Shenzhen": r"$\LaTeX$ :material/home:",
    "山东省": "<b onclick=hit=1>省",
    "Shandong": ":red[province]",
    "Shandong Province": "![p](https://evil.example/p.png)",
    "广东省": "`code` **bold**",
    "历下区": "<details open ontoggle=hit=1>",
    "Lixia District": "&lt;b&gt; {{7*7}}",
    "首批": "</script><script>hit=1</script>",
    "First batch": "=1+1",
    "产业基金": "=cmd|' /C calc'!A0",
    "Industry fund": "@SUM(1+1)",
    "社区启用": "<a href=javascript:hit=1>a</a>",
    "The community opens": "+1+1",
    "报道": "-2+3+cmd|' /C calc'!A0",
    "Plan, with a comma": '=HYPERLINK("https://evil.example/","x")',
    "目录": "</style><style>*{display:none}</style>",
    "某报": '"><script>hit=1</script>',
    "某局": "' autofocus onfocus=hit=1 '",
    "某网": "<iframe srcdoc='<script>hit=1</script>'>",
    "重复": "\\u003cscript\\u003ehit=1//",
    "Twice": "<math><mtext></mtext><a xlink:href=javascript:hit=1>m</a></math>",
    "2万余平方米": "2万余平方米<img src=x onerror=hit=1>",
    "最高1000万，50%": "最高1000万，50%<script>hit=1</script>",
    "http://example.org/b?x=1": "data:text/html,<script>hit=1</script>",
}


def hostile_raw(folder: Path) -> Path:
    """The good files with these texts in the place of theirs."""
    shutil.copytree(GOOD, folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [[TEXTS.get(cell, cell) for cell in row] for row in csv.reader(file)]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def hostile_warehouse(folder: Path) -> Path:
    """A warehouse of them. One address is made evil after the build, which would not have let it in."""
    build(hostile_raw(folder / "raw"), folder / "warehouse")
    served = folder / "warehouse" / (folder / "warehouse" / "current").read_text(encoding="utf-8")
    with duckdb.connect(str(served)) as connection:
        connection.execute("update source set url = ? where source_id = 'D1'", [EVIL])
    return folder / "warehouse"
