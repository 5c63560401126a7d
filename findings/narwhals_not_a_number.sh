#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# A column of fractions with one cell that is "not a number" (NaN, which is how statistics packages often write an unknown) has
# another largest value, another median and another answer to "are all above zero" on each engine of Narwhals: in DuckDB NaN is
# larger than everything and equal to itself, in Arrow the largest value passes it by. Sums and means are NaN on both, so a
# check on totals does not show it. Who writes one expression for several engines makes NaN null first.
#
# package: narwhals
# version: 2.29.0
# source: observed; narwhals, Expr.max, Expr.median and comparison, with pyarrow 26.0.1 and duckdb 2.0.0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check narwhals==2.29.0 duckdb==2.0.0 pyarrow==26.0.1

"$folder/venv/bin/python" - <<'PYTHON'
import math
import sys

import duckdb
import narwhals as nw
import pyarrow as pa

table = pa.table({"points": pa.array([1.0, math.nan, 3.0, None])})
points = nw.col("points")
asked = {"largest": points.max(), "median": points.median(), "all above 0": (points > 0).all(), "total": points.sum()}
asked["largest, NaN made null"] = nw.when(~points.is_nan()).then(points).max()


def answer(frame, expression):
    found = frame.select(answer=expression)
    return found.lazy().collect()["answer"].to_list()[0]


seen = {}
for name, expression in asked.items():
    seen[name] = (answer(nw.from_native(table), expression), answer(nw.from_native(duckdb.from_arrow(table)), expression))
    print(f"{name:24} arrow {seen[name][0]}  duckdb {seen[name][1]}")

as_described = (
    seen["largest"][0] == 3.0
    and math.isnan(seen["largest"][1])
    and seen["median"] == (2.0, 3.0)
    and seen["all above 0"] == (False, True)
    and all(math.isnan(total) for total in seen["total"])
    and seen["largest, NaN made null"] == (3.0, 3.0)
)
if not as_described:
    sys.exit("changed: the engines no longer differ on NaN as described")
PYTHON
