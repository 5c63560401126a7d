# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a registration, written row by row: the table, its codebook, the declaration for `link`, and the list
of their digests; apart from them the file of who is who."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from checklist.base.sheets import csv_lines, csv_text
from checklist.people.models import Proposal
from checklist.registration import queries, rules
from checklist.registration.codebook import About, codebook, upload_toml
from checklist.registration.queries import FIXED, Counts, Row

TABLE, FICTIONAL = "REGISTRATIE", "FICTIEF-"
COUNTED = ("consulent", "locatie", "traject")  # of the fixed columns


@dataclass
class Written:
    """What was counted while rows were written. Grows with columns and their values, not with rows."""

    rows: int = 0
    digest: str = ""  # of the table; at the end that of the list of all digests
    values: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, heads: Sequence[str], row: Row) -> None:
        self.rows += 1
        for name, cell in zip(heads, row.cells, strict=True):
            if name in COUNTED or name not in FIXED:
                self.values.setdefault(name, Counter())[cell] += 1


def write_folder(
    proposal: Proposal, counts: Counts, draft: Path, keys: Path | None, note: Callable[[list[Row]], None]
) -> Written:
    """Write everything. `note` is called with each chunk before its rows are written."""
    wanted, fictional = queries.wanted_of(proposal), queries.fictional_here()
    columns, name = queries.columns_of(wanted), f"{FICTIONAL if fictional else ''}{TABLE}"
    written = _write_rows(wanted, list(columns), draft / f"{name}.csv", keys, note)
    about = About(
        name=name, wanted=wanted, purpose=proposal.reason, columns=columns, services=queries.services_named(),
        checklists=queries.checklists_used(wanted), rows=written.rows, people=counts.people, objected=counts.objected,
        values=written.values, fictional=fictional,
    )  # fmt: skip
    files = [(f"{name}.csv", written.digest)]
    for file, text in (("codeboek.md", codebook(about)), ("upload.toml", upload_toml(about))):
        (draft / file).write_bytes(text.encode())
        files.append((file, rules.sha256(text.encode())))
    listed = rules.digest_list(files).encode()
    (draft / "SHA256SUMS").write_bytes(listed)
    written.digest = rules.sha256(listed)
    return written


def _write_rows(
    wanted: rules.Wanted,
    characteristics: list[str],
    table: Path,
    keys: Path | None,
    note: Callable[[list[Row]], None],
) -> Written:
    written, told = Written(), sha256()
    heads = [*FIXED, *(f"antwoord_{name}" for name in characteristics)]
    with ExitStack() as stack:
        out = stack.enter_context(table.open("wb"))
        apart = stack.enter_context(keys.open("wb")) if keys else None
        if apart:
            apart.write(csv_text([("eigen_clientnummer", "pseudoniem")]).encode())
        piece = csv_text([heads]).encode()
        for chunk in queries.rows_of(wanted, characteristics):
            note(chunk)
            out.write(piece)
            told.update(piece)
            piece = csv_lines(row.cells for row in chunk).encode()
            if apart:
                apart.write(csv_lines((row.number, row.cells[1]) for row in chunk).encode())
            for row in chunk:
                written.count(heads, row)
        out.write(piece)
        told.update(piece)
    written.digest = told.hexdigest()
    return written
