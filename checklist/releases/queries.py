# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the library: which releases and findings there are, which speak, and what a sentence may know about one."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.releases import pictures, rules, wording
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.releases.wording import FindingFacts
from research.release.schema import FAMILY_ALPHA, TOO_LARGE_TO_SEE

DEFAULT_POLICIES = Path(__file__).resolve().parent.parent / "defaults" / "policies.toml"
#: Columns of a release that no list of findings needs.
HEAVY = ("checks", "power", "explanation")


def public_releases() -> QuerySet[Release]:
    """What everybody may read: every release that was approved once, also when it was withdrawn later."""
    return Release.objects.exclude(approved_at=None)


def current_releases() -> QuerySet[Release]:
    """Approved, not withdrawn, and not replaced by a later approved release of the same name."""
    approved = Release.objects.filter(state=Release.State.APPROVED)
    later = approved.filter(slug=OuterRef("slug"), approved_at__gt=OuterRef("approved_at"))
    return approved.filter(~Exists(later))


def library() -> QuerySet[Release]:
    """One line per release for the library page, newest approval first, with the number of findings."""
    rows = public_releases().defer(*HEAVY).select_related("approved_by")
    gone = Count("findings", filter=Q(findings__withdrawn_at__isnull=False))
    rows = rows.annotate(findings_count=Count("findings"), withdrawn_count=gone)
    return rows.order_by("fictional", "-approved_at", "slug")


def waiting_releases() -> QuerySet[Release]:
    """Imported, not approved yet."""
    rows = Release.objects.filter(state=Release.State.IMPORTED).defer(*HEAVY)
    return rows.select_related("imported_by").order_by("-imported_at")


def speaking_release_rows(*, fictional: bool) -> list[Finding]:
    """Every finding that advice may look at, with its release: effects and associations of current releases, nothing
    withdrawn. Made-up findings speak only about made-up people, real ones only about real people (S4). One query."""
    rows = Finding.objects.filter(
        release__in=current_releases().filter(fictional=fictional),
        type__in=("effect", "association"),
        withdrawn_at=None,
    )
    return list(
        rows.select_related("release")
        .defer(*(f"release__{name}" for name in HEAVY))
        .order_by("release", "position")
    )


def longest_expiry(release: Release) -> date | None:
    """The latest day on which this release may give a direction when it is approved today."""
    return rules.expiry(
        kind=release.kind,
        fictional=release.fictional,
        outcome_period_end=release.outcome_period_end,
        period=release.period,
        approved_on=timezone.localdate(),
    )


def results_that_can_speak() -> QuerySet[Finding]:
    """Results that may give a direction in some talk today: effects of own research that is in use, recent and passed
    its checks, in the outcome, the term and the comparison of its plan (R3, S2); of a group only where the difference
    held. `advice.rules` decides in a talk; a test holds the two against each other."""
    living = current_releases().filter(kind="own", gates_passed=True, expires_on__gte=timezone.localdate())
    rows = Finding.objects.filter(release__in=living, type="effect", primary=True, withdrawn_at=None)
    rows = rows.filter(comparison=F("release__direction_comparison"))
    return rows.filter(Q(characteristic="") | Q(difference_p_holm__lte=FAMILY_ALPHA))


def characteristics_with_effect() -> set[str]:
    """Groups for which an approved release holds an effect that was estimated."""
    rows = Finding.objects.filter(release__in=current_releases(), type="effect", withdrawn_at=None)
    return set(rows.exclude(Q(characteristic="") | Q(estimate=None)).values_list("characteristic", flat=True))


# ---- groups ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def default_policies() -> list[dict[str, str]]:
    """The groups as shipped: how each is treated, why, and what it is called."""
    return tomllib.loads(DEFAULT_POLICIES.read_text(encoding="utf-8"))["policy"]


def policies() -> dict[str, GroupPolicy]:
    """The policy in force per characteristic: the one approved last."""
    rows = GroupPolicy.objects.exclude(approved_by=None).select_related("proposed_by", "approved_by")
    return {row.characteristic: row for row in rows.order_by("approved_at", "pk")}


def waiting_policies() -> list[GroupPolicy]:
    """Proposals that wait for a second person; a newer proposal for the same group takes the place of an older one."""
    rows = (
        GroupPolicy.objects.filter(approved_by=None)
        .select_related("proposed_by")
        .order_by("proposed_at", "pk")
    )
    newest = {row.characteristic: row for row in rows}
    in_force = policies()
    return [
        row
        for key, row in sorted(newest.items())
        if key not in in_force or row.proposed_at > in_force[key].proposed_at
    ]


def in_talk() -> set[str]:
    """The characteristics whose evidence may speak in a conversation (R13)."""
    return rules.characteristics_in_talk(
        {key: policy.state for key, policy in policies().items()},
        health_confirmed=settings.HEALTH_IN_TALKS_CONFIRMED,
        with_effect=characteristics_with_effect(),
    )


def switched_off() -> set[str]:
    """The characteristics that are not even shown in the library."""
    return {key for key, policy in policies().items() if policy.state == GroupPolicy.State.OFF}


