# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the report that an econometrician asks for: each a picture, a caption in plain words, and its table.

What is made of bins and of ranges of shares stays inside; what is made of findings alone stands in both reports.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from research.estimators.direct_effect import breaking, union_under
from research.estimators.inference import Z95
from research.release.schema import Verdict
from research.report.charts import Mark, chart
from research.report.facts import Facts, ReportedEffect
from research.report.figures import figure, name_of
from research.report.plots import Area, Axes, Course, Dot, plot
from research.report.words import capital
from research.results import ProfileShare, TendencyBin, TendencyLine

#: So many findings have a picture of their own; the table holds all of them.
PICTURED = 4
BIN_HEAD = ("bin", "people", "caseworkers", "tendency in points", "referred more", "referral error", "outcome more",
            "outcome error")  # fmt: skip
LINE_HEAD = ("line", "slope", "lower 95", "upper 95")


def note(facts: Facts, *keys: str) -> str:
    """Paragraphs under a head."""
    return "".join(f"<p>{escape(facts.say(key))}</p>" for key in keys)


def tendency_part(facts: Facts) -> str:
    """The first stage and the visual IV of every service, a comparison at a time; only inside."""
    lines = facts.scrutiny.lines
    if not lines:
        return ""
    html = [note(facts, "tendency note", "stays inside")]
    if facts.scrutiny.adjusted:
        html.append(note(facts, "not adjusted"))
    comparisons = sorted({line.comparison for line in lines}, key=lambda c: c != facts.direction)
    for comparison in comparisons:
        said = facts.say(comparison, facts.reference)
        html.append(f"<h3>{escape(capital(said))}</h3>")
        for service, title in facts.services.items():
            own = [line for line in lines if (line.comparison, line.service) == (comparison, service)]
            bins = [b for b in facts.scrutiny.bins if (b.comparison, b.service) == (comparison, service)]
            if own:
                html.append(f"<h4>{escape(title)}</h4>")
                html.append(service_in_bins(facts, f"{title}: {said}", bins, own))
    return "".join(html)


def service_in_bins(facts: Facts, label: str, bins: list[TendencyBin], lines: list[TendencyLine]) -> str:
    """Both pictures of a service with one table of bins and one of lines; one sentence where there are none."""
    reasons = [line.reason for line in lines if line.reason]
    if reasons or not bins:
        return note(facts, f"no bins {reasons[0] if reasons else 'too_few'}")
    by_kind = {line.kind: line for line in lines}
    picture = first_stage_plot(facts, label, bins, by_kind["first_stage"])
    if "effect" in by_kind:
        picture += visual_iv_plot(facts, label, bins, by_kind["effect"])
    table = [
        [
            str(number), *(facts.told(n, 0) for n in (one.people, one.caseworkers)),
            *(facts.told(v, 2) for v in (one.tendency, one.referred, one.referred_error)),
            *(facts.told(v, 2) for v in (one.outcome, one.outcome_error)),
        ]
        for number, one in enumerate(bins, start=1)
    ]  # fmt: skip
    slopes = [
        [facts.say(line.kind), *(facts.told(v, 3) for v in (line.value, line.lower, line.upper))]
        for line in lines
    ]
    shown = figure(facts, picture, label, BIN_HEAD, table, numbers=True)
    return shown + figure(facts, "", facts.say("lines of", label), LINE_HEAD, slopes, numbers=True)


def fan(line: TendencyLine, left: float, right: float) -> tuple[Course, tuple[Area, ...]]:
    """A line through nought with the range of its slope around it."""
    value, low, high = line.value or 0.0, line.lower or 0.0, line.upper or 0.0
    places = sorted({left, 0.0, right})
    edges = tuple((x, *sorted((low * x, high * x))) for x in places)
    area = Area(tuple((x, one, other) for x, one, other in edges))
    return Course(tuple((x, value * x) for x in (left, right))), (area,)


def first_stage_plot(facts: Facts, label: str, bins: list[TendencyBin], line: TendencyLine) -> str:
    """How often people are referred against the tendency of their caseworker."""
    dots = [ranged(b.tendency, b.referred, b.referred_error) for b in bins]
    course, areas = fan(line, min(b.tendency for b in bins), max(b.tendency for b in bins))
    axes = Axes(facts.say("tendency axis"), facts.say("referred axis"), zero_x=True)
    title = facts.say("first stage of", label)
    return plot(title, axes, dots=dots, courses=[course], areas=areas, lang=facts.lang)


def visual_iv_plot(facts: Facts, label: str, bins: list[TendencyBin], line: TendencyLine) -> str:
    """The outcome against how often people were referred, both beyond the stratum; the slope is the effect."""
    dots = [ranged(b.referred, b.outcome or 0.0, b.outcome_error or 0.0) for b in bins]
    value, low, high = ((v or 0.0) / 100.0 for v in (line.value, line.lower, line.upper))
    per_point = TendencyLine(line.comparison, line.service, line.kind, value, low, high)
    course, areas = fan(per_point, min(b.referred for b in bins), max(b.referred for b in bins))
    axes = Axes(facts.say("referred axis"), facts.say("outcome axis", facts.unit), zero_x=True)
    title = facts.say("visual iv of", label)
    return plot(title, axes, dots=dots, courses=[course], areas=areas, lang=facts.lang)


def ranged(x: float, y: float, error: float) -> Dot:
    """A dot with its 95% range."""
    return Dot(x, y, y - Z95 * error, y + Z95 * error)


