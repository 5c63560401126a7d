#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# DuckDB reads a Parquet file that lies in a folder called jaar=2018 with a column "jaar" of 2018, and when the file has
# a column of that name itself, the folder wins: the cells of the file are never seen. Nothing says so, also for one file
# named in full. pandas with pyarrow reads the same file as it was written. Deliveries by year or by municipality lie in such
# folders. With hive_partitioning=false DuckDB reads the cells.
#
# package: duckdb
# version: 2.0.0
# source: observed; the option is named hive_partitioning in DuckDB's documentation of read_parquet
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check duckdb==2.0.0 pandas==3.1.1 pyarrow==26.0.1

cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pathlib import Path

import duckdb
import pandas as pd

place = Path("jaar=2018")
place.mkdir()
file = str(place / "clients.parquet")
pd.DataFrame({"client": ["a"], "jaar": [2015]}).to_parquet(file)
years = {
    "pandas": int(pd.read_parquet(file)["jaar"][0]),
    "duckdb": duckdb.sql(f"select jaar from read_parquet('{file}')").fetchall()[0][0],
    "duckdb, hive_partitioning=false": duckdb.sql(
        f"select jaar from read_parquet('{file}', hive_partitioning=false)"
    ).fetchall()[0][0],
}
for reader, year in years.items():
    print(f"{reader}: jaar = {year}")
if list(years.values()) != [2015, 2018, 2015]:
    sys.exit("changed: the folder does not win over the file as it did in 2.0.0")
PYTHON