# ---- one finding -----------------------------------------------------------------------------------------------------


def shown_findings(release: Release, *, off: Iterable[str] = ()) -> QuerySet[Finding]:
    """The findings of a release that the library shows, in the order of the release."""
    return release.findings.exclude(characteristic__in=list(off)).order_by("position")


def facts_of_finding(
    finding: Finding, *, language: str = "nl", today: date | None = None, names: rules.Names | None = None
) -> FindingFacts:
    """All that the wording module may know about one finding; it holds both languages.

    In a list give `names` (one `rules.Names` per release), so that the manifest is taken apart once.
    """
    release = finding.release
    known = names or release.names
    day = today or timezone.localdate()
    return rules.facts(
        finding,
        known,
        kind=release.kind,
        expired=rules.is_expired(release.expires_on, day),
        withdrawn=finding.withdrawn_at is not None or release.withdrawn_at is not None,
    )


# ---- a release as a page ---------------------------------------------------------------------------------------------


def with_facts(
    release: Release, findings: Iterable[Finding], names: rules.Names, *, today: date
) -> list[tuple[Finding, FindingFacts]]:
    """Each finding with what a sentence may know about it."""
    expired = rules.is_expired(release.expires_on, today)
    gone = release.withdrawn_at is not None
    return [
        (
            row,
            rules.facts(
                row, names, kind=release.kind, expired=expired, withdrawn=gone or row.withdrawn_at is not None
            ),
        )
        for row in findings
    ]


def version_of(slug: str, digest: str = "") -> Release | None:
    """The release that the library shows under this name: the one with this digest, else the one approved last."""
    rows = Release.objects.select_related("imported_by", "approved_by", "withdrawn_by").filter(slug=slug)
    if digest:
        return rows.filter(digest=digest).first()
    shown = rows.exclude(approved_at=None)
    return (
        shown.filter(state=Release.State.APPROVED).order_by("-approved_at").first()
        or shown.order_by("-approved_at").first()
    )


def other_versions(release: Release) -> list[Release]:
    """Other releases of the same name that were approved once."""
    rows = public_releases().filter(slug=release.slug).exclude(pk=release.pk).defer(*HEAVY)
    return list(rows.order_by("-approved_at"))


# ---- plain values for the pages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """The effects of one service on one outcome after one term, in one comparison: everybody first, then groups."""

    service: str
    comparison: str
    outcome: str
    term_months: int | None
    main: bool
    rows: tuple[tuple[Finding, FindingFacts], ...]

    @property
    def overall(self) -> tuple[Finding, FindingFacts]:
        return next((row for row in self.rows if not row[0].characteristic), self.rows[0])


def blocks(rows: Iterable[tuple[Finding, FindingFacts]], *, wanted: str) -> list[Block]:
    """The effects of a release in its own order; `main` blocks answer the question of the plan, in the comparison
    that it chose (`wanted`, '' when there is one only)."""
    found: dict[tuple[str, str, str, int | None], list[tuple[Finding, FindingFacts]]] = {}
    for row, known in rows:
        if row.type == "effect":
            found.setdefault((row.service, row.comparison, row.outcome, row.term_months), []).append(
                (row, known)
            )
    return [
        Block(
            *key,
            main=key[1] == (wanted or key[1]) and any(row.primary for row, _ in of_key),
            rows=tuple(of_key),
        )
        for key, of_key in found.items()
    ]


def named(row: Finding, names: rules.Names, lang: wording.Lang) -> dict[str, str]:
    """The keys of a line as words."""
    service, reference = names.service(row.service), names.reference()
    group = names.group(row.characteristic, row.group)
    definition = names.group_definition(row.characteristic, row.group)
    outcome_definition = names.outcome_definition(row.outcome)
    about = names.characteristic(row.characteristic).in_(lang) if row.characteristic else ""
    who = group.in_(lang) if group else ""
    both = f"{about}: {who}" if about and who and about.lower() not in who.lower() else (who or about)
    return {
        "service": service.in_(lang) if service else "",
        "reference": reference.in_(lang) if reference else "",
        "characteristic": about,
        "group": who,
        "about": both[:1].upper() + both[1:],
        "definition": definition.in_(lang) if definition else row.group_definition,
        "outcome": names.outcome(row.outcome).in_(lang),
        "outcome_definition": outcome_definition.in_(lang) if outcome_definition else "",
        "unit": names.unit(row.outcome).in_(lang),
        "term": wording.term_words(row.term_months, lang).strip(),
    }


def power_rows(
    rows: Iterable[Mapping[str, Any]], names: rules.Names, lang: wording.Lang
) -> list[dict[str, Any]]:
    """The lines of power.csv that hold a number, or say that it cannot exist, with names in place of keys."""
    made = []
    for row in rows:
        service, group = names.service(row["service"]), names.group(row["characteristic"], row["group"])
        who = [part.in_(lang) for part in (service, rules.people(group) if group else None) if part]
        large = row["reason_empty"] == TOO_LARGE_TO_SEE
        if row["minimum_detectable"] is not None or row["half_width"] is not None or large:
            size = wording.number(row["n"], lang) if row["n"] is not None else "–"
            made.append({**row, "who": ", ".join(who), "size": size, "too_large": large})
    return made


