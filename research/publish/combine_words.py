# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a combination of municipalities: titles, sources, checks and explanation, in plain Dutch and English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from research.publish.explanation import GATE_NAMES
from research.publish.members import ALONE_TOO_SMALL
from research.release.more_rows import CombinedRow, Member
from research.release.schema import DIRECTIONS, CheckRow, FindingRow, Manifest, PowerRow, Source, Verdict

#: Municipalities differ more than chance below this p-value of Q.
DIFFER = Decimal("0.05")


def place_of(municipalities: int, fictional: bool) -> str:
    """The place of what several municipalities say together."""
    return f"{municipalities} gemeenten samen" + (" (FICTIEF)" if fictional else "")


def title_of(first: Manifest, municipalities: int) -> tuple[str, str]:
    """The title of the plan, and of how many municipalities together."""
    return (
        f"{first.title_nl}: {municipalities} gemeenten samen",
        f"{first.title_en}: {municipalities} municipalities together",
    )


def own_source(first: Manifest, members: Sequence[Member]) -> Source:
    """The combination itself as source of its findings."""
    places = ", ".join(member.place for member in members)
    return Source(
        "own", f"{first.title_nl}. {len(members)} gemeenten samen.", "",
        f"Uitgaven van {places}, samengenomen uit de openbare getallen.",
        f"Releases of {places}, combined from the public numbers.",
    )  # fmt: skip


def source_of(head: Manifest, member: Member) -> Source:
    """The release of one municipality as a source."""
    return Source(
        member.key, f"{head.title_nl}. {head.made_by}. {head.place}, {head.period}. Uitgave {head.slug}, vingerafdruk "
        f"{head.digest}.", "", f"De uitgave van {head.place}.", f"The release of {head.place}.",
    )  # fmt: skip


def checks_of(
    manifest: Manifest,
    findings: Sequence[FindingRow],
    found: Sequence[CombinedRow],
    power: Sequence[PowerRow],
) -> tuple[CheckRow, ...]:
    """checks.csv: who is in it, how municipalities differ, what leans on one of them, and the declaration."""
    names = ", ".join(member.place for member in manifest.members)
    many = len(manifest.members)
    named = CheckRow(
        "plan.combined", f"{many} releases of one plan", None, None, Verdict.STATED,
        f"Deze uitgave neemt {many} gemeenten samen: {names}.",
        f"This release combines {many} municipalities: {names}.",
    )  # fmt: skip
    primary = [
        row for row in findings
        if row.primary and not row.characteristic and row.comparison == manifest.direction_comparison
    ]  # fmt: skip
    lines = [line for row in primary if row.estimate is not None for line in about(row, found)]
    return (named, *lines, power_line(manifest, power, primary), *declaration(findings))


def about(row: FindingRow, found: Sequence[CombinedRow]) -> list[CheckRow]:
    """How municipalities differ about one service, what a next one may expect, and whether it leans on one."""
    own = [line for line in found if line.about == row.identity[1:7]]
    whole = next(line for line in own if not line.member)
    return [differences(row, whole, own), next_one(row, whole), left_out(row, own)]


def differences(row: FindingRow, whole: CombinedRow, own: Sequence[CombinedRow]) -> CheckRow:
    """Cochran's Q: do municipalities differ more than chance?"""
    apart = whole.q_p is not None and whole.q_p < DIFFER
    many = sum(line.weight is not None for line in own)
    nl, en = DIFFERENT if apart else ALIKE
    return CheckRow(
        f"combine.differences.{row.service}", f"Q of {many} municipalities, p; tau {whole.tau}, I2 {whole.i2}%",
        cents(whole.q_p), DIFFER, Verdict.NOTED if apart else Verdict.PASSED, nl, en,
    )  # fmt: skip


ALIKE = (
    "De gemeenten verschillen niet meer dan door toeval kan.",
    "Municipalities differ no more than by chance.",
)
DIFFERENT = (
    "De gemeenten verschillen meer dan door toeval kan: het ene getal voor allen samen zegt niet alles.",
    "Municipalities differ more than by chance: one number for all of them does not say everything.",
)


