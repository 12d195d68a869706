"""Briefings: one content, composed from the queries of the pages, written as slides, document, workbook and print."""
