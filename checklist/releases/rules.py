# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a release speaks, until when, and which groups may be talked about. Plain values only."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklist.releases import pictures, wording
from checklist.releases.wording import FindingFacts, Phrase, little
from research.release.levels import family_level
from research.release.rules import MOST_DECIMALS
from research.release.schema import OPEN_GATES, Verdict

YEARS_OF_USE = 3
EFFECT_KINDS = ("own", "elsewhere")

#: Groups that never speak in a talk, whoever approves it (R13): they are looked at in the library only.
LIBRARY_ONLY = frozenset({"sex", "married", "partner"})
#: Groups that need the privacy officer's confirmation beside two people (R13).
HEALTH = frozenset({"chronic_condition"})
#: Groups that may be talked about only where research found an effect for them (R13).
NEEDS_EFFECT = frozenset({"debts"})


def end_of_month(month: str) -> date | None:
    """The last day of a month written as 2024-12; None for ''."""
    if not month:
        return None
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, monthrange(year, number)[1])


def years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def last_year_named(period: str) -> int | None:
    """The last year that a period names: 2020 in '2015–2020'."""
    years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period)]
    return max(years) if years else None


_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def period_words(period: str, lang: wording.Lang) -> str:
    """2018-01/2023-12 as people say it: januari 2018 tot en met december 2023. Other periods stay as they are."""
    match = re.fullmatch(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)", period)
    if not match:
        return period
    years, months = match.group(1, 3), [_MONTHS[lang].split()[int(month) - 1] for month in match.group(2, 4)]
    first, last = (f"{month} {year}" for month, year in zip(months, years, strict=True))
    return f"{first} tot en met {last}" if lang == "nl" else f"{first} to {last}"


def expiry(
    *, kind: str, fictional: bool, outcome_period_end: date | None, period: str, approved_on: date
) -> date | None:
    """Until when a release is recent (S5): three years after the outcomes end; made-up research counts from its
    approval. Effects without a date are old at once; other research without any year has no end."""
    if fictional:
        return years_later(approved_on, YEARS_OF_USE)
    end = outcome_period_end
    if end is None and (year := last_year_named(period)):
        end = date(year, 12, 31)
    if end is not None:
        return years_later(end, YEARS_OF_USE)
    return approved_on if kind in EFFECT_KINDS else None


def is_expired(expires_on: date | None, today: date) -> bool:
    """Is this old research on this day?"""
    return expires_on is not None and today > expires_on


def gates_pass(gates: Mapping[str, str], *, fictional: bool) -> bool:
    """Did every check pass for the rows that may speak, or not apply, or state what no data can test? Only made-up
    research may go on with one that was not built yet (S3)."""
    accepted = {*OPEN_GATES} | ({Verdict.NOT_TESTED} if fictional else set())
    return bool(gates) and all(verdict in accepted for verdict in gates.values())


def characteristics_in_talk(
    states: Mapping[str, str], *, health_confirmed: bool, with_effect: Iterable[str]
) -> set[str]:
    """The groups to talk about: allowed by two people, and within the bounds that no approval lifts (R13)."""
    allowed = {
        characteristic for characteristic, state in states.items() if state == "in_talk"
    } - LIBRARY_ONLY
    if not health_confirmed:
        allowed -= HEALTH
    return allowed - (NEEDS_EFFECT - set(with_effect))


# ---- from a line of a release to what a sentence may know ------------------------------------------------------------

#: How the name of a group becomes a plural that fits in a sentence: (how the name starts, what is put before it).
_PEOPLE = {
    "nl": (
        (r"(mensen|vrouwen|mannen|jongeren|ouders|gezinnen|deelnemers|iedereen)\b", "", ""),
        (r"\d+( tot en met \d+)? jaar( of (ouder|jonger))?$", "mensen van ", ""),
        (r"(jonger|ouder|met|zonder|van|die|uit) ", "mensen ", ""),
        (r"geen ", "mensen zonder ", ""),
        (r"(lage|lagere|middelbare|hoge|hogere) ", "mensen met een ", ""),
        (r"(niet )?(getrouwd|samenwonend)", "mensen die ", " zijn"),
        (r"", "mensen met ", ""),
    ),
    "en": (
        (r"(people|women|men|young people|parents|families|participants|everybody)\b", "", ""),
        (r"\d+( to \d+)?( or (older|younger))?$", "people of ", ""),
        (r"(under|over|younger|older|aged|with|without|of|who|from) ", "people ", ""),
        (r"no ", "people without ", ""),
        (r"(not )?(married|living together)", "people who are ", ""),
        (r"", "people with ", ""),
    ),
}