def next_one(row: FindingRow, whole: CombinedRow) -> CheckRow:
    """What a next municipality may expect."""
    low, high = whole.next_lower, whole.next_upper
    holds = low is not None and high is not None and low <= 0 <= high
    nl, en = EITHER_WAY if holds else ONE_WAY
    return CheckRow(
        f"combine.next.{row.service}", f"range of 95% for a next municipality: {low} to {high}", None, None,
        Verdict.NOTED, nl, en,
    )  # fmt: skip


EITHER_WAY = (
    "In een volgende gemeente kan het de ene of de andere kant op gaan.",
    "In a next municipality it may go either way.",
)
ONE_WAY = (
    "In een volgende gemeente gaat het naar verwachting dezelfde kant op.",
    "In a next municipality it is expected to go the same way.",
)


def left_out(row: FindingRow, own: Sequence[CombinedRow]) -> CheckRow:
    """How far the answer moves at most when one municipality is left out, beside its error."""
    whole, error = row.estimate or Decimal(0), row.se or Decimal(0)
    most = max(abs(line.without - whole) for line in own if line.without is not None)
    steady = most <= error
    nl, en = STEADY if steady else LEANS
    return CheckRow(
        f"combine.left_out.{row.service}", "largest change when one municipality is left out", most, error,
        Verdict.PASSED if steady else Verdict.NOTED, nl, en,
    )  # fmt: skip


STEADY = (
    "Het antwoord blijft ongeveer gelijk als één gemeente niet meetelt.",
    "The answer stays about the same when one municipality does not count.",
)
LEANS = (
    "Het antwoord leunt op één gemeente: zonder haar is het duidelijk anders.",
    "The answer leans on one municipality: without it, it is clearly different.",
)


def power_line(manifest: Manifest, power: Sequence[PowerRow], primary: Sequence[FindingRow]) -> CheckRow:
    """What could be seen together, from what each said before its outcomes were opened."""
    keys = {row.identity[1:5] for row in primary}
    sizes = [
        row.minimum_detectable for row in power
        if row.minimum_detectable is not None and not row.characteristic
        and (row.comparison, row.service, row.outcome, str(row.term_months or "")) in keys
    ]  # fmt: skip
    share = any(row.scale == "share" for row in primary)
    return CheckRow(
        "power.overall", "smallest difference that could be seen, were it known that municipalities do not differ",
        min(sizes, default=None),
        Decimal(10) if share else None, manifest.gate("power"),
        "Kleiner dan dit kunnen de gemeenten samen niet zien." if sizes else "Wat samen te zien is, is niet te zeggen.",
        "Together the municipalities cannot see anything smaller than this." if sizes
        else "What can be seen together cannot be told.",
    )  # fmt: skip


def cents(value: Decimal | None) -> Decimal | None:
    """A number with two decimals."""
    return None if value is None else value.quantize(Decimal("0.01"))


def declaration(findings: Sequence[FindingRow]) -> list[CheckRow]:
    """One line for every rule: all follow from one, that only printed numbers of the named releases are used."""
    empty = Decimal(sum(row.estimate is None for row in findings))
    told = {
        "X1": ("three municipalities or more behind every number, each with enough people in its own release",
               "Achter elk getal staan drie gemeenten of meer.",
               "Three municipalities or more stand behind every number."),
        "X2": ("as in each release", "Geen enkel vakje is te klein.", "No cell is too small."),
        "X3": ("no descriptive shares", "Er staan geen beschrijvende aandelen in.", "It holds no descriptive shares."),
        "X4": ("counts to 10, effects as in each release", "Alle getallen zijn afgerond.", "All numbers are rounded."),
        "X5": ("as in each release", "Geen model dat bijna een persoon beschrijft.",
               "No model that nearly describes a person."),
        "X6": ("no figure per caseworker or office", "Ook consulenten zijn niet herkenbaar.",
               "Caseworkers cannot be recognised either."),
        "X7": ("halves as in each release", "Uit het geheel en de ene helft is de andere niet af te leiden.",
               "The other half cannot be derived from the whole and one half."),
        "X8": ("computed from printed numbers alone; what a release suppresses is in no number",
               "Alles volgt uit wat elke gemeente al openbaar maakte. Wat daar onderdrukt is, telt hier niet mee.",
               "All follows from what each municipality made public. What is suppressed there does not count here."),
        "X9": ("no rows, residuals, points or keys", "Er staan geen gegevens per persoon in.",
               "It holds nothing about single people."),
        "X10": ("what cannot be judged stays inside", "Wat niet te beoordelen is, blijft binnen.",
                "What cannot be judged stays inside."),
    }  # fmt: skip
    return [
        CheckRow(
            f"disclosure.{rule}", statistic, empty if rule == "X1" else None, None,
            Verdict.NOT_APPLICABLE if rule == "X3" else Verdict.PASSED, nl, en,
        )
        for rule, (statistic, nl, en) in told.items()
    ]  # fmt: skip