def profile_part(facts: Facts) -> str:
    """Who the people are on whom caseworkers differ, against everybody; with ranges inside, without in a release."""
    rows = facts.scrutiny.profile or list(released_profile(facts))
    if not rows:
        return ""
    html = [note(facts, "profile note", *(["stays inside"] if facts.scrutiny.profile else []))]
    head = ("group", "among compliers", "lower 95", "upper 95", "among all")
    for service, title in facts.services.items():
        own = [row for row in rows if row.service == service]
        if not own:
            continue
        marks, table, last = [], [], ""
        for row in own:
            if row.characteristic != last:
                marks.append(
                    Mark(facts.characteristics.get(row.characteristic, row.characteristic), kind="head")
                )
                last = row.characteristic
            name = facts.groups.get((row.characteristic, row.group), row.group)
            marks += [Mark(name, row.share, row.lower, row.upper), Mark("", row.everyone, kind="other")]
            numbers = (row.share, row.lower, row.upper, row.everyone)
            table.append([name, *(facts.told(v, 1) for v in numbers)])
        label = facts.say("profile of", title)
        picture = chart(label, marks, facts.say("of 100 people"), zero=None, lang=facts.lang)
        html.append(f"<h3>{escape(title)}</h3>" + figure(facts, picture, label, head, table, numbers=True))
    return "".join(html)


def released_profile(facts: Facts) -> Iterable[ProfileShare]:
    """The profile as a release holds it: one half of every characteristic, without ranges."""
    for line in facts.checks:
        about = line.subject
        if about.kind == "compliers" and line.value is not None and line.threshold is not None:
            names = about.service, about.characteristic, about.group
            yield ProfileShare(*names, line.value, None, None, line.threshold)


def joint_part(facts: Facts) -> str:
    """The joint test of exclusion and monotonicity, with our own checks of the same beside it."""
    if not facts.scrutiny.joint:
        return ""
    test = facts.scrutiny.joint[0]
    html, marks = [note(facts, "joint note", "stays inside")], []
    if test.reason:
        html.append(note(facts, f"joint {test.reason}"))
    lines = (
        ("joint fit", facts.told(test.fit, 1), test.p_fit),
        ("joint slope", facts.told(test.slope, 2), test.p_slope),
        ("joint both", "–", test.p),
    )
    table = []
    for key, value, p in lines:
        name = facts.say(key, str(test.freedom)) if key == "joint fit" else facts.say(key)
        said = facts.say(test.verdict) if key == "joint both" else ""
        table.append([name, value, facts.told(p, 3), said])
        marks += [Mark(name, p, kind="other")] if p is not None else []
    for check in facts.checks:
        if check.subject.kind == "monotonicity":
            who = facts.services.get(check.subject.service, "")
            named = f"{who}: {check.sentence}" if who else check.sentence
            table.append([named, facts.told(check.value, check.places), "–", facts.say(check.verdict)])
    title = facts.say("assumptions")
    picture = chart(title, marks, facts.say("p axis"), zero=0.0, limit=0.05, lang=facts.lang) if marks else ""
    return "".join([*html, figure(facts, picture, title, ("check", "value", "p", "verdict"), table)])


def exclusion_part(facts: Facts) -> str:
    """How large a direct effect of caseworkers would undo each finding with a direction; of offers by lot nothing."""
    rows = [
        r for r in facts.rows if r.comparison == facts.direction != "assignment" and r.estimate is not None
    ]
    whole = [r for r in rows if r.primary and not r.characteristic]
    spoken = [r for r in rows if r.said in (Verdict.BETTER, Verdict.WORSE)]
    if not whole:
        return ""
    html = [note(facts, "direct note")]
    if not spoken:
        html.append(note(facts, "no direction to undo"))
    shown = [*whole, *(r for r in spoken if r not in whole)]
    html += [direct_plot(facts, row) for row in spoken[:PICTURED]]
    head = ("finding", "estimate", "lower", "upper", "level", "range holds 0 at", "sign undone at", "note")
    table = []
    for row in shown:
        at = breaking(row.estimate or 0.0, row.lower or 0.0, row.upper or 0.0)
        numbers = [facts.told(v, max(2, row.places)) for v in (row.estimate, row.lower, row.upper)]
        holds = facts.told(at.of_range, 2) if at.of_range > 0.0 else facts.say("holds 0 already")
        said = facts.say(row.said) if row.said else ""
        table.append(
            [
                finding_name(facts, row),
                *numbers,
                facts.told(row.level, 2),
                holds,
                facts.told(at.of_sign, 2),
                said,
            ]
        )
    return "".join([*html, figure(facts, "", facts.say("direct"), head, table)])


def finding_name(facts: Facts, row: ReportedEffect) -> str:
    """The service, and who it is about."""
    return f"{facts.services.get(row.service, row.service)}: {name_of(row, facts)}"


def direct_plot(facts: Facts, row: ReportedEffect) -> str:
    """The range of a finding under every direct effect up to somewhat more than what would undo its sign."""
    value, lower, upper = row.estimate or 0.0, row.lower or 0.0, row.upper or 0.0
    at = breaking(value, lower, upper)
    right = 1.25 * at.of_sign
    places = sorted({0.0, at.of_range, at.of_sign, right})
    area = Area(tuple((x, *union_under(lower, upper, x)) for x in places))
    label = facts.say("direct of", finding_name(facts, row))
    axes = Axes(facts.say("direct axis", facts.unit), facts.say("difference in", facts.unit))
    limit = Course(
        ((at.of_range, area.points[-1][1]), (at.of_range, area.points[-1][2])), dashed=True, other=True
    )
    line = Course(((0.0, value), (right, value)))
    picture = plot(label, axes, courses=[line, limit], areas=[area], lang=facts.lang)
    head = ("direct effect", "lower", "upper")
    table = [[facts.told(x, 2), *(facts.told(v, 2) for v in union_under(lower, upper, x))] for x in places]
    return figure(facts, picture, label, head, table, numbers=True)
