# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""All numbers of a release in parts: one service on one outcome in one comparison, a page at a time; or all of them
as one file. Every line can be reached by plain links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from checklist.base.readers import whole_number
from checklist.releases import queries
from checklist.releases.models import Finding, Release
from checklist.releases.page import blocks, pooled
from checklist.releases.wording import Lang

#: Lines on one page at most, unless one block alone has more; lines of checks or of what could be seen.
MOST_LINES, MOST_ROWS = 60, 100
CHECKS, POWER, POOLED = "controles", "klein", "samen"
#: Columns of the file, as findings.csv has them, and what the library knows beside them.
COLUMNS = (
    *("type", "comparison", "service", "outcome", "term_months", "primary", "characteristic", "group"),
    *("group_definition", "unit", "scale", "estimate", "se", "lower", "upper", "interval_kind", "level_with"),
    *(
        "level_without",
        "n",
        "caseworkers",
        "naive",
        "difference_vs_complement",
        "difference_p_holm",
        "p_holm",
    ),
    *("verdict", "certainty", "place", "period", "source", "reason_empty", "interval_level", "lower_95"),
    *("upper_95", "withdrawn", "withdrawn_reason"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query of the page asks for; what no release knows is as if it were not asked."""

    service: str = ""
    outcome: str = ""
    comparison: str = ""
    part: str = ""
    sheet: int = 1


def asked(query: Mapping[str, str]) -> Asked:
    return Asked(
        service=query.get("hulp", ""),
        outcome=query.get("uitkomst", ""),
        comparison=query.get("vergelijking", ""),
        part=query.get("deel", ""),
        sheet=whole_number(query.get("blad", ""), least=1) or 1,
    )


def combinations(release: Release, off: Iterable[str]) -> list[tuple[str, str, str]]:
    """(service, outcome, comparison) of every effect that the page can show, in the order of the release. One query."""
    effects = queries.shown_findings(release, off=off).filter(type="effect").order_by()
    rows = (
        effects.values("service", "outcome", "comparison").annotate(first=Min("position")).order_by("first")
    )
    return [(row["service"], row["outcome"], row["comparison"]) for row in rows]


def nearest(
    wanted: tuple[str, str, str], there: Sequence[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    """The combination with this service and as much of the rest as there is; the first one where it is unknown."""
    fits = [[one == other for one, other in zip(wanted, each, strict=True)] for each in there]
    return max(zip(fits, there, strict=True), key=lambda pair: pair[0])[1] if there else None


def page_of(release: Release, want: Asked, lang: Lang, *, off: Sequence[str], today: date) -> dict[str, Any]:
    """The part that is asked, with links to every other part. Two queries."""
    names = release.names
    there = combinations(release, off)
    chosen = _chosen(release, want, there)
    power = blocks.power_rows(release.power, names, lang)
    has = {CHECKS: bool(release.checks), POWER: bool(power), POOLED: bool(there) and pooled.possible(release)}
    part = want.part if has.get(want.part) else ""
    shown = _block_sheets(release, chosen, off=off, today=today) if chosen and not part else []
    rows: Sequence[Any] = release.checks if part == CHECKS else power if part == POWER else ()
    sheets: list[Any] = shown or [rows[at : at + MOST_ROWS] for at in range(0, len(rows), MOST_ROWS)]
    at = min(max(want.sheet, 1), max(len(sheets), 1))
    here = sheets[at - 1] if sheets else ()
    query = {"deel": part} if part else _query(chosen)
    together = pooled.pooled_of(release, want.service, lang, off=off, today=today) if part == POOLED else None
    checks = [row | {"sentence": row[f"sentence_{lang}"]} for row in here] if part == CHECKS else []
    return {
        "part": part,
        "sections": [] if part else blocks.sections(here, names, lang, pictured=False),
        "checks": checks,
        "power": here if part == POWER else (),
        "pooled": together,
        "filters": _pooled_filters(together, release, lang)
        if together
        else _filters(there, chosen if not part else None, release, lang),
        "others": _others(part, has),
        "sheets": _sheets(query, at, len(sheets)),
    }


def _chosen(
    release: Release, want: Asked, there: Sequence[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    """What is asked, as far as it is there; else the first service on the outcome and in the comparison of the plan."""
    planned = release.findings.filter(type="effect", primary=True).order_by("position")
    outcome = want.outcome or planned.values_list("outcome", flat=True).first() or ""
    service = want.service if any(want.service == each[0] for each in there) else there[0][0] if there else ""
    return nearest((service, outcome, want.comparison or release.direction_comparison), there)


def _block_sheets(
    release: Release, chosen: tuple[str, str, str], *, off: Sequence[str], today: date
) -> list[list[blocks.Block]]:
    """The blocks of one part, dealt over sheets of about as many lines as one page shows."""
    service, outcome, comparison = chosen
    found = queries.shown_findings(release, off=off)
    found = found.filter(type="effect", service=service, outcome=outcome, comparison=comparison)
    rows = queries.with_facts(release, found, release.names, today=today)
    sheets: list[list[blocks.Block]] = []
    for block in blocks.blocks(rows, wanted=release.direction_comparison):
        if sheets and sum(len(one.rows) for one in sheets[-1]) + len(block.rows) <= MOST_LINES:
            sheets[-1].append(block)
        else:
            sheets.append([block])
    return sheets


def _query(chosen: tuple[str, str, str] | None) -> dict[str, str]:
    return dict(zip(("hulp", "uitkomst", "vergelijking"), chosen, strict=True)) if chosen else {}


def _filters(
    there: Sequence[tuple[str, str, str]], chosen: tuple[str, str, str] | None, release: Release, lang: Lang
) -> list[dict[str, Any]]:
    """Links per kind of choice: the services always, outcomes and comparisons where there is more than one."""
    labels = (_("Help"), _("Outcome"), _("Comparison"))
    made = []
    for at, (label, key) in enumerate(zip(labels, ("service", "outcome", "comparison"), strict=True)):
        values = list(dict.fromkeys(each[at] for each in there))
        if len(values) < 2 and at:
            continue
        links = []
        for value in values:
            now = list(chosen or there[0])
            now[at] = value
            goal = _with(value, at, now, there)
            current = chosen is not None and chosen[at] == value
            links.append(
                {
                    "label": _named(key, value, release, lang),
                    "query": urlencode(_query(goal)),
                    "current": current,
                }
            )
        made.append({"key": key, "label": label, "links": links})
    return made


def _pooled_filters(together: Mapping[str, Any], release: Release, lang: Lang) -> list[dict[str, Any]]:
    """A link per service with enough groups, within this part."""
    links = [
        {
            "label": _named("service", key, release, lang),
            "query": urlencode({"deel": POOLED, "hulp": key}),
            "current": key == together["chosen"],
        }
        for key in together["services"]
    ]
    return [{"key": "service", "label": _("Help"), "links": links}] if links else []


def _with(
    value: str, at: int, now: list[str], there: Sequence[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    return nearest((now[0], now[1], now[2]), [each for each in there if each[at] == value])


def _named(key: str, value: str, release: Release, lang: Lang) -> str:
    names = release.names
    if key == "service":
        service = names.service(value)
        return service.in_(lang) if service else value
    if key == "outcome":
        return names.outcome(value).in_(lang)
    reference = names.reference()
    context = {"comparison": value, "reference": reference.in_(lang) if reference else ""}
    said = strip_tags(render_to_string("checklist/releases/words/comparison.html", context)).strip()
    return said[:1].upper() + said[1:]


def _others(part: str, has: Mapping[str, bool]) -> list[dict[str, Any]]:
    """Links to what answers nothing by itself: the checks, how small a difference could be seen, groups together."""
    known = (
        (CHECKS, _("The numbers behind the checks")),
        (POWER, _("How small a difference this research could see")),
        (POOLED, _("Groups looked at together")),
    )
    return [
        {"label": label, "query": urlencode({"deel": key}), "current": key == part}
        for key, label in known
        if has[key]
    ]


def _sheets(query: Mapping[str, str], at: int, count: int) -> list[dict[str, Any]]:
    """Links to every page of a part; none where there is one."""
    if count < 2:
        return []
    return [
        {"label": str(one), "query": urlencode({**query, "blad": one}), "current": one == at}
        for one in range(1, count + 1)
    ]


# ---- as one file -----------------------------------------------------------------------------------------------------


def file_objects(release: Release, off: Iterable[str]) -> list[dict[str, Any]]:
    """Every line that the library shows, as released, with what was withdrawn since; null where empty. One query."""
    return [_cells(row, release) for row in queries.shown_findings(release, off=off)]


def _cells(row: Finding, release: Release) -> dict[str, Any]:
    gone = row.withdrawn_at or release.withdrawn_at
    own = {
        "withdrawn": gone is not None,
        "withdrawn_reason": row.withdrawn_reason or release.withdrawn_reason,
    }
    cells = {name: own[name] if name in own else getattr(row, name) for name in COLUMNS}
    return {name: None if cell == "" else _printed(cell) for name, cell in cells.items()}


def _printed(cell: Any) -> Any:
    """A number without the zeros that the database adds."""
    if not isinstance(cell, Decimal):
        return cell
    plain = cell.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def file_rows(release: Release, off: Iterable[str]) -> Iterator[list[Any]]:
    """The same lines for a spreadsheet, under the names of the columns."""
    yield list(COLUMNS)
    for row in file_objects(release, off):
        yield [_plain(cell) for cell in row.values()]


def _plain(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else cell
