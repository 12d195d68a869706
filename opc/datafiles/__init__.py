"""Rows of a named query as files that a reader takes away: CSV, JSON, package, workbook; and the warehouse as a whole.

Workbooks are made by opc/datafiles/workbook.py, which is opened when one is asked for: pages start without it.
"""

from opc.datafiles.cells import MISSING, NOT_APPLICABLE, NOT_DISCLOSED, UNBOUNDED, csv_bytes, csv_lines
from opc.datafiles.documents import json_document, plain
from opc.datafiles.package import package_zip
from opc.datafiles.whole import parquet_zip, whole_database

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "NOT_DISCLOSED",
    "UNBOUNDED",
    "csv_bytes",
    "csv_lines",
    "json_document",
    "package_zip",
    "parquet_zip",
    "plain",
    "whole_database",
]