def people(name: Phrase) -> Phrase:
    """The name of a group as a plural that fits in a sentence: mensen van 45 jaar of ouder, mensen zonder werk."""
    return Phrase(_people(name.nl, "nl"), _people(name.en, "en"))


def _people(name: str, lang: str) -> str:
    low = name[:1].lower() + name[1:]
    for start, before, after in _PEOPLE[lang]:
        if re.match(start, low):
            bare = low.split(" ", 1)[1] if before.endswith(("zonder ", "without ")) else low
            return f"{before}{bare}{after}"
    return low


class Names:
    """The names in both languages that a manifest gives to services, groups, outcomes and sources."""

    def __init__(self, manifest: Mapping[str, Any], decimals: Mapping[str, int] | None = None) -> None:
        self.manifest = manifest
        self._decimals = decimals or {}
        self.services = {row["key"]: row for row in manifest["services"]}
        self.groups = {(row["characteristic"], row["key"]): row for row in manifest["groups"]}
        self.characteristics = {row["key"]: row for row in manifest["characteristics"]}
        self.outcomes = {row["key"]: row for row in manifest["outcomes"]}
        self.sources = {row["key"]: row for row in manifest["sources"]}

    def service(self, key: str) -> Phrase | None:
        return _phrase(self.services.get(key), "name")

    def compared_with(self, comparison: str) -> Phrase | None:
        """The service that an effect is set against, where that is one: not what people got otherwise, nor the lack of
        the only offer that was drawn."""
        several = sum(not row["reference"] for row in self.manifest["services"]) > 1
        named = comparison == "versus_reference" or (comparison == "assignment" and several)
        return self.reference() if named else None

    def reference(self) -> Phrase | None:
        """The service that the others were compared with."""
        return _phrase(next((row for row in self.manifest["services"] if row["reference"]), None), "name")

    def characteristic(self, key: str) -> Phrase:
        return _phrase(self.characteristics.get(key), "name") or Phrase(key, key)

    def group(self, characteristic: str, key: str) -> Phrase | None:
        return _phrase(self.groups.get((characteristic, key)), "name")

    def group_definition(self, characteristic: str, key: str) -> Phrase | None:
        return _phrase(self.groups.get((characteristic, key)), "definition")

    def outcome(self, key: str) -> Phrase:
        return _phrase(self.outcomes.get(key), "name") or Phrase(key, key)

    def outcome_definition(self, key: str) -> Phrase | None:
        return _phrase(self.outcomes.get(key), "definition")

    def compared(self, key: str) -> tuple[Phrase | None, Phrase | None]:
        """The people behind the two levels of an outcome that compares no service; older releases name none."""
        row = self.outcomes.get(key, {})
        here, there = ((row.get(f"{word}_nl", ""), row.get(f"{word}_en", "")) for word in ("here", "there"))
        return (Phrase(*here) if all(here) else None, Phrase(*there) if all(there) else None)

    def unit(self, key: str) -> Phrase:
        return _phrase(self.outcomes.get(key), "unit") or Phrase("", "")

    def margin(self, key: str) -> Decimal | None:
        """What the plan calls little difference of its primary outcome; releases without a margin name none."""
        return Decimal(said) if (said := self.outcomes.get(key, {}).get("margin", "")) else None

    def decimals(self, key: str) -> int:
        """With how many decimals the release prints a mean; one where nothing of it was printed."""
        return self._decimals.get(key, 1)


#: The cells of a line whose decimals are those of its outcome; an error has one more (X4).
IN_THE_UNIT = ("estimate", "lower", "upper", "level_with", "level_without")


