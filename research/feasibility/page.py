# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One HTML page: what can be learned, in one sentence, two pictures and the tables behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from research.feasibility import map as chart_of_sizes
from research.feasibility.more import SIZES, SPREADS, WISHED, municipalities, ways
from research.feasibility.prospects import CAN, CANNOT, FOUND, Power, Prospect
from research.feasibility.words import counted, number, say, say_one
from research.plan.model import Plan
from research.report.charts import Mark, chart
from research.report.page import STYLE

#: Here the last column holds numbers or one word, and a digest is as long as a line.
OWN_STYLE = "td:last-child,thead th:last-child{text-align:right}p{overflow-wrap:anywhere}"

Cells = Iterable[list[str]]


@dataclass(frozen=True)
class Findings:
    """What the page is made of: the plan without outcomes, its prospects, the assumed rate, the powers of other
    municipalities by service for the comparison that may give a direction, and the digest of the record.

    `chosen` is the share of people with the service that most people get, of those that are studied.
    """

    plan: Plan
    prospects: list[Prospect]
    rate: float
    others: dict[str, dict[tuple[str, str], Power]]
    chosen: float
    record: str
    covariates: bool = False

    def everyone(self, comparison: str) -> list[Prospect]:
        """The prospects of everybody together."""
        return [one for one in self.prospects if not one.characteristic and one.comparison == comparison]

    @property
    def best(self) -> Prospect:
        """The service of which most can be seen, under the comparison that may give a direction."""
        return self.best_of(self.plan.direction_comparison)

    def best_of(self, comparison: str) -> Prospect:
        """The service of which most can be seen under a comparison."""
        own = self.everyone(comparison)
        return min(own, key=lambda one: float("inf") if one.smallest is None else one.smallest)


def page(found: Findings, lang: str) -> str:
    """The whole page in a language ("nl" or "en"); no script, no outside call."""
    title = escape(say_one(lang, "title", found.plan.title_nl if lang == "nl" else found.plan.title_en))
    parts = [
        ("manager", manager(found, lang)),
        ("map", map_part(found, lang)),
        ("spread", spread_part(found, lang)),
        ("more", more_part(found, lang)),
        ("prospects", prospects_part(found, lang)),
    ]
    body = "".join(
        f'<section><h2 id="{key}">{escape(say(lang, key))}</h2>{html}</section>' for key, html in parts
    )
    told = escape(say(lang, "record", plan=found.plan.sha256[:16], record=found.record))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{STYLE}{OWN_STYLE}</style></head><body><main><h1>{title}</h1>"
        f'{fictional(found, lang)}<p class="warn">{escape(say(lang, "inside"))}</p>{body}'
        f'<p class="soft">{told}</p></main></body></html>\n'
    )


def fictional(found: Findings, lang: str) -> str:
    """FICTIEF, where the plan is about people who do not exist."""
    word = "FICTIEF" if lang == "nl" else "FICTIONAL (FICTIEF)"
    return f'<p class="warn">{word}</p>' if found.plan.fictional else ""


def service_name(found: Findings, key: str, lang: str) -> str:
    """The name of a service."""
    service = next(one for one in found.plan.services if one.key == key)
    return service.name_nl if lang == "nl" else service.name_en


def question(found: Findings, comparison: str, lang: str) -> str:
    """A comparison as people say it."""
    return say_one(lang, comparison, service_name(found, found.plan.reference.key, lang))


def sentences(found: Findings, lang: str) -> list[str]:
    """What the programme manager has to know, in plain words."""
    best = found.best
    about = {
        "people": counted(lang, best.people, "intakes"),
        "caseworkers": counted(lang, best.caseworkers, "caseworkers"),
        "service": service_name(found, best.service, lang),
        "smallest": number(lang, best.smallest, 1),
    }
    lines = [say(lang, best.verdict, **about)]
    if best.verdict != CAN and best.smallest is not None and best.smallest > FOUND:
        needed = (municipalities(best, wished) for wished in reversed(WISHED))
        ten, five = (counted(lang, number_of, "municipalities") for number_of in needed)
        lines.append(say(lang, "pool", service=about["service"], ten=ten, five=five))
    for comparison in found.plan.comparisons:
        other = found.best_of(comparison)
        better = other.smallest is not None and (best.smallest is None or other.smallest < best.smallest)
        if comparison != found.plan.direction_comparison and better:
            words = {
                "comparison": question(found, comparison, lang),
                "smallest": number(lang, other.smallest, 1),
            }
            named = service_name(found, other.service, lang)
            lines.append(say(lang, "other comparison", service=named, **words))
    asked = found.plan.direction_comparison
    groups = [one for one in found.prospects if one.characteristic and one.comparison == asked]
    if groups:
        able = sum(one.verdict != CANNOT for one in groups)
        told = {"can": number(lang, able), "all": number(lang, len(groups))}
        lines.append(say(lang, "groups", **told) if able else say(lang, "groups closed"))
    else:
        lines.append(say(lang, "no groups"))
    return lines


