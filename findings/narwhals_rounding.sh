#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# One Narwhals expression gives two numbers. A cast of fractions to whole numbers cuts them off on pandas (2.7 becomes 2)
# and rounds them on DuckDB (2.7 becomes 3, 1.5 becomes 2); round(0) goes to the even neighbour on pandas (2.5 becomes 2)
# and away from zero on DuckDB (2.5 becomes 3). Each is what the engine below does; the expression is handed on as it is.
# Floor division and remainder of negative numbers, which differ between the same two engines, are brought into line. Counts that
# must be equal on every engine may only cast what is whole already, and may not round.
#
# package: narwhals
# version: 2.29.0
# source: observed; narwhals, Expr.cast and Expr.round, with pandas 3.1.1 and duckdb 2.0.0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check narwhals==2.29.0 pandas==3.1.1 duckdb==2.0.0 pyarrow==26.0.1

"$folder/venv/bin/python" - <<'PYTHON'
import sys

import duckdb
import narwhals as nw
import pandas as pd

points = pd.DataFrame({"hours": [1.5, 2.5, 2.7], "step": [-7, 7, 5]})
whole = nw.col("hours").cast(nw.Int64)
rounded = nw.col("hours").round(0).cast(nw.Int64)
floor = nw.col("step") // 2

on_pandas = nw.from_native(points).select(whole=whole, rounded=rounded, floor=floor).to_dict(as_series=False)
lazy = nw.from_native(duckdb.from_df(points)).select(whole=whole, rounded=rounded, floor=floor)
on_duckdb = lazy.collect().to_dict(as_series=False)
for name in ("whole", "rounded", "floor"):
    print(f"{name:8} pandas {on_pandas[name]}  duckdb {on_duckdb[name]}")

seen = [(on_pandas[name], on_duckdb[name]) for name in ("whole", "rounded", "floor")]
if seen != [([1, 2, 2], [2, 2, 3]), ([2, 2, 3], [2, 3, 3]), ([-4, 3, 2], [-4, 3, 2])]:
    sys.exit("changed: cast or round no longer follow the engine below as described")
PYTHON
