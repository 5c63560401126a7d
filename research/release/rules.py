# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the cells of a release, as far as a reader can see it (rules X1-X8, S1-S2).

A reader does not trust the writer: ranges, minimum numbers, rounding, pairs and words are looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from research.release.errors import Bilingual, one_of, quoted, same
from research.release.levels import family_level, held
from research.release.schema import (
    CERTAINTIES,
    CHECK_VERDICTS,
    COMBINED_DESIGN,
    COMPARISONS,
    DIRECTIONS,
    FAMILY_ALPHA,
    INTERVAL_KINDS,
    NEW_COLUMNS,
    REASONS,
    SCALES,
    SILENT_REASONS,
    SPOKEN,
    TOO_LARGE_TO_SEE,
    TYPES,
    VERDICTS,
    CheckRow,
    FindingRow,
    Manifest,
    PowerRow,
    Verdict,
    known_words,
)

#: Rule X1: fewest people behind a number, per design; rule X1 and X6: fewest caseworkers.
MINIMUM_N = {"caseworker": 100, "assignment": 40, "association": 0, "literature": 0, "combined": 100}
MINIMUM_CASEWORKERS = 10
ROUND_TO = 10
#: Rule X2 and X3, for descriptive shares of an association of our own making.
MINIMUM_CELL = 10
HUNDRED = Decimal(100)
#: Rule X4: a share is printed to 0.1, a mean to at most this many decimals; the plan says how many, or its spread does.
MOST_DECIMALS = 3
TYPES_OF_KIND = {
    "own": ("effect", "association"),
    "elsewhere": ("effect", "association"),
    "association": ("association",),
    "literature": ("literature",),
}
NUMBER_CELLS = ("estimate", "se", "lower", "upper", "level_with", "level_without", "naive")
TEST_CELLS = ("difference_vs_complement", "difference_p_holm", "p_holm")
#: The lowest level of a printed range: the pointwise one.
LEAST_LEVEL = Decimal(95)

#: A complaint: what was expected and what was found.
Complaint = tuple[Bilingual, Bilingual]


def cell(name: str, nl: str, en: str) -> Bilingual:
    """An expectation about one column."""
    return Bilingual(f"in kolom “{name}” {nl}", f"in column “{name}” {en}")


def finding_complaints(row: FindingRow, manifest: Manifest) -> Iterator[Complaint]:
    """Everything that is wrong with one row of findings.csv; the reader reports the first."""
    yield from word_complaints(row, manifest)
    yield from name_complaints(row, manifest)
    yield from range_complaints(row)
    yield from number_complaints(row)
    if row.type == "effect":
        yield from verdict_complaints(row, manifest)
    if manifest.schema != "1":
        yield from level_complaints(row)
        yield from agreement_complaints(row)
        yield from margin_complaints(row, margin_of(row, manifest))
    if row.type != "literature":
        yield from size_complaints(row, manifest)


def word_complaints(row: FindingRow, manifest: Manifest) -> Iterator[Complaint]:
    """The closed lists of words."""
    verdicts = known_words(VERDICTS, manifest.schema)
    allowed = {
        "type": TYPES_OF_KIND[manifest.kind] if row.type in TYPES else TYPES,
        "comparison": COMPARISONS if row.type == "effect" else ("", *COMPARISONS),
        "scale": SCALES,
        "interval_kind": ("", *INTERVAL_KINDS),
        "verdict": tuple(w for w in verdicts if row.type == "effect" or w != Verdict.SIMILAR),
        "certainty": CERTAINTIES[1:] if manifest.design in ("caseworker", COMBINED_DESIGN) else CERTAINTIES,
        "reason_empty": ("", *known_words(REASONS, manifest.schema)),
    }
    for name, words in allowed.items():
        value = getattr(row, name)
        if value not in words:
            yield one_of(words), quoted(f"{name}: {value}")
    if row.type == "association" and (row.comparison or row.service):
        yield (
            cell("service", "niets bij een samenhang", "nothing for an association"),
            quoted(row.service or row.comparison),
        )
    if row.primary and row.type == "association":
        yield cell("primary", "“no” bij een samenhang", "“no” for an association"), same("yes")


