#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# `unique` of a lazy frame of Narwhals on DuckDB is no DISTINCT: it numbers all rows within their combination by a window
# and keeps the first, so all rows are held, in memory or on disk, where an aggregation holds one row for each combination.
# On two million rows with 600 different words it takes many times as long as group_by with a count, which asks DuckDB
# for a plain GROUP BY. The answer is the same.
#
# package: narwhals
# version: 2.29.0
# source: observed; narwhals, LazyFrame.unique, with duckdb 2.0.0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check narwhals==2.29.0 duckdb==2.0.0 pyarrow==26.0.1

"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time

import duckdb
import narwhals as nw

connection = duckdb.connect()
connection.execute("CREATE TABLE intakes AS SELECT 'k' || hash(range) % 600 AS worker FROM range(2000000)")
frame = nw.from_native(connection.sql("FROM intakes"))
asked = {
    "unique": frame.select("worker").unique(),
    "group_by": frame.group_by("worker").agg(nw.len().alias("rows")).select("worker"),
}
seen = {}
for name, question in asked.items():
    begin = time.perf_counter()
    found = sorted(word for word, in question.to_native().fetchall())
    text = question.to_native().sql_query().lower()
    seen[name] = (found, "row_number()" in text, "distinct" in text)
    print(f"{name:9} {len(found)} words, window {seen[name][1]}, distinct {seen[name][2]}, {time.perf_counter() - begin:.2f} s")

if seen["unique"][0] != seen["group_by"][0]:
    sys.exit("changed: the two questions no longer have one answer")
if seen["unique"][1:] != (True, False) or seen["group_by"][1:] != (False, False):
    sys.exit("changed: unique is no longer a window over all rows as described")
PYTHON
