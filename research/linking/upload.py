# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a municipality hands over: ten lines that say which file, which columns, which form of date, and what its
services are.

Without such a file the one called INTAKE_GEMEENTE is read, as `simulate` writes it. docs/how-to/link-cbs-files.md
shows one.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from research.errors import InputError, shown
from research.linking.layout import Layout, refuse
from research.linking.locating import tree
from research.plan.toml_tables import Section

NAME = "upload.toml"
REFUSE, LEAVE_OUT = "refuse", "leave out"
#: What a service is mapped to when its rows do not take part.
NOT_STUDIED = LEAVE_OUT
#: CBS's own definition of work as main income; 15 (in the business of the family) only when said.
WORK = ("11", "12", "13", "14")
ASSISTANCE = "22"
LETTERS = {
    "yyyy": r"(?P<year>(?:19|20)\d\d)",
    "mm": r"(?P<month>0?[1-9]|1[0-2])",
    "dd": r"(?P<day>0?[1-9]|[12]\d|3[01])",
}


@dataclass(frozen=True)
class Work:
    """What counts as work: categories of SECMBUS, or hours a month in the jobs of SPOLISBUS; and who is in
    assistance."""

    source: str = "income"
    codes: tuple[str, ...] = WORK
    least_hours: float = 1.0
    assistance: str = "income"


@dataclass(frozen=True)
class Upload:
    """The declaration of an upload. `services` empty: the values are the tracks."""

    declared_in: str
    sha256: str
    file: str
    caseworker: str
    office: str
    date: str
    date_form: str
    service: str
    sort: str
    number: str
    twice: tuple[str, ...]
    blanks: str = REFUSE
    services: dict[str, str] = field(default_factory=dict)
    work: Work = field(default_factory=Work)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, the key first."""
        return (self.sort, self.number, self.caseworker, self.office, self.date, self.service)

    @property
    def shape(self) -> re.Pattern[str]:
        """What a date has to look like."""
        return re.compile(
            re.sub("yyyy|mm|dd", lambda m: LETTERS[m[0]], re.escape(self.date_form).replace("\\-", "-"))
        )


def default(layout: Layout) -> Upload:
    """The file that `simulate` writes."""
    return Upload(
        "",
        "",
        "INTAKE_GEMEENTE",
        "consulent",
        "locatie",
        "intake_maand",
        "yyyy-mm",
        "traject",
        layout.sort,
        layout.number,
        (REFUSE,),
    )


def read_upload(path: Path, layout: Layout) -> Upload:
    """Read a declaration. Raises `InputError` where a key is missing, unknown or cannot be meant."""
    try:
        content = path.read_bytes()
        found = tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(
            file=path.name,
            expected="a declaration of the upload in TOML",
            found=shown(error),
            todo="Draft one: python -m research link --propose FILE.",
        ) from None
    for name in found:
        if name not in ("upload", "services", "work"):
            raise InputError(
                file=path.name, column=f"[{name}]", expected="only [upload], [services], [work]", found=name
            )
    section = Section(path.name, "upload", dict(found.get("upload", {})))
    twice = section.values.get("twice", REFUSE)
    section.values["twice"] = [twice] if isinstance(twice, str) else twice
    services = Section(path.name, "services", dict(found.get("services", {})))
    upload = Upload(
        declared_in=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        file=section.take("file", str),
        caseworker=section.take("caseworker", str),
        office=section.take("office", str),
        date=section.take("date", str),
        date_form=section.take("date_form", str).lower().replace("jjjj", "yyyy"),
        service=section.take("service", str),
        sort=section.take("sort", str, layout.sort),
        number=section.take("number", str, layout.number),
        twice=section.words("twice"),
        blanks=section.one_of("blanks", (REFUSE, LEAVE_OUT), REFUSE),
        services={key: services.take(key, str) for key in services.values},
        work=read_work(found, path.name, layout),
    )
    section.done()
    if (
        not re.fullmatch(r"(yyyy|mm|dd|[-/. ])+", upload.date_form)
        or upload.date_form.count("yyyy") != 1
        or "mm" not in upload.date_form
    ):
        raise refuse(
            section, "date_form", "letters like dd-mm-yyyy, yyyymmdd or yyyy-mm", section.values["date_form"]
        )
    unknown = [word for word in upload.twice if word not in upload.services]
    if upload.twice not in ((REFUSE,), (LEAVE_OUT,)) and unknown:
        raise refuse(
            section, "twice", f"“{REFUSE}”, “{LEAVE_OUT}”, or services of [services] in order", unknown[0]
        )
    return upload


def read_work(found: dict[str, object], file: str, layout: Layout) -> Work:
    """The table [work]: where work is read, and which codes or hours it is. Raises `InputError`."""
    values = found.get("work", {})
    section = Section(file, "work", dict(values) if isinstance(values, dict) else {"work": values})
    work = Work(
        source=section.one_of("source", ("income", "jobs"), "income"),
        codes=section.words("codes", WORK),
        least_hours=section.take("least_hours", float, 1.0),
        assistance=section.one_of("assistance", ("income", "assistance"), "income"),
    )
    section.done()
    known = layout.role("income").column("category").codes
    wrong = [code for code in work.codes if code not in known]
    if wrong or not work.codes:
        raise refuse(section, "codes", f"codes of SECM: {', '.join(known)}", wrong[0] if wrong else "")
    if work.least_hours <= 0:
        raise refuse(section, "least_hours", "more than 0", work.least_hours)
    return work


def find_upload(folder: Path, upload: Upload, layout: Layout) -> Path:
    """The file of the upload, wherever it lies in the folder; its ending may be left out. Raises `InputError`."""
    ending = Path(upload.file).suffix.lower() in layout.kinds
    found = [
        path
        for path in tree(folder)
        if path.suffix.lower() in layout.kinds
        and (path.name if ending else path.stem).casefold() == upload.file.casefold()
    ]
    if len(found) != 1:
        raise InputError(
            file=folder.name,
            expected=f"one file called {upload.file}",
            found=" and ".join(path.relative_to(folder).as_posix() for path in found) or "none",
            todo=f"Put it in the folder, or name yours in {NAME} (python -m research link --propose FILE drafts one).",
        )
    return found[0]