def manager(found: Findings, lang: str) -> str:
    """The sentences, and what was assumed."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in sentences(found, lang))
    assumed = [say(lang, "rate", rate=number(lang, found.rate))]
    if found.covariates:
        assumed.append(say(lang, "covariates"))
    return lines + f'<p class="soft">{escape(" ".join(assumed))}</p>'


def map_part(found: Findings, lang: str) -> str:
    """The map with its table."""
    best = found.best
    per = best.people / max(best.caseworkers, 1)
    table = chart_of_sizes.cells(max(per, 1.0), found.chosen, found.rate)
    own = chart_of_sizes.nearest(best.people, best.spread.value if best.spread else 0.0)
    head = ["", *(number(lang, size) for size in SIZES)]
    rows = [
        [say_one(lang, "map row", number(lang, spread, 1)), *(number(lang, value, 1) for value in values)]
        for spread, values in zip(SPREADS, table, strict=True)
    ]
    long = f"<p>{escape(say(lang, 'map long', per=counted(lang, per, 'people')))}</p>"
    return long + figure(chart_of_sizes.drawn(table, own, lang), say(lang, "map"), head, rows, lang)


def spread_part(found: Findings, lang: str) -> str:
    """How differently caseworkers refer to each service, with its range."""
    own = [one for one in found.everyone(found.plan.direction_comparison) if one.spread is not None]
    names = [service_name(found, one.service, lang) for one in own]
    spreads = [one.spread for one in own if one.spread is not None]
    marks = [Mark(name, one.value, one.low, one.high) for name, one in zip(names, spreads, strict=True)]
    head = [say(lang, word) for word in ("service", "spread axis", "differing")]
    rows = [
        [name, f"{number(lang, one.value, 1)} ({number(lang, one.low, 1)} – {number(lang, one.high, 1)})",
         number(lang, one.differing, 1)]
        for name, one in zip(names, spreads, strict=True)
    ]  # fmt: skip
    if not rows:
        return f"<p>{escape(say(lang, 'nothing'))}</p>"
    picture = chart(say(lang, "spread"), marks, say(lang, "spread axis"), lang=lang)
    return f"<p>{escape(say(lang, 'spread long'))}</p>" + figure(
        picture, say(lang, "spread"), head, rows, lang
    )


def more_part(found: Findings, lang: str) -> str:
    """What every way would bring, per service, for everybody together."""
    own = found.everyone(found.plan.direction_comparison)
    columns = [service_name(found, one.service, lang) for one in own]
    rows = [[say(lang, "now"), *(number(lang, one.smallest, 1) for one in own)]]
    each = [
        ways(
            one,
            found.rate,
            {name: powers[one.comparison, one.service] for name, powers in found.others.items()},
        )
        for one in own
    ]
    for changes in zip(*each, strict=True) if all(each) else []:
        words = say_one(lang, changes[0].name, changes[0].number)
        rows.append([words, *(number(lang, change.smallest, 1) for change in changes)])
    counted = [
        "; ".join(number(lang, municipalities(one, wished)) for wished in reversed(WISHED)) for one in own
    ]
    rows.append([say(lang, "municipalities"), *counted])
    long = f"<p>{escape(say(lang, 'more long'))}</p>"
    return long + figure("", say(lang, "more"), [say(lang, "way"), *columns], rows, lang)


def prospects_part(found: Findings, lang: str) -> str:
    """Every question with its numbers; groups behind a fold."""
    html = []
    for comparison in found.plan.comparisons:
        title = question(found, comparison, lang)
        own = [one for one in found.prospects if one.comparison == comparison]
        html.append(f"<h3>{escape(title)}</h3>")
        html.append(prospect_table(found, [one for one in own if not one.characteristic], title, lang))
        groups = [one for one in own if one.characteristic]
        if groups:
            summary = f"<summary>{escape(say(lang, 'groups fold'))}: {escape(title)}</summary>"
            html.append(f"<details>{summary}{prospect_table(found, groups, title, lang)}</details>")
    return "".join(html)


def prospect_table(found: Findings, some: list[Prospect], title: str, lang: str) -> str:
    """Some prospects as a table."""
    words = ("group", "service", "people", "workers", "strength", "differing", "smallest", "verdict")
    rows = [
        [
            group_name(found, one, lang), service_name(found, one.service, lang), number(lang, one.people),
            number(lang, one.caseworkers), number(lang, one.strength, 1) if one.strength is None or one.strength < 100
            else number(lang, one.strength),
            number(lang, one.spread.differing if one.spread else None, 1), number(lang, one.smallest, 1),
            say(lang, f"verdict {one.verdict}"),
        ]
        for one in some
    ]  # fmt: skip
    return figure("", title, [say(lang, word) for word in words], rows, lang)


def group_name(found: Findings, one: Prospect, lang: str) -> str:
    """Everyone, or the group."""
    if not one.characteristic:
        return say(lang, "everyone")
    characteristic = next(c for c in found.plan.characteristics if c.key == one.characteristic)
    group = next(g for g in characteristic.groups if g.key == one.group)
    return group.name_nl if lang == "nl" else group.name_en


def figure(picture: str, title: str, head: list[str], rows: Cells, lang: str) -> str:
    """A picture with its table below it; without a picture the table alone."""
    cells = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in rows
    )
    top = "".join(f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in head)
    table = f"<table><caption>{escape(title)}</caption><thead><tr>{top}</tr></thead><tbody>{cells}</tbody></table>"
    drawn = f"{scroll(title)}{picture}</div>" if picture else ""
    return f"<figure>{drawn}{scroll(say_one(lang, 'table', title))}{table}</div></figure>"


def scroll(label: str) -> str:
    """What can be moved sideways on a small screen, also with the keyboard."""
    return f'<div class="wide" role="group" tabindex="0" aria-label="{escape(label, quote=True)}">'
