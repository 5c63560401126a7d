# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ready-made worlds, built only through the actions: an approved fictional release, services, policies, a checklist.

`small_release()` is made-up research with a known answer for every rule, small enough to read:

| service | everybody, 12 months | a group that differs |
| --- | --- | --- |
| direct_werk | work more often (+6) | chronic_condition with: less often (−6) · recent_work with: more often (+11) |
| korte_vakopleiding | no answer (+1) | education low: more often (+8) · age, children: no answer (+1) |
| proefplaatsing | work less often (−5) | none |
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checklist.questions.actions import (
    derive_draft,
    load_default_questions,
    propose_checklist,
    publish_checklist,
)
from checklist.questions.models import Checklist
from checklist.releases.actions import import_release, load_default_policies
from checklist.releases.models import GroupPolicy, Release
from checklist.services.actions import approve_release, load_default_services, propose_links
from checklist.services.models import Service
from research.release.schema import (
    GATES,
    NEW_COLUMNS,
    SCHEMA_VERSION,
    Characteristic,
    CheckRow,
    FindingRow,
    Group,
    Manifest,
    Outcome,
    PowerRow,
    Source,
)
from research.release.schema import Release as Record
from research.release.schema import Service as StudiedService
from research.release.writing import write_release
from tests.people import People, make_people

PLACE = "Voorbeeldstad (FICTIEF)"
PERIOD = "2018-01/2023-12"
SERVICES = (
    StudiedService("basis", "department", True, "Alleen de gewone begeleiding", "Only the regular guidance"),
    StudiedService("direct_werk", "department", False, "Direct naar werk", "Straight to work"),
    StudiedService(
        "korte_vakopleiding", "instrument", False, "Korte vakopleiding", "Short vocational course"
    ),
    StudiedService("proefplaatsing", "instrument", False, "Proefplaatsing", "Trial placement"),
)
CHARACTERISTICS = (
    Characteristic("age", "Leeftijd", "Age"),
    Characteristic("education", "Opleiding", "Education"),
    Characteristic("children", "Kinderen thuis", "Children at home"),
    Characteristic("recent_work", "Recent werk", "Recent work"),
    Characteristic("chronic_condition", "Langdurige klachten", "Long-lasting complaints"),
    Characteristic("sex", "Geslacht", "Sex"),
)
GROUPS = (
    ("age", "under_45", "jonger dan 45 jaar", "under 45"),
    ("age", "from_45", "van 45 jaar of ouder", "of 45 or older"),
    ("education", "low", "zonder startkwalificatie", "without a basic qualification"),
    ("education", "middle", "met een startkwalificatie", "with a basic qualification"),
    ("children", "with", "met kinderen thuis", "with children at home"),
    ("children", "without", "zonder kinderen thuis", "without children at home"),
    ("recent_work", "with", "met recent werk", "with recent work"),
    ("recent_work", "without", "zonder recent werk", "without recent work"),
    ("chronic_condition", "with", "met langdurige klachten", "with long-lasting complaints"),
    ("chronic_condition", "without", "zonder langdurige klachten", "without long-lasting complaints"),
    ("sex", "woman", "vrouwen", "women"),
    ("sex", "man", "mannen", "men"),
)
#: service → what happened to everybody at 6, 12 and 24 months
OVERALL = {"direct_werk": (9, 6, 3), "korte_vakopleiding": (-6, 1, 8), "proefplaatsing": (-8, -5, 1)}
#: differences between groups that held: (service, group) → what happened to that group at 12 months
HELD = {
    ("direct_werk", "chronic_condition", "with"): -6,
    ("direct_werk", "chronic_condition", "without"): 8,
    ("direct_werk", "recent_work", "with"): 11,
    ("direct_werk", "recent_work", "without"): 3,
    ("korte_vakopleiding", "education", "low"): 8,
    ("korte_vakopleiding", "education", "middle"): -2,
    **{("korte_vakopleiding", "age", group): 1 for group in ("under_45", "from_45")},
    **{("korte_vakopleiding", "children", group): 1 for group in ("with", "without")},
}
WITHOUT = 30  # of every 100 people start work with the regular guidance


