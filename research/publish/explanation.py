# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""`toelichting.txt`: for whom, where, when, how, what was checked, what it does not say, who made it (plain Dutch)."""

from __future__ import annotations

from research.plan.model import CASEWORKER, TOGETHER, Plan
from research.plan.rules import plain
from research.release.levels import ONE_STAGE, TWO_HALVES
from research.release.schema import DIRECTIONS, FindingRow, Manifest, Verdict
from research.results import Results

#: How was corrected for several tests, by the rule of the plan.
CORRECTED = {
    TWO_HALVES: "Holm",
    ONE_STAGE: "eerst voor iedereen, dan voor groepen; samen ten hoogste 5 van de 100 keer een uitspraak door toeval",
}
COMPARISONS = {
    "versus_reference": "iedere hulp vergeleken met: {reference}",
    "versus_otherwise": "iedere hulp vergeleken met wat mensen anders hadden gekregen",
    "assignment": "mensen met een plek vergeleken met mensen zonder plek, door loting",
}

GATE_NAMES = {
    "plan": "Plan vooraf",
    "sample": "Wie meetelt",
    "balance": "Vergelijkbare mensen",
    "permutation": "Vergelijking met loten",
    "relevance": "Genoeg verschil",
    "monotonicity": "Zelfde kant op bij iedereen",
    "overlap": "Echt te vergelijken",
    "exclusion": "Alleen via de hulp",
    "attrition": "Uitkomst bekend",
    "power": "Groot genoeg",
    "disclosure": "Niemand herkenbaar",
}


