# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts the declaration of an upload from the file itself. A draft: a person reads it, and says which service is
which track."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

import pandas as pd

from research.data.readers import CHUNK, raw_chunks, read_header
from research.linking.cells import words_of
from research.linking.layout import Layout
from research.linking.people import iso
from research.linking.pulling import match
from research.linking.source_identifiers import refuse_naming_columns, refuse_naming_values
from research.linking.upload import default

HINTS = {
    "caseworker": r"consulent|klantman|caseman|case_?worker|behandel|medewerk|coach|adviseur",
    "office": r"locatie|werkplein|vestig|kantoor|team|office|bureau|wijk|plein",
    "date": r"datum|date|maand|month|start|aanvang|aanmeld|intake",
    "service": r"voorzien|traject|dienst|service|instrument|aanbod|product",
}
FORMS = ("dd-mm-yyyy", "yyyy-mm-dd", "yyyymmdd", "yyyy-mm", "dd/mm/yyyy", "yyyymm", "dd.mm.yyyy")
#: More different values than this are no services.
MOST = 40
MISSING = "?"


def propose(path: Path, layout: Layout) -> str:
    """The text of an `upload.toml` for a file; what could not be found is a question mark. Raises `InputError`."""
    header = read_header(path)
    with closing(raw_chunks(path, header, CHUNK)) as chunks:
        rows = next(chunks, pd.DataFrame(columns=header))
    words = {name: words_of(rows[name]) for name in header}
    keys = [match(header, name) for name in (layout.sort, layout.number)]
    free = [name for name in header if name not in keys]
    found: dict[str, str] = {}
    form = MISSING
    for role in ("date", "caseworker", "office", "service"):
        for name in sorted(free, key=lambda n: not re.search(HINTS[role], n, re.IGNORECASE)):
            here = words[name][words[name] != ""]
            if role == "date":
                form = form_of(here)
            elif not re.search(HINTS[role], name, re.IGNORECASE) or (
                role == "service" and here.nunique() > MOST
            ):
                continue
            if role != "date" or form != MISSING:
                found[role] = name
                free.remove(name)
                break
    places = tuple(found[role] for role in ("office", "service") if role in found)
    refuse_naming_columns(path.name, header, places)
    refuse_naming_values(path.name, rows, places, (found["caseworker"],) if "caseworker" in found else ())
    services = sorted(set(words[found["service"]]) - {""}) if "service" in found else []
    return text_of(path, layout, header, found, form, services)


def form_of(words: pd.Series) -> str:
    """The form of date that every value has, or a question mark."""
    for form in FORMS:
        shape = default_shape(form)
        if len(words) and all(shape.fullmatch(word) for word in pd.unique(words)):
            return form
    return "yyyy-mm-dd" if len(words) and all(iso(word) for word in pd.unique(words)) else MISSING


def default_shape(form: str) -> re.Pattern[str]:
    """What a date of a form looks like."""
    from dataclasses import replace

    from research.linking.layout import read_layout

    return replace(default(read_layout()), date_form=form).shape


def text_of(
    path: Path, layout: Layout, header: list[str], found: dict[str, str], form: str, services: list[str]
) -> str:
    """The draft as TOML."""
    lines = [
        "# A draft: read every line. Give each service its track; “leave out” takes its rows out.",
        "[upload]",
    ]
    lines.append(f"file = {quoted(path.stem)}")
    for role in ("caseworker", "office", "date"):
        lines.append(f"{role} = {quoted(found.get(role, MISSING))}")
    lines += [f"date_form = {quoted(form)}", f"service = {quoted(found.get('service', MISSING))}"]
    for key, name in (("sort", layout.sort), ("number", layout.number)):
        if match(header, name) is None:
            lines.append(f"{key} = {quoted(MISSING)}  # no column {name} in the file")
    lines += ["[services]", *(f"{quoted(service)} = {quoted(slug(service))}" for service in services)]
    return "\n".join(lines) + "\n"


def slug(service: str) -> str:
    """A service as the name of a track."""
    return re.sub(r"[^a-z0-9]+", "_", service.lower()).strip("_") or MISSING


def quoted(words: str) -> str:
    """Words as a string of TOML."""
    return json.dumps(words, ensure_ascii=False)