def _row(**cells: Any) -> FindingRow:
    """A line of findings.csv with what most lines share."""
    names = list(FindingRow.__dataclass_fields__)
    shared: dict[str, Any] = dict.fromkeys(names, "") | {
        "term_months": 12,
        "primary": False,
        "outcome": "work",
        "unit": "points_per_100",
        "scale": "share",
        "certainty": "redelijk",
        "place": PLACE,
        "period": PERIOD,
        "source": "own",
        "verdict": "geen uitspraak",
    }
    numbers = ("estimate", "se", "lower", "upper", "level_with", "level_without", "n", "caseworkers", "naive")
    tests = ("difference_vs_complement", "difference_p_holm", "p_holm", *NEW_COLUMNS)
    return FindingRow(**(shared | dict.fromkeys((*numbers, *tests)) | cells))


def _numbers(effect: int, *, n: int) -> dict[str, Any]:
    return {
        "estimate": Decimal(f"{effect}.0"),
        "se": Decimal("1.00"),
        "lower": Decimal(f"{effect - 2}.0"),
        "upper": Decimal(f"{effect + 2}.0"),
        "interval_kind": "null_imposed",
        "interval_level": Decimal("98.7500"),
        "lower_95": Decimal(effect) - Decimal("1.6"),
        "upper_95": Decimal(effect) + Decimal("1.6"),
        "level_with": Decimal(f"{WITHOUT + effect}.0"),
        "level_without": Decimal(f"{WITHOUT}.0"),
        "n": n,
        "caseworkers": 60,
        "naive": Decimal("12.0"),
        "p_holm": Decimal("0.001") if abs(effect) > 2 else Decimal("0.6"),
    }


def _verdict(effect: int, *, speaks: bool, reason: str) -> dict[str, str]:
    if speaks and abs(effect) > 2:
        return {"verdict": "beter" if effect > 0 else "slechter"}
    if not speaks:
        return {"verdict": "niet beoordeeld", "reason_empty": reason}
    return {"verdict": "geen uitspraak", "reason_empty": "te onzeker"}


def _effects() -> Iterator[FindingRow]:
    for service, effects in OVERALL.items():
        shared = {"type": "effect", "comparison": "versus_reference", "service": service}
        for term, effect in zip((6, 12, 24), effects, strict=True):
            primary = term == 12
            words = _verdict(effect, speaks=primary, reason="andere uitkomst of termijn")
            yield _row(**shared, term_months=term, primary=primary, **_numbers(effect, n=3000), **words)
        for characteristic, group, nl, _en in GROUPS:
            held = HELD.get((service, characteristic, group))
            effect = effects[1] if held is None else held
            words = _verdict(
                effect, speaks=held is not None, reason="verschil tussen groepen niet aangetoond"
            )
            tested = {
                "difference_vs_complement": Decimal("8.0"),
                "difference_p_holm": Decimal("0.01") if held is not None else Decimal("0.7"),
            }
            where = {"characteristic": characteristic, "group": group, "group_definition": nl}
            yield _row(**shared, primary=True, **where, **_numbers(effect, n=1200), **tested, **words)


def _associations() -> Iterator[FindingRow]:
    for characteristic, group, nl, _en in GROUPS[:2]:
        effect = -8 if group == "from_45" else 8
        where = {"characteristic": characteristic, "group": group, "group_definition": nl}
        numbers = _numbers(effect, n=4000) | {"interval_kind": "normal", "caseworkers": None, "p_holm": None}
        numbers |= {"lower": Decimal(f"{effect - 9}.0"), "upper": Decimal(f"{effect + 9}.0")}
        yield _row(type="association", reason_empty="te onzeker", **where, **numbers)