def name_complaints(row: FindingRow, manifest: Manifest) -> Iterator[Complaint]:
    """Keys of services, groups, outcomes and sources that the manifest does not name."""
    services = {item.key for item in manifest.services if not item.reference}
    groups = {(item.characteristic, item.key) for item in manifest.groups}
    outcomes = {item.key: item for item in manifest.outcomes}
    sources = {item.key for item in manifest.sources}
    told = ("een sleutel uit manifest.txt", "a key from manifest.txt")
    if row.service not in services and (row.service or row.type == "effect"):
        yield cell("service", *told), quoted(row.service)
    if (row.characteristic, row.group) not in groups and (row.characteristic or row.group):
        yield cell("group", *told), quoted(f"{row.characteristic} / {row.group}")
    if bool(row.group_definition) != bool(row.group):
        yield (
            cell("group_definition", "tekst bij elke groep", "words for every group"),
            quoted(row.group_definition),
        )
    if row.outcome not in outcomes:
        yield cell("outcome", *told), quoted(row.outcome)
    elif (outcomes[row.outcome].scale, outcomes[row.outcome].unit) != (row.scale, row.unit):
        expected = f"{outcomes[row.outcome].scale} / {outcomes[row.outcome].unit}"
        yield cell("scale", expected, expected), quoted(f"{row.scale} / {row.unit}")
    if row.source not in sources:
        yield cell("source", *told), quoted(row.source)


def range_complaints(row: FindingRow) -> Iterator[Complaint]:
    """Numbers inside what they can mean, and rounded as rule X4 says."""
    share = row.scale == "share"
    for name in (*NUMBER_CELLS, *TEST_CELLS, *NEW_COLUMNS):
        value = getattr(row, name)
        if value is None:
            continue
        low, high, decimals = limits(name, share)
        if not low <= value <= high:
            yield cell(name, f"{low} tot {high}", f"{low} to {high}"), same(str(value))
        if -int(value.as_tuple().exponent) > decimals:
            yield (
                cell(name, f"ten hoogste {decimals} decimalen", f"at most {decimals} decimals"),
                same(str(value)),
            )
    for name in ("n", "caseworkers"):
        value = getattr(row, name)
        if value is not None and value % ROUND_TO and row.type != "literature":
            yield cell(name, "een tiental (regel X4)", "a multiple of ten (rule X4)"), same(str(value))


def limits(name: str, share: bool) -> tuple[Decimal, Decimal, int]:
    """Lowest value, highest value and number of decimals of a column."""
    wide = HUNDRED if share else Decimal(1_000_000)
    decimals = 1 if share else MOST_DECIMALS
    if name in ("difference_p_holm", "p_holm"):
        return Decimal(0), Decimal(1), 4
    if name == "se":
        return Decimal(0), wide, decimals + 1
    if name == "interval_level":
        return LEAST_LEVEL, HUNDRED, 4
    if name in ("level_with", "level_without"):
        return (Decimal(0) if share else -wide), wide, decimals
    if name == "difference_vs_complement":
        return -2 * wide, 2 * wide, decimals
    return -wide, wide, decimals


def last_decimal(row: FindingRow) -> int:
    """The place of the last decimal of an estimate: -1 for a tenth."""
    return int(row.estimate.as_tuple().exponent) if row.estimate is not None else -1