def printed_decimals(rows: Iterable[Any]) -> dict[str, int]:
    """Per mean the decimals that show all its numbers, at most three: the release says it by printing them."""
    found: dict[str, int] = {}
    for row in rows:
        cells = [getattr(row, name) for name in IN_THE_UNIT]
        places = [-int(cell.as_tuple().exponent) for cell in cells if cell is not None]
        if row.scale == "mean" and places:
            most = max(found.get(row.outcome, 0), *places)
            found[row.outcome] = min(most, MOST_DECIMALS)
    return found


def _phrase(row: Mapping[str, Any] | None, word: str) -> Phrase | None:
    if row is None or not row[f"{word}_nl"]:
        return None
    return Phrase(row[f"{word}_nl"], row[f"{word}_en"])


def _lower(phrase: Phrase) -> Phrase:
    return Phrase(phrase.nl[:1].lower() + phrase.nl[1:], phrase.en[:1].lower() + phrase.en[1:])


def facts(finding: Any, names: Names, *, kind: str, expired: bool, withdrawn: bool = False) -> FindingFacts:
    """One line of findings.csv, with the names of its manifest, as the wording module takes it."""
    manifest = names.manifest
    group = names.group(finding.characteristic, finding.group) if finding.group else None
    here, there = names.compared(finding.outcome) if finding.type != "effect" else (None, None)
    return FindingFacts(
        type=finding.type,
        comparison=finding.comparison,
        service=names.service(finding.service),
        reference=names.compared_with(finding.comparison),
        outcome=_lower(names.outcome(finding.outcome)),
        term_months=finding.term_months,
        group=people(group) if group else None,
        scale=finding.scale or "share",
        unit=names.unit(finding.outcome),
        estimate=finding.estimate,
        lower=finding.lower,
        upper=finding.upper,
        level_with=finding.level_with,
        level_without=finding.level_without,
        n=finding.n,
        certainty=finding.certainty or "onbekend",
        verdict=finding.verdict,
        reason_empty=finding.reason_empty,
        design=manifest["design"],
        level=names.services.get(finding.service, {}).get("level", "department"),
        place=finding.place or manifest["place"],
        period=finding.period or manifest["period"],
        expired=expired,
        fictional=manifest["fictional"],
        elsewhere=kind == "elsewhere",
        withdrawn=withdrawn,
        gates_passed=gates_pass(dict(manifest["gates"]), fictional=manifest["fictional"]),
        too_small=wording.only_too_small(dict(manifest["gates"])),
        decimals=names.decimals(finding.outcome),
        planned=bool(manifest["plan_sha256"]),
        comparisons_made=manifest["subgroup_comparisons"] or 1,
        difference_tested=finding.difference_p_holm is not None,
        difference_held=finding.difference_p_holm is not None
        and finding.difference_p_holm <= family_level(manifest.get("families", "")),
        gates_open=any(verdict == Verdict.NOT_TESTED for _, verdict in manifest["gates"]),
        margin=names.margin(finding.outcome) if finding.primary else None,
        here=here,
        there=there,
        next_lower=getattr(finding, "next_lower", None),  # a line of findings.csv has none
        next_upper=getattr(finding, "next_upper", None),
        result=_phrase(names.sources.get(finding.source), "result")
        if finding.estimate is None or finding.type == "literature"
        else None,
    )


# ---- one finding as the components draw it ---------------------------------------------------------------------------


def said_alone(known: FindingFacts, lang: wording.Lang, *, finding: int = 0) -> wording.StatedService:
    """What one finding says by itself, in the library: the same statement as in a talk."""
    one = wording.stated(known, lang, finding=finding)
    groups = () if one.everybody else (one,)
    return wording.StatedService(state=one.state, everybody=(one,) if one.everybody else (), groups=groups)


def plain_words(known: FindingFacts, lang: wording.Lang) -> str:
    """What one finding says as plain text: the statement of an effect; the others compare no service (R1)."""
    if known.type == "effect":
        return wording.stated(known, lang).line
    return " ".join(wording.sentences(known, lang))