def _manifest(slug: str, *, fictional: bool, gates: dict[str, str]) -> Manifest:
    mark = ("FICTIEF: ", "FICTIONAL: ") if fictional else ("", "")
    return Manifest(
        slug=slug,
        title_nl=f"{mark[0]}Hulp naar werk in Voorbeeldstad",
        title_en=f"{mark[1]}Help towards work in Voorbeeldstad",
        kind="own",
        fictional=fictional,
        design="caseworker",
        place=PLACE if fictional else "Voorbeeldstad",
        period=PERIOD,
        outcome_period_end="2024-12",
        municipalities=1,
        offices=10,
        caseworkers=60,
        schema=SCHEMA_VERSION,
        plan_sha256="0" * 64,
        code_version="0.1.0",
        direction_comparison="versus_reference",
        subgroup_comparisons=18,
        rule_profile="standaard",
        licence="CC-BY-4.0",
        made_by="The Tweespraak contributors",
        gates=tuple((key, gates.get(key, "voldaan")) for key in GATES),
        services=SERVICES,
        characteristics=CHARACTERISTICS,
        groups=tuple(Group(of, key, nl, en, nl, en) for of, key, nl, en in GROUPS),
        outcomes=(
            Outcome(
                "work", "share", "points_per_100", "van de 100 mensen", "out of 100 people",
                "betaald werk", "paid work",
                "betaald werk als grootste bron van inkomen", "paid work as the main source of income",
            ),
        ),
        sources=(Source("own", "Eigen onderzoek", "", "Eigen berekening.", "Own estimate."),),
        files=(),
        digest="",
    )  # fmt: skip


def small_release(
    slug: str = "fictief-klein",
    *,
    fictional: bool = True,
    gates: dict[str, str] | None = None,
    **changes: Any,
) -> Record:
    """Made-up research with known answers; `changes` replace fields of the manifest."""
    default = {"monotonicity": "niet getoetst"} if fictional else {}
    manifest = _manifest(slug, fictional=fictional, gates=default if gates is None else gates)
    check = CheckRow(
        "relevance", "sqrt(K)(F-1)", Decimal("86.0"), Decimal(10), "voldaan",
        "Consulenten verwijzen verschillend genoeg door om van te leren.",
        "Caseworkers refer differently enough to learn from.",
    )  # fmt: skip
    power = PowerRow(
        "versus_reference", "direct_werk", "work", 12, "", "", Decimal("2.8"), Decimal("2.0"), 3000, 60, ""
    )
    explanation = "Dit is een klein voorbeeld. De getallen zijn verzonnen.\n"
    rows = (*_effects(), *_associations())
    return Record(replace(manifest, **changes), rows, (check,), (power,), explanation)


def imported(record: Record, people: People) -> Release:
    """Write a release to a folder and bring it in, as Esra (editor)."""
    with TemporaryDirectory() as folder:
        return import_release(path=write_release(record, Path(folder)), by=people.esra)


def approved(record: Record, people: People) -> Release:
    """The same, linked by Esra where the catalogue has the same key, and approved by Farid."""
    release = imported(record, people)
    ours = {service.key: service for service in Service.objects.all()}
    links = {
        service.key: ours.get(service.key) for service in record.manifest.services if not service.reference
    }
    return linked_and_approved(release, links, people)


def linked_and_approved(release: Release, links: Mapping[str, Service | None], people: People) -> Release:
    """Esra links, with a sentence at everything; Farid approves (S36)."""
    if links:
        why = dict.fromkeys(["", *links], "Zo is het bedoeld in deze test.")
        propose_links(release=release, links=links, by=people.esra, why=why, sure=True)
    return approve_release(release=release, by=people.farid, sure=True)


def publish(draft: Checklist, people: People) -> Checklist:
    """Esra proposes this draft with a reason, Farid publishes it (S36)."""
    reason = "Zo is het bedoeld in deze test."
    proposal = propose_checklist(checklist=draft, by=people.esra, reason=reason, sure=True)
    return publish_checklist(proposal=proposal, by=people.farid, sure=True)


@dataclass(frozen=True)
class World:
    """Everything that stands before the first talk begins."""

    people: People
    release: Release
    services: dict[str, Service]
    policies: dict[str, GroupPolicy]
    checklist: Checklist


def make_world(people: People | None = None) -> World:
    """The shipped services and groups, the small made-up release approved, and the shipped checklist published."""
    folk = people or make_people()
    services = load_default_services(by=folk.esra)
    groups = load_default_policies(by=folk.esra, approver=folk.farid)
    release = approved(small_release(), folk)
    draft = derive_draft(releases=[release], by=folk.esra)
    load_default_questions(draft=draft, by=folk.esra)
    return World(
        people=folk,
        release=release,
        services={service.key: service for service in services},
        policies={policy.characteristic: policy for policy in groups},
        checklist=publish(draft, folk),
    )
