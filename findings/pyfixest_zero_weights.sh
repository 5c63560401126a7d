#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# A weight of 0 is an ordinary answer of a matching step or of a survey: this person does not count here. pyfixest refuses the
# whole estimation over one such weight, and its sentence asks for weights that are non-negative, which 0 is. statsmodels takes
# the same table, and counts the person among the observations. Both give the same slope once the rows of weight 0 are left
# out beforehand; do that, and count them yourself.
#
# package: pyfixest, statsmodels
# version: 0.60.0
# version: 0.15.0
# source: pyfixest/estimation/formula/utils.py, and observed
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyfixest==0.60.0 statsmodels==0.15.0

"$folder/venv/bin/python" - <<'PYTHON'
import sys

import numpy as np
import pandas as pd
import pyfixest
import statsmodels.formula.api as smf

numbers = np.random.default_rng(20261130)
table = pd.DataFrame({"outcome": numbers.normal(size=60), "trait": numbers.normal(size=60), "weight": 1.0})
table.loc[:4, "weight"] = 0.0

try:
    pyfixest.feols("outcome ~ trait", data=table, weights="weight")
    refused = ""
except ValueError as error:
    refused = str(error)
print("pyfixest:", refused or "takes a weight of 0")
weighted = smf.wls("outcome ~ trait", data=table, weights=table["weight"]).fit()
print("statsmodels: observations", int(weighted.nobs))
kept = pyfixest.feols("outcome ~ trait", data=table[table["weight"] > 0], weights="weight")
same = abs(kept.coef()["trait"] - weighted.params["trait"]) < 1e-12
print("same slope without them:", same)
if not ("non-negative" in refused and int(weighted.nobs) == 60 and same):
    sys.exit("changed: weights of 0 are treated otherwise than described")
PYTHON