def sections(
    blocks: Sequence[Block],
    names: rules.Names,
    lang: wording.Lang,
    *,
    pictured: bool = True,
) -> list[dict[str, Any]]:
    """Blocks as plain values: a statement and a card for everybody, a forest and a list for the groups."""
    everything = [facts for block in blocks for _row, facts in block.rows]
    axes = {
        scale: pictures.axis_for([facts for facts in everything if facts.scale == scale], lang)
        for scale in {facts.scale for facts in everything}
    }
    made = []
    for block in blocks:
        row, facts = block.overall
        section = {
            "named": named(row, names, lang),
            "key": f"{block.service}-{block.comparison}-{block.outcome}-{block.term_months or 0}",
            "comparison": block.comparison,
            "main": block.main,
            "overall": row,
            "said": rules.said_alone(facts, lang, finding=row.pk),
            "rows": [line(one, known, lang) for one, known in block.rows],
            "held": [
                known.group.in_(lang)
                for one, known in block.rows
                if known.group and known.difference_held and one.withdrawn_at is None
            ],
            "has_groups": any(one.characteristic for one, _known in block.rows),
        }
        if pictured:
            known_facts = [known for _one, known in block.rows]
            section["card"] = rules.card(facts, lang)
            section["table"] = pictures.forest_table(known_facts, axes[facts.scale], lang)
        made.append(section)
    return made


def summary(block: Block, names: rules.Names, lang: wording.Lang) -> dict[str, Any]:
    """One line for a block that does not answer the question of the plan."""
    row, facts = block.overall
    return {"named": named(row, names, lang), "comparison": block.comparison, **line(row, facts, lang)}


def line(row: Finding, facts: FindingFacts, lang: wording.Lang) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "group": facts.group.in_(lang) if facts.group else "",
        "difference": wording.difference_text(facts, lang),
        "range": wording.range_text(facts, lang),
        "pointwise": pointwise(row, lang),
        "n": wording.number(row.n, lang) if row.n is not None else "–",
        "said": wording.state_words(facts, lang),
        "certainty": wording.certainty_words(facts, lang),
        "withdrawn": row.withdrawn_at is not None,
    }


def pointwise(row: Finding, lang: wording.Lang) -> str:
    """The pointwise 95% range as the release has it, for the page with all numbers; words and pictures never use it."""
    if row.lower_95 is None or row.upper_95 is None:
        return ""
    low, high = (rules.exact(end, lang) for end in (row.lower_95, row.upper_95))
    return f"{low} {'tot' if lang == 'nl' else 'to'} {high}"


def others(
    rows: Iterable[tuple[Finding, FindingFacts]], names: rules.Names, lang: wording.Lang, *, of_type: str
) -> list[dict[str, Any]]:
    """Associations or literature: sentences, levels, a source and its design, never beside an option (R1)."""
    return [
        {
            "finding": row,
            "named": named(row, names, lang),
            "sentences": wording.sentences(known, lang),
            "levels": wording.two_levels(known, lang),
            "source": names.sources.get(row.source, {}),
            "design": names.sources.get(row.source, {}).get(f"design_{lang}", ""),
        }
        for row, known in rows
        if row.type == of_type
    ]


def numbers(row: Finding, facts: FindingFacts, lang: wording.Lang) -> list[tuple[str, str]]:
    """Every number of a finding, for researchers: (what it is, the number). Only an effect is with and without help."""
    effect = row.type == "effect"
    cells = (
        (_("Difference (estimate)") if effect else _("Difference that the study reported"), row.estimate),
        (_("Range: from"), row.lower),
        (_("Range: to"), row.upper),
        (_("Such a range holds the truth in so many of 100"), row.interval_level),
        (_("Standard error"), row.se),
        (_("With this help"), row.level_with if effect else None),
        (_("Without this help"), row.level_without if effect else None),
        (_("People in the study"), row.n),
        (_("Caseworkers in the study"), row.caseworkers),
        (_("What one would see without the comparison (naive difference)"), row.naive if effect else None),
        (_("Difference with the other group"), row.difference_vs_complement),
        (_("p-value of that difference, corrected (Holm)"), row.difference_p_holm),
        (_("p-value of the effect, corrected (Holm)"), row.p_holm if effect else None),
    )
    shown = [(label, rules.exact(value, lang)) for label, value in cells if value is not None]
    shown += [] if effect else list(wording.two_levels(facts, lang))
    kinds = {
        "null_imposed": _("range of values that the data do not contradict (Anderson–Rubin)"),
        "normal": _("estimate and twice its standard error"),
        "reported": _("as the study reported it"),
    }
    return [*shown, (_("Kind of range"), kinds[row.interval_kind])] if row.interval_kind in kinds else shown
