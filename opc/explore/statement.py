"""What may be asked: exactly one SELECT over the published tables, as DuckDB itself has parsed it.

The first of three walls. The second are DuckDB's own locks, the third is what the kernel lets the child do; each of
them holds alone. DuckDB's type of a statement is not enough: `with x as (copy city to '/tmp/x') from x` is a SELECT.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Protocol

QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
DATABASES = {"", "memory"}
SCHEMAS = {"", "main"}
SHOWN = {"DESCRIBE", "SUMMARY", '"tables"'}
TABLE_FUNCTIONS = {"range", "generate_series", "unnest", "json_each", "json_tree"}
# What reads or changes the engine and not the data, runs text as SQL, or only waits.
FUNCTIONS = {
    "current_setting", "getvariable", "write_log", "sleep_ms", "pg_sleep", "nextval", "currval", "setval", "setseed",
    "current_query", "current_query_id", "current_connection_id", "current_transaction_id", "txid_current",
    "current_database", "current_catalog", "current_schema", "current_schemas", "in_search_path", "current_user",
    "current_role", "session_user", "user", "stats", "vector_type", "json_serialize_sql", "json_deserialize_sql",
    "json_serialize_plan", "json_execute_serialized_sql", "parse_duckdb_log_message", "getenv", "get_block_size",
    "inet_client_addr", "inet_client_port", "inet_server_addr", "inet_server_port", "pg_postmaster_start_time",
    "pg_conf_load_time", "query", "query_table", "create_sort_key",
}  # fmt: skip
# Those that SQL has without brackets: to the parser they are columns. Whoever names a column so writes t.user.
WITHOUT_BRACKETS = {"current_user", "current_role", "session_user", "user", "current_catalog", "current_schema"}
PARAMETERS = {"evidence", "known_on"}
MOST_NAMED = 80
# Signs that a Chinese keyboard types where SQL has others; within quotes and comments they are text.
FULL_WIDTH = re.compile("[，。；：、（）‘’“”＝＊＜＞＋－／％！｜【】]")
# A name that `with` gives is known in the whole query, also where it is out of scope: there it must not reach a file or
# a view of the engine.
STRANGE = re.compile(r"[^\w ]|^(duckdb|pragma|sqlite|pg)_", re.IGNORECASE)
NO_MEMORY = re.compile(r"Out of Memory|Failed to allocate|Memory allocation failure", re.IGNORECASE)
QUOTED = re.compile(r"""'[^']*'|"[^"]*"|--[^\n]*|/\*.*?\*/""", re.DOTALL)


class Connection(Protocol):
    """As much of a DuckDB connection as is needed to parse."""

    def execute(self, query: str, parameters: Any = ...) -> Any: ...


class RefusedError(Exception):
    """A query that is not run. `code` names the sentence, `values` what it speaks of, `said` DuckDB's own words."""

    def __init__(self, code: str, said: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.said = code, said
        self.values = {name: value[:MOST_NAMED] if isinstance(value, str) else value for name, value in values.items()}


def check_text(sql: str, most: int) -> None:
    """Refuse what need not be parsed: nothing, too much, characters that no editor writes."""
    if not sql.strip():
        raise RefusedError("empty")
    if len(sql) > most:
        raise RefusedError("too_long", found=len(sql), most=most)
    strange = next((c for c in sql if (ord(c) < 32 and c not in "\t\n\r") or 0xD800 <= ord(c) < 0xE000), None)
    if strange is not None:
        raise RefusedError("character", found=f"U+{ord(strange):04X}")


def check(sql: str, connection: Connection, tables: set[str], macros: set[str]) -> None:
    """Refuse what is not one SELECT over `tables`, the table macros `macros` and functions of values."""
    tree = _parsed(sql, connection)
    if len(tree) != 1:
        raise RefusedError("several" if tree else "empty", found=len(tree))
    nodes = list(_nodes(tree))
    named = {name.lower() for node in nodes for name in _named_queries(node)}
    if strange := next(filter(STRANGE.search, sorted(named)), None):
        raise RefusedError("table", name=strange)
    known = tables | named
    for node in nodes:
        _check_node(node, known, macros)


def _parsed(sql: str, connection: Connection) -> list[Any]:
    # The text is a value here: nothing of it is run.
    words = connection.execute("select json_serialize_sql($sql::varchar)", {"sql": sql}).fetchone()[0]
    try:
        answer = json.loads(words)
    except RecursionError:
        raise RefusedError("too_deep") from None
    if not answer["error"]:
        return answer["statements"]
    if "Only SELECT" in answer["error_message"]:
        raise RefusedError("not_select")
    raise explained("syntax", sql, answer["error_message"])


def explained(code: str, sql: str, said: str) -> RefusedError:
    """Why DuckDB could not take a query: what it means where we know, else `code` with DuckDB's own words."""
    if "expression depth" in said:
        return RefusedError("too_deep")
    if NO_MEMORY.search(said):
        # Reading a text of the length that we take needs that much only where brackets stand in brackets.
        return RefusedError("too_deep" if code == "syntax" else "memory")
    sign = FULL_WIDTH.search(QUOTED.sub("", sql))
    # DuckDB takes such a sign for a letter and misses a column of a strange name.
    return RefusedError("full_width", said, found=sign[0]) if sign else RefusedError(code, said)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree, however deep, without recursion."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _named_queries(node: dict[str, Any]) -> Iterator[str]:
    """The names that `with` gives to queries."""
    if isinstance(node.get("cte_map"), dict):
        yield from (entry["key"] for entry in node["cte_map"]["map"])
    if node.get("cte_name"):
        yield node["cte_name"]


def _check_node(node: dict[str, Any], known: set[str], macros: set[str]) -> None:
    kind = node.get("type")
    if isinstance(kind, str) and kind.endswith("_NODE") and kind not in QUERIES:
        raise RefusedError("not_select")
    if kind == "BASE_TABLE":
        _check_table(node, known)
    elif kind == "TABLE_FUNCTION":
        name = node["function"].get("function_name", "").lower()
        if name not in TABLE_FUNCTIONS | macros:
            raise RefusedError("table_function", name=name)
    elif kind == "SHOW_REF" and not {node.get("show_type"), node.get("table_name")} & SHOWN:
        raise RefusedError("show")
    elif isinstance(node.get("function_name"), str):
        _check_function(node["function_name"].lower())
    elif kind == "COLUMN_REF":
        _check_column(node["column_names"])
    elif kind == "VALUE_PARAMETER" and node.get("identifier") not in PARAMETERS:
        raise RefusedError("parameter", name=node.get("identifier"))


def _check_table(node: dict[str, Any], known: set[str]) -> None:
    name = node["table_name"]
    ours = node.get("schema_name", "").lower() in SCHEMAS and node.get("catalog_name", "").lower() in DATABASES
    if not ours or name.lower() not in known:
        sign = FULL_WIDTH.search(name)
        raise RefusedError("full_width", found=sign[0]) if sign else RefusedError("table", name=name)


def _check_column(names: list[str]) -> None:
    if len(names) == 1 and names[0].lower() in WITHOUT_BRACKETS:
        _check_function(names[0].lower())


def _check_function(name: str) -> None:
    if name in FUNCTIONS or name.startswith("__"):
        raise RefusedError("function", name=name)