def number_complaints(row: FindingRow) -> Iterator[Complaint]:
    """Numbers come together or not at all; an interval holds its estimate; a missing number has a reason."""
    filled = [name for name in NUMBER_CELLS + TEST_CELLS + NEW_COLUMNS if getattr(row, name) is not None]
    if row.verdict == Verdict.SUPPRESSED and (filled or row.n is not None):
        yield (
            cell("verdict", "geen getallen bij onderdrukt", "no numbers when suppressed"),
            quoted(", ".join(filled) or "n"),
        )
    if row.estimate is None:
        # A difference that held keeps its p-value, also where the range itself has no limits: it silences everybody's.
        alone = [n for n in filled if n not in ("level_with", "level_without", "difference_p_holm")]
        if alone:
            yield (
                cell("estimate", "een getal, of overal niets", "a number, or nothing anywhere"),
                quoted(", ".join(alone)),
            )
        if not row.reason_empty and row.level_with is None:
            yield cell("reason_empty", "waarom er geen getal is", "why there is no number"), quoted("")
    elif row.lower is not None and row.upper is not None and not row.lower <= row.estimate <= row.upper:
        yield (
            cell("lower", "een bereik om de uitkomst heen", "a range around the estimate"),
            same(f"{row.lower} … {row.upper}"),
        )
    if row.estimate is not None and row.type == "effect" and None in (row.se, row.lower, row.upper, row.n):
        yield cell("se", "fout, bereik en aantal", "an error, a range and a number of people"), quoted("")
    if (row.lower is None) != (row.upper is None) or bool(row.interval_kind) != (row.lower is not None):
        yield (
            cell("interval_kind", "soort en beide grenzen", "a kind and both limits"),
            quoted(row.interval_kind),
        )
    if (row.level_with is None) != (row.level_without is None):
        yield cell("level_with", "beide niveaus of geen", "both levels or neither"), quoted("")
    if None not in (row.level_with, row.level_without, row.estimate) and row.type == "effect":
        gap = abs(row.level_with - row.level_without - row.estimate)  # type: ignore[operator]
        if gap > Decimal(3).scaleb(last_decimal(row)):
            yield (
                cell(
                    "level_with", "niveaus die samen de uitkomst geven", "levels that differ by the estimate"
                ),
                same(str(gap)),
            )
    if row.overall and (row.difference_vs_complement is not None or row.difference_p_holm is not None):
        yield cell("difference_vs_complement", "niets bij iedereen samen", "nothing for everyone"), same("…")


def level_complaints(row: FindingRow) -> Iterator[Complaint]:
    """The printed range has its level, and holds the pointwise one; what others published has neither."""
    filled = [name for name in NEW_COLUMNS if getattr(row, name) is not None]
    wanted = row.estimate is not None and row.type != "literature" and row.interval_kind != "reported"
    if len(filled) != (len(NEW_COLUMNS) if wanted else 0):
        told = ("beide bereiken en het niveau, of geen", "both ranges and the level, or none")
        yield cell("interval_level", *told), quoted(", ".join(filled))
    if row.lower is None or row.upper is None or row.lower_95 is None or row.upper_95 is None:
        return
    if (
        row.estimate is not None
        and not row.lower <= row.lower_95 <= row.estimate <= row.upper_95 <= row.upper
    ):
        told = ("een puntsgewijs bereik binnen het bereik", "a pointwise range inside the printed one")
        yield cell("lower_95", *told), same(f"{row.lower_95} … {row.upper_95}")


def agreement_complaints(row: FindingRow) -> Iterator[Complaint]:
    """Rule S26: a direction has a range without 0, no statement has one with 0, as it is printed."""
    if row.type == "literature" or row.interval_kind == "reported":
        return
    if row.lower is not None and row.upper is not None:
        holds = row.lower <= 0 <= row.upper
        if holds and row.verdict in DIRECTIONS:
            told = ("een bereik zonder 0 bij een uitspraak", "a range without 0 with a verdict")
            yield cell("verdict", *told), same(f"{row.lower} … {row.upper}")
        if not holds and row.verdict == Verdict.NO_STATEMENT:
            told = (
                "een bereik met 0 als er geen uitspraak is",
                "a range that holds 0 when there is no statement",
            )
            yield cell("verdict", *told), same(f"{row.lower} … {row.upper}")
    if row.verdict in DIRECTIONS and row.estimate is not None and row.reason_empty:
        told = ("niets bij een richting", "nothing with a direction")
        yield cell("reason_empty", *told), quoted(row.reason_empty)
    if row.verdict == Verdict.NO_STATEMENT and row.reason_empty in SILENT_REASONS:
        yield (
            cell(
                "verdict",
                f"“{Verdict.NOT_JUDGED}” bij deze reden",
                f"“{Verdict.NOT_JUDGED}” with this reason",
            ),
            quoted(row.reason_empty),
        )


