#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# A delivery in text with one line of too many cells, as after an unquoted separator in a name, is refused by pandas
# when all columns are read. Reading only some of them (usecols) takes the same line for a row, and cells stand under the
# names of their neighbours; on_bad_lines="error" changes nothing about it. DuckDB refuses the line in both cases. Who reads few
# columns of a wide table to save time loses the only sign that it is damaged.
#
# package: pandas, duckdb
# version: 3.1.1
# version: 2.0.0
# source: observed; pandas, read_csv with usecols and on_bad_lines
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pandas==3.1.1 duckdb==2.0.0

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pathlib import Path

import duckdb
import pandas as pd

Path("clients.csv").write_text("place,year,points\nEast,2019,40\nNorth,West,2019,70\n", encoding="utf-8")
FILE, SOME = "clients.csv", ["place", "points"]
columns = "{'place': 'VARCHAR', 'year': 'VARCHAR', 'points': 'VARCHAR'}"
read = f"read_csv('{FILE}', auto_detect = false, header = true, columns = {columns})"


def points(ask):
    try:
        return ask()
    except (pd.errors.ParserError, duckdb.Error):
        return "refused"


seen = {
    "pandas, all columns": points(lambda: list(pd.read_csv(FILE, dtype=str, on_bad_lines="error")["points"])),
    "pandas, usecols": points(lambda: list(pd.read_csv(FILE, dtype=str, on_bad_lines="error", usecols=SOME)["points"])),
    "duckdb, some columns": points(lambda: duckdb.sql(f"select place, points from {read}").fetchall()),
}
for way, found in seen.items():
    print(f"{way}: {found}")
if list(seen.values()) != ["refused", ["40", "2019"], "refused"]:
    sys.exit("changed: a line with too many cells is read otherwise than described")
PYTHON
