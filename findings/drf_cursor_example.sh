#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The stock cursor pagination of Django REST framework describes its own answer with an example for "next" that the
# declared format (uri) forbids: a quotation mark has slipped behind the address. "previous" is right. Whoever validates
# the examples of an OpenAPI document (the linter of the Dutch API design rules does) finds an error that none of the
# own code made.
#
# package: djangorestframework
# version: 3.18.3
# source: rest_framework/pagination.py, CursorPagination.get_paginated_response_schema
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check djangorestframework==3.18.3 django==5.2.19

"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys

from django.conf import settings

# Every sign that an address may hold (RFC 3986, section 2).
ADDRESS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")

settings.configure()
from rest_framework.pagination import CursorPagination

described = CursorPagination().get_paginated_response_schema({})["properties"]
seen = {}
for name in ("next", "previous"):
    assert described[name]["format"] == "uri"
    seen[name] = bool(ADDRESS.fullmatch(described[name]["example"]))
    print(f"{name}: {described[name]['example']!r} is {'an address' if seen[name] else 'no address'}")
if seen != {"next": False, "previous": True}:
    sys.exit("changed: the examples are not what they were in 3.18.3")
PYTHON