def margin_of(row: FindingRow, manifest: Manifest) -> Decimal | None:
    """What the plan calls little difference for this row; only of the primary outcome and term of an effect."""
    found = next((item.margin for item in manifest.outcomes if item.key == row.outcome), "")
    return Decimal(found) if found and row.primary and row.type == "effect" else None


def margin_complaints(row: FindingRow, margin: Decimal | None) -> Iterator[Complaint]:
    """A range wholly inside the margin is little difference and points nowhere; any other is something else.

    It must be of the level at which verdicts are judged. A range that touches the margin does not lie inside it.
    """
    if row.verdict not in (*SPOKEN, Verdict.NO_STATEMENT) or row.type != "effect":
        return
    similar = row.verdict == Verdict.SIMILAR
    found = same(f"{row.lower} … {row.upper}")
    if margin is None:
        if similar:
            yield (
                cell("verdict", "een marge in manifest.txt", "a margin in manifest.txt"),
                quoted(row.verdict),
            )
        return
    inside = row.lower is not None and row.upper is not None and -margin < row.lower <= row.upper < margin
    if similar and not inside:
        yield cell("verdict", f"een bereik binnen ±{margin}", f"a range inside ±{margin}"), found
    if inside and not similar:
        word = Verdict.SIMILAR
        yield cell("verdict", f"“{word}”: binnen ±{margin}", f"“{word}”: inside ±{margin}"), found
    if similar and (row.interval_level is None or row.interval_level < HUNDRED * (1 - FAMILY_ALPHA)):
        least = HUNDRED * (1 - FAMILY_ALPHA)
        yield (
            cell("interval_level", f"ten minste {least}", f"at least {least}"),
            same(str(row.interval_level)),
        )
    if similar and row.reason_empty:
        yield (
            cell("reason_empty", "niets bij deze uitspraak", "nothing with this verdict"),
            quoted(row.reason_empty),
        )


def verdict_complaints(row: FindingRow, manifest: Manifest) -> Iterator[Complaint]:
    """A direction only where rule S2 allows one."""
    if row.verdict in (Verdict.NO_STATEMENT, Verdict.NOT_JUDGED) and not row.reason_empty:
        yield cell("reason_empty", "waarom er geen uitspraak is", "why there is no statement"), quoted("")
    if row.verdict not in SPOKEN:
        return
    sign = 1 if row.verdict == Verdict.BETTER else -1
    if row.estimate is None or row.lower is None or row.upper is None or row.p_holm is None:
        yield (
            cell("verdict", "een uitspraak met alle getallen", "a verdict with all its numbers"),
            quoted(row.verdict),
        )
    elif row.verdict in DIRECTIONS and (
        sign * row.estimate <= 0
        or min(sign * row.lower, sign * row.upper) < 0
        or row.p_holm > family_level(manifest.families)
    ):
        yield (
            cell("verdict", "geen uitspraak bij deze getallen", "no verdict with these numbers"),
            quoted(row.verdict),
        )
    if not row.primary or row.comparison != manifest.direction_comparison:
        yield (
            cell("verdict", "alleen bij de hoofdvraag", "only for the primary question"),
            quoted(row.verdict),
        )
    if not row.overall and not held(row, manifest.families):
        yield (
            cell("verdict", "alleen bij een aangetoond verschil", "only where the difference held"),
            quoted(row.verdict),
        )
    if manifest.gates_failed:
        yield (
            cell("verdict", "geen uitspraak: een controle is niet voldaan", "no verdict: a gate failed"),
            quoted(row.verdict),
        )


def size_complaints(row: FindingRow, manifest: Manifest) -> Iterator[Complaint]:
    """Rules X1 to X3: enough people and enough caseworkers behind every number."""
    least = MINIMUM_N[manifest.design]
    if row.n is not None and row.n < least:
        yield cell("n", f"ten minste {least} (regel X1)", f"at least {least} (rule X1)"), same(str(row.n))
    number = row.caseworkers or 0
    seen_by = manifest.design in ("caseworker", COMBINED_DESIGN) and row.comparison != "assignment"
    counted = seen_by and row.type == "effect" and row.estimate is not None
    if counted and number < MINIMUM_CASEWORKERS:
        told = (f"ten minste {MINIMUM_CASEWORKERS} (regel X1)", f"at least {MINIMUM_CASEWORKERS} (rule X1)")
        yield cell("caseworkers", *told), same(str(row.caseworkers))
    if row.type == "association" and row.scale == "share" and row.n is not None:
        for level in (row.level_with, row.level_without):
            if level is not None and min(level, HUNDRED - level) * row.n < MINIMUM_CELL * HUNDRED:
                yield (
                    cell("level_with", "10 mensen of meer (regel X2)", "10 people or more (rule X2)"),
                    same(str(level)),
                )


