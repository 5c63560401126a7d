# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file for a spreadsheet: the one way in which a table leaves as CSV. Pure: plain values in and out."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

CONTENT_TYPE = "text/csv; charset=utf-8"
#: What a spreadsheet may take for the start of a formula, also in the wide forms of East Asian keyboards.
_STARTS = frozenset("=+-@|\t\r\n＝＋－＠")
#: What it reads over before it looks: spaces, quotation marks, a mark of byte order.
_READ_OVER = " \u00a0\u3000\ufeff\"'"


def safe_cell(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula, also not behind spaces or a quotation mark."""
    if isinstance(cell, int | Decimal):
        return str(cell)  # a number below zero is a number
    said = str(cell).replace("\0", "")
    return f"'{said}" if said.lstrip(_READ_OVER)[:1] in _STARTS else said


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as spreadsheets here read them: a mark of byte order, semicolons, every cell quoted. No cell is run."""
    return "\ufeff" + csv_lines(rows)


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """The same without the mark: what comes behind the first rows of a file that is written piece by piece."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
