"""The tables to ask stand there in the reader's language, and the Chinese words belong to columns that exist."""

import re

from opc.explore.schema import chinese, tables
from opc.text import entries

CJK = re.compile(r"[\u3400-\u9fff]")


def test_every_column_is_explained_in_english_by_its_comment(view):
    found = tables(type(view)("explore", "en", "C", view.known_on, view.version))
    assert {"city", "observation", "source", "policy"} <= {table.name for table in found}
    assert all(field.kind and field.meaning for table in found for field in table.fields)
    assert all(table.meaning and not CJK.search(table.meaning) for table in found)


def test_every_column_of_a_table_with_chinese_words_has_them_too(view):
    """A column needs a line in data/columns.yml; a table without words under explore.meaning shows its comments."""
    known = {key.removeprefix("explore.meaning.") for key in entries() if key.startswith("explore.meaning.")}
    spoken = [table for table in tables(view) if table.name in known]
    assert len(spoken) == len(known)
    missing = [
        f"{table.name}.{field.name}: {field.meaning}"
        for table in spoken
        for field in table.fields
        if field.name not in chinese() and f"{table.name}.{field.name}" not in chinese()
    ]
    assert missing == []


def test_chinese_words_are_of_columns_that_exist(view):
    columns = {name for table in tables(view) for f in table.fields for name in (f.name, f"{table.name}.{f.name}")}
    assert set(chinese()) - columns == set()