def explanation_of(manifest: Manifest, findings: Sequence[FindingRow], found: Sequence[CombinedRow]) -> str:
    """`toelichting.txt`: for whom, how, what was checked, what it does not say (plain Dutch)."""
    fictional = (
        "FICTIEF. Deze mensen en deze gemeenten bestaan niet. Gebruik dit alleen om te oefenen.\n\n"
        if manifest.fictional
        else ""
    )
    title = f"{manifest.title_nl}\n{'=' * len(manifest.title_nl)}\n\n{fictional}".rstrip()
    parts = [
        title,
        whose(manifest),
        HOW,
        checked(manifest),
        read_it(findings),
        LIMITS,
        made(manifest),
    ]
    return "\n\n".join(parts) + "\n"


def whose(manifest: Manifest) -> str:
    """Which municipalities, and the fingerprints of their releases."""
    lines = [
        "Over wie gaat dit",
        f"{len(manifest.members)} gemeenten deden hetzelfde onderzoek, volgens één plan.",
    ]
    lines += [f"- {m.place}, {m.period}: uitgave {m.slug}, vingerafdruk {m.digest}" for m in manifest.members]
    return "\n".join(lines)


HOW = """\
Hoe is dit gedaan
Alleen de openbare getallen van elke gemeente zijn gebruikt. Niemand heeft gegevens van mensen gedeeld.
Wat een gemeente niet mocht tonen, telt hier niet mee.
Gemeenten mogen verschillen. Het getal is het gemiddelde over gemeenten, het bereik telt die verschillen mee.
Rekenwijze: toevallige verschillen tussen gemeenten (Paule en Mandel), bereik van Hartung en Knapp.
Het bereik is nooit smaller dan zonder de correctie van Hartung en Knapp.
combined.csv laat zien wat elke gemeente bijdraagt, en het antwoord zonder elke gemeente."""


def checked(manifest: Manifest) -> str:
    """Which checks hold in every municipality."""
    lines = ["Wat is gecontroleerd", "Per controle het zwakste antwoord van alle gemeenten:"]
    lines += [f"- {GATE_NAMES[key]}: {verdict}" for key, verdict in manifest.gates if key != ALONE_TOO_SMALL]
    lines += [
        "Van alle gemeenten samen, als zij niet zouden verschillen:",
        f"- {GATE_NAMES[ALONE_TOO_SMALL]}: {manifest.gate(ALONE_TOO_SMALL)}",
        "Met weinig gemeenten blijft het bereik toch breed: dan is niet te zeggen hoe zij verschillen.",
    ]
    return "\n".join(lines)


def read_it(findings: Sequence[FindingRow]) -> str:
    """How to read the tables."""
    spoken = sum(row.verdict in DIRECTIONS for row in findings)
    return "\n".join([
        "Zo leest u de tabel",
        f"Regels met een richting: {spoken} van {len(findings)}.",
        "Een richting staat er alleen als het bereik 0 niet inhoudt, ook niet voor een volgende gemeente,",
        "en als het antwoord zonder elke gemeente dezelfde kant op wijst.",
        "Groepen staan erbij zonder richting: of groepen verschillen, is uit openbare getallen niet te toetsen.",
        "Aandelen zijn mensen van de 100.",
    ])  # fmt: skip


LIMITS = """\
Wat dit niet zegt
Dit gaat over groepen, niet over één mens.
Het gemiddelde is niet het getal van één gemeente. In een volgende gemeente kan het anders zijn.
Het zegt niets over gezondheid, tevredenheid of hoe goed het werk is."""


def made(manifest: Manifest) -> str:
    """Who made it."""
    return (
        f"Wie heeft dit gemaakt\n{manifest.made_by}. Licentie: {manifest.licence}. "
        f"Programma: findings {manifest.code_version}.\nPlan (sha256): {manifest.plan_sha256}"
    )