def explanation(plan: Plan, results: Results, manifest: Manifest, rows: list[FindingRow]) -> str:
    """The explanation that goes with the numbers, also for the output check."""
    parts = [
        opening(plan),
        who(plan, results),
        how(plan),
        checked(manifest),
        read_it(plan, rows),
        limits(plan),
        made(manifest),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def opening(plan: Plan) -> str:
    """Title, and FICTIEF where it is."""
    fictional = (
        "FICTIEF. Deze mensen en deze plaats bestaan niet. Gebruik dit alleen om te oefenen.\n\n"
        if plan.fictional
        else ""
    )
    old = (
        "Dit onderzoek komt van elders. Het geeft geen richting in een gesprek.\n\n"
        if plan.kind == "elsewhere"
        else ""
    )
    return f"{plan.title_nl}\n{'=' * len(plan.title_nl)}\n\n{fictional}{old}{plan.note_nl}"


def who(plan: Plan, results: Results) -> str:
    """For whom, where, when."""
    people = results.people // 100 * 100
    lines = ["Over wie gaat dit", f"Plaats: {plan.place}. Periode: {plan.period}. Ongeveer {people} mensen."]
    if plan.design == "caseworker":
        lines.append(f"Ongeveer {results.caseworkers // 10 * 10} consulenten deden de intake.")
        lines.append("De uitkomst gaat vooral over mensen voor wie het uitmaakt welke consulent zij troffen.")
    else:
        lines.append("De uitkomst gaat over mensen die meedoen als zij een plek krijgen, en anders niet.")
    return "\n".join(lines)


def how(plan: Plan) -> str:
    """How it was computed."""
    lines = ["Hoe is dit onderzocht"]
    if plan.design == "caseworker":
        lines += [
            "Wie welke consulent treft, is toeval binnen een locatie en een maand.",
            "De ene consulent verwijst vaker door naar een soort hulp dan de andere.",
            "Daardoor kregen mensen die op elkaar lijken toch andere hulp. Zo is het verschil door de hulp te zien.",
            "Rekenwijze: UJIVE met strata locatie en maand. De foutmarge is de grootste van twee rekenwijzen.",
        ]
        if plan.clusters != (CASEWORKER,):
            words = "; ".join(word.replace(TOGETHER, " x ") for word in plan.clusters)
            lines.append(f"Een van de twee neemt mensen samen per: {words.replace(CASEWORKER, 'consulent')}.")
    else:
        lines += [
            "Wie een plek kreeg aangeboden, is geloot.",
            "Rekenwijze: tweestaps kleinste kwadraten, foutmarge HC0.",
            *experiment(plan),
        ]
    for comparison in plan.comparisons:
        lines.append(
            "Vergelijking: " + COMPARISONS[comparison].format(reference=plan.reference.name_nl) + "."
        )
    lines.append(
        f"Aantal vergelijkingen tussen groepen: {plan.subgroup_comparisons}. Daarvoor is gecorrigeerd "
        f"({CORRECTED[plan.families]})."
    )
    return "\n".join(lines)


def experiment(plan: Plan) -> list[str]:
    """Kinds of offer, weights and people who were drawn together, where an experiment had them."""
    lines = []
    if len(plan.tracks) > 1:
        names = ", ".join(service.name_nl for service in plan.tracks)
        lines.append(f"Er zijn {len(plan.tracks)} soorten aanbod geloot: {names}.")
        lines.append(
            f"Mensen met elk aanbod zijn vergeleken met mensen met dit aanbod: {plan.reference.name_nl}."
        )
    if plan.weight:
        lines.append(
            "Mensen tellen met een gewicht. Zo telt mee dat niet iedereen evenveel kans had om mee te doen."
        )
        lines.append("De ondergrenzen voor aantallen gaan over echte mensen, zonder gewicht.")
    if plan.drawn_together:
        lines.append(
            "Mensen zijn in groepen geloot. De foutmarge houdt daar rekening mee (CR2, Satterthwaite)."
        )
        lines.append("De foutmarge is de grootste van twee rekenwijzen.")
    return lines


def checked(manifest: Manifest) -> str:
    """Which checks passed."""
    lines = ["Wat is gecontroleerd"]
    lines += [f"- {GATE_NAMES[key]}: {verdict}" for key, verdict in manifest.gates]
    return "\n".join(lines)


def read_it(plan: Plan, rows: list[FindingRow]) -> str:
    """How to read the table, and what came out in numbers of rows."""
    effects = [row for row in rows if row.type == "effect"]
    spoken = [row for row in effects if row.verdict in DIRECTIONS]
    hidden = [row for row in effects if row.verdict == Verdict.SUPPRESSED]
    lines = [
        "Zo leest u de tabel",
        f"Alleen deze uitkomst kan richting geven: {plan.primary.name_nl.lower()}"
        + (f", na {plan.primary.term_months} maanden." if plan.primary.term_months else "."),
        f"Regels met een richting: {len(spoken)} van {len(effects)}. Onderdrukt: {len(hidden)}.",
        "Een groep krijgt alleen een eigen uitspraak als het verschil met de andere groep is aangetoond.",
        "Anders geldt voor die groep de uitkomst voor iedereen: de regel zelf is dan “niet beoordeeld”.",
        "“Geen uitspraak” betekent: het bereik houdt ook 0 in. Bij een richting staat 0 er niet in.",
        *about_margin(plan, effects),
        "“lower” tot “upper” is het bereik waarop beoordeeld is, “lower_95” tot “upper_95” het puntsgewijze van 95%.",
        "Aandelen zijn mensen van de 100. Kolom “naive” laat zien hoe het zou lijken zonder deze rekenwijze.",
    ]
    return "\n".join(lines)


def about_margin(plan: Plan, effects: list[FindingRow]) -> list[str]:
    """What the plan called little difference, and how often that was found; nothing without a margin."""
    if plan.primary.margin is None:
        return []
    found = sum(row.verdict == Verdict.SIMILAR for row in effects)
    margin = plain(plan.primary.margin).replace(".", ",")
    return [
        f"Vooraf is gekozen: minder dan {margin} {plan.primary.unit_nl} meer of minder is weinig verschil.",
        f"“Vergelijkbaar” betekent: het hele bereik ligt daarbinnen. Dat is geen richting. Regels: {found}.",
        "Ook als 0 niet in dat bereik ligt, is het “vergelijkbaar”: er is dan verschil, en het is klein.",
    ]


def limits(plan: Plan) -> str:
    """What it does not say."""
    lines = [
        "Wat dit niet zegt",
        "Dit gaat over groepen, niet over één mens.",
        "Het zegt niets over gezondheid, tevredenheid of hoe goed het werk is.",
        "Het zegt niets over een andere plaats of een andere tijd.",
        f"Aanname die niet te toetsen is: {plan.exclusion_nl}",
    ]
    return "\n".join(lines)


def made(manifest: Manifest) -> str:
    """Who made it."""
    return (
        f"Wie heeft dit gemaakt\n{manifest.made_by}. Licentie: {manifest.licence}. "
        f"Programma: findings {manifest.code_version}.\nPlan (sha256): {manifest.plan_sha256}"
    )