def pair_complaints(rows: tuple[FindingRow, ...]) -> Iterator[tuple[int, Complaint]]:
    """Rule X7 and the identity of rows: position of the row and the complaint."""
    seen: set[tuple[str, ...]] = set()
    positions: dict[tuple[str, ...], dict[bool, int]] = defaultdict(dict)
    for position, row in enumerate(rows):
        if row.identity in seen:
            expected = Bilingual("elke uitkomst één keer", "every finding once")
            yield position, (expected, quoted(" / ".join(part for part in row.identity if part)))
        seen.add(row.identity)
        if row.type == "effect" and not row.overall:
            positions[row.identity[:6]].setdefault(row.verdict == Verdict.SUPPRESSED, position)
    for of_pair in positions.values():
        if len(of_pair) > 1:
            expected = Bilingual(
                "beide helften getoond of beide onderdrukt (regel X7)",
                "both halves shown or both suppressed (rule X7)",
            )
            yield max(of_pair.values()), (expected, Bilingual("één van beide", "one of the two"))


def check_complaints(row: CheckRow, manifest: Manifest) -> Iterator[Complaint]:
    """Words of checks.csv."""
    words = known_words(CHECK_VERDICTS, manifest.schema)
    if row.verdict not in words:
        yield one_of(words), quoted(row.verdict)
    for name in ("key", "sentence_nl", "sentence_en"):
        if not getattr(row, name):
            yield cell(name, "tekst", "words"), quoted("")


def power_complaints(row: PowerRow, manifest: Manifest) -> Iterator[Complaint]:
    """Names, signs and minimum numbers of power.csv."""
    groups = {(item.characteristic, item.key) for item in manifest.groups} | {("", "")}
    scales = {item.key: item.scale for item in manifest.outcomes}
    decimals = MOST_DECIMALS if scales.get(row.outcome) == "mean" else 1
    if row.service not in {item.key for item in manifest.services if not item.reference}:
        yield cell("service", "een sleutel uit manifest.txt", "a key from manifest.txt"), quoted(row.service)
    if (row.characteristic, row.group) not in groups:
        yield cell("group", "een sleutel uit manifest.txt", "a key from manifest.txt"), quoted(row.group)
    if row.outcome not in {item.key for item in manifest.outcomes}:
        yield cell("outcome", "een sleutel uit manifest.txt", "a key from manifest.txt"), quoted(row.outcome)
    if row.comparison not in COMPARISONS:
        yield one_of(COMPARISONS), quoted(row.comparison)
    reasons = known_words((*REASONS, TOO_LARGE_TO_SEE), manifest.schema)
    if row.reason_empty and row.reason_empty not in reasons:
        yield one_of(reasons), quoted(row.reason_empty)
    for name in ("minimum_detectable", "half_width"):
        value = getattr(row, name)
        if value is not None and (value < 0 or -int(value.as_tuple().exponent) > decimals):
            told = (f"0 of meer, ten hoogste {decimals} decimalen", f"0 or more, at most {decimals} decimals")
            yield cell(name, *told), same(str(value))
        if (
            value is not None
            and value > HUNDRED
            and scales.get(row.outcome) == "share"
            and manifest.schema != "1"
        ):
            yield cell(name, "ten hoogste 100, of niets", "at most 100, or nothing"), same(str(value))
    if row.n is not None and (row.n % ROUND_TO or row.n < MINIMUM_N[manifest.design]):
        yield (
            cell("n", "een tiental, groot genoeg (X1, X4)", "a multiple of ten, large enough (X1, X4)"),
            same(str(row.n)),
        )