def card(known: FindingFacts, lang: wording.Lang) -> dict[str, Any]:
    """One finding as plain values for the component evidence/finding.html."""
    return {
        "sentences": wording.sentences(known, lang),
        "pair": pictures.icon_pair(known, lang) if known.type == "effect" else None,
        "place": known.place,
        "period": period_words(known.period, lang),
        "size": wording.number(known.n, lang) if known.n is not None else "",
        "for_whom": [*wording.for_whom(known, lang), wording.not_measured((), lang)],
        "words": wording.certainty_words(known, lang),
        "level": wording.certainty_level(known),
        "certainty": wording.certainty_sentence(known, lang),
        "range": wording.range_text(known, lang),
        "reasons": wording.certainty_reasons(known, lang),
    }


def exact(value: Decimal | int, lang: wording.Lang) -> str:
    """A number as the release has it, with its sign and without added zeros."""
    plain = value if isinstance(value, int) else value.normalize() + 0
    if isinstance(plain, Decimal) and plain == plain.to_integral_value():
        plain = plain.quantize(Decimal(1))
    return f"{'−' if value < 0 else ''}{wording.number(plain, lang)}"


# ---- for machines that look for data ---------------------------------------------------------------------------------

_TECHNIQUE = {
    "caseworker": "Quasi-experiment: differences between caseworkers in referral (UJIVE)",
    "assignment": "Randomised assignment",
    "association": "Association, no causal claim",
    "literature": "Findings cited from published studies",
    "combined": "Random-effects combination of released effects of several municipalities",
}
_INTERVAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


def licence_address(licence: str) -> str:
    """Where the text of a licence stands, from its short name."""
    creative = re.fullmatch(r"CC-(BY(?:-[A-Z]{2})*)-(\d\.\d)", licence)
    if creative:
        return f"https://creativecommons.org/licenses/{creative[1].lower()}/{creative[2]}/"
    return f"https://spdx.org/licenses/{licence}.html"


def _standing(withdrawn: str, rows: int) -> str:
    """Does the data set still hold? '' when it does. `withdrawn`: why the whole release was; `rows`: how many alone."""
    if withdrawn:
        return f"Ingetrokken (withdrawn): {withdrawn}"
    return f"Deels ingetrokken (partly withdrawn): {rows}" if rows else ""


def dataset(
    manifest: Mapping[str, Any],
    *,
    digest: str,
    explanation: str,
    approved_on: date | None,
    expires_on: date | None,
    addresses: Mapping[str, str],
    catalogue: str,
    withdrawn: str,
    withdrawn_rows: int,
) -> dict[str, Any]:
    """A release as schema.org describes a Dataset: what search engines require and recommend, nothing that is empty."""
    told = explanation.strip() or manifest["title_nl"]
    whole = f"{told} {manifest['place']}, {manifest['period']}. {manifest['title_en']}."
    body = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": addresses["here"],
        "url": addresses["here"],
        "name": manifest["title_nl"],
        "alternateName": manifest["title_en"],
        "description": (told if len(told) >= 50 else whole)[:5000],
        "identifier": f"sha256:{digest}",
        "version": digest[:12],
        "inLanguage": ["nl", "en"],
        "license": licence_address(manifest["licence"]),
        "creator": {"@type": "Organization", "name": manifest["made_by"]},
        "spatialCoverage": {"@type": "Place", "name": manifest["place"]},
        "temporalCoverage": manifest["period"] if _INTERVAL.fullmatch(manifest["period"]) else "",
        "datePublished": approved_on.isoformat() if approved_on else "",
        "expires": expires_on.isoformat() if expires_on else "",
        "creativeWorkStatus": _standing(withdrawn, withdrawn_rows),
        "isAccessibleForFree": True,
        "keywords": [
            word
            for word in (manifest["kind"], manifest["design"], "FICTIEF" if manifest["fictional"] else "")
            if word
        ],
        "measurementTechnique": _TECHNIQUE.get(manifest["design"], ""),
        "variableMeasured": [
            little.measured(row) for row in (*manifest["outcomes"], *manifest.get("topics", ()))
        ],
        "citation": [row["citation"] for row in manifest["sources"] if row["citation"]],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": catalogue, "url": addresses["library"]},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": addresses["table"]}
        ],
    }
    return {name: value for name, value in body.items() if value not in ("", [])}
