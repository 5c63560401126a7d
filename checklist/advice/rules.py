# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which way research points for a service, in one case, if any way at all. Plain values in, words out (R1, R2, R3).

Nothing here adds, averages, counts or ranks findings. A direction is a word, never a number; most often there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from checklist.releases import wording
from checklist.releases.wording import FindingFacts, Lang, StatedService

TOWARDS, AWAY, NONE = wording.TOWARDS, wording.AWAY, "none"
NOT_STUDIED, TOO_UNCERTAIN, STUDIES_DIFFER = (
    wording.NOT_STUDIED,
    wording.TOO_UNCERTAIN,
    wording.STUDIES_DIFFER,
)
TOO_OLD, TAKEN_AWAY, HIDDEN = wording.TOO_OLD, "taken_away", "hidden"
REFUSED, CORRECTED = wording.REFUSED, wording.CORRECTED
#: What no result says by itself: a sentence of its own for the service as a whole.
ABOUT_THE_WHOLE = frozenset({NOT_STUDIED, STUDIES_DIFFER, REFUSED, CORRECTED, wording.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One finding as its release states it, about one service of the catalogue. Nothing in it is about one person."""

    finding: int
    service: str
    release: str
    type: str = "effect"  # effect · association · literature
    kind: str = "own"  # of the release: own · elsewhere · association · literature
    characteristic: str = ""  # '' is the finding for everybody
    group: str = ""
    in_chosen_comparison: bool = True
    primary: bool = True  # the outcome and the term that the plan chose beforehand
    verdict: str = "geen uitspraak"
    certainty: str = "onbekend"
    reason_empty: str = ""  # why there is no number or no verdict, as the release says it
    agrees: bool = True  # its range lies on the side of its verdict
    difference_held: bool = False  # the difference with the other people was tested, and held after Holm
    approved: bool = True
    withdrawn: bool = False
    gates_passed: bool = True
    too_small: bool = False  # of the gates only that of size fell
    expires_on: date | None = None
    fictional: bool = False

    @property
    def state(self) -> str:
        """The way that it points by itself, or the true reason why it points nowhere; whatever its age."""
        return wording.state_of(
            verdict=self.verdict,
            certainty=self.certainty,
            reason_empty=self.reason_empty,
            gates_passed=self.gates_passed,
            too_small=self.too_small,
            own=self.kind == "own",
            may_speak=not self.characteristic or self.difference_held,
            agrees=self.agrees,
        )


@dataclass(frozen=True, slots=True)
class ClientTrait:
    """One thing that the client told and that research may be matched with: the group, and whether it may speak."""

    characteristic: str
    group: str  # '' when the answer belongs to no studied group
    refused: bool = False  # it does not speak: the client does not want it used, or said that it is not right
    corrected: bool = False  # it is the second of those

    @property
    def silent(self) -> str:
        """Why it does not speak: REFUSED, CORRECTED, or '' where it does."""
        return (CORRECTED if self.corrected else REFUSED) if self.refused else ""


@dataclass(frozen=True, slots=True)
class Situation:
    """All of a case that a direction may depend on. `allowed`: the characteristics that may speak in a talk (R13)."""

    today: date
    fictional: bool
    allowed: frozenset[str]
    told: tuple[ClientTrait, ...]

    @property
    def heard(self) -> frozenset[tuple[str, str]]:
        """The groups that may speak: allowed, answered, and not refused."""
        return frozenset(
            (fact.characteristic, fact.group)
            for fact in self.told
            if fact.group and not fact.refused and fact.characteristic in self.allowed
        )

    def if_used(self, *why: str) -> "Situation":
        """As if what is silent still spoke: what was not wanted (REFUSED), what is not right (CORRECTED), or both."""
        told = tuple(
            ClientTrait(fact.characteristic, fact.group) if fact.silent in why else fact for fact in self.told
        )
        return Situation(self.today, self.fictional, self.allowed, told)


@dataclass(frozen=True, slots=True)
class Statement:
    """What research says about one service in one case. `rests_on`: what the client told that could have changed it."""

    service: str
    direction: str  # towards · away · none
    reason: str  # '' with a direction; else one of wording.STATES: similar, not_studied, too_uncertain, few_people …
    speaks: tuple[EvidenceRow, ...]
    rests_on: frozenset[str]
    withdrawn: bool = False  # what was found for everybody was withdrawn


def statement(service: str, rows: Iterable[EvidenceRow], case: Situation) -> Statement:
    """The direction of one service in one case, exactly as rules R3, R11 and S2–S5 say."""
    about = [row for row in rows if row.service == service]
    studied = [row for row in about if is_about(row, case)]
    recent = [row for row in studied if not is_old(row, case.today)]
    direction, reason, speaks = _answer(studied, recent, case)
    withdrawn = any(was_about(row, case) and not row.characteristic for row in about)
    if reason == NOT_STUDIED and withdrawn:
        reason = wording.WITHDRAWN
    if direction == NONE:
        reason = _silenced(studied, recent, case) or reason
    return Statement(service, direction, reason, speaks, _rests_on(recent, case), withdrawn)


def was_about(row: EvidenceRow, case: Situation) -> bool:
    """Did this row say something about a service before it was withdrawn? Then the service was studied."""
    return row.withdrawn and is_about(replace(row, withdrawn=False, approved=True), case)


def is_about(row: EvidenceRow, case: Situation) -> bool:
    """Approved research on the effect of a service, made-up research for made-up cases only (R1, S4)."""
    return (
        row.type == "effect"
        and row.kind in {"own", "elsewhere"}
        and row.approved
        and not row.withdrawn
        and row.fictional == case.fictional
        and row.in_chosen_comparison
        and row.primary
    )


def is_old(row: EvidenceRow, today: date) -> bool:
    """Past its date; research without a date is never recent (R11, S5)."""
    return row.expires_on is None or today > row.expires_on


def may_be_shown(row: EvidenceRow, case: Situation) -> bool:
    """May this finding stand on the screen of this case: about everybody, or about a group that may speak and whose
    difference held (R8, R13, S28)?"""
    heard = (row.characteristic, row.group) in case.heard and row.difference_held
    fits = not row.characteristic or heard
    return fits and row.approved and not row.withdrawn and row.fictional == case.fictional


def speaking(release_rows: Iterable[EvidenceRow], case: Situation) -> tuple[EvidenceRow, ...]:
    """Of one release: the groups of this case whose difference held; only without any of those what holds for all."""
    rows = tuple(release_rows)
    held = tuple(row for row in rows if row.difference_held and (row.characteristic, row.group) in case.heard)
    return held or tuple(row for row in rows if not row.characteristic)


def sign(row: EvidenceRow) -> str:
    """The way that one finding points: only own research, sure enough, whose release passed every check."""
    return row.state if row.state in wording.DIRECTIONS else NONE


def _answer(
    studied: list[EvidenceRow], recent: list[EvidenceRow], case: Situation
) -> tuple[str, str, tuple[EvidenceRow, ...]]:
    if not studied:
        return NONE, NOT_STUDIED, ()
    if not recent:
        return NONE, TOO_OLD, ()
    releases = sorted({row.release for row in recent})
    speaks = tuple(row for key in releases for row in speaking((r for r in recent if r.release == key), case))
    ways = {sign(row) for row in speaks} - {NONE}
    little = any(row.state == wording.SIMILAR for row in speaks)
    if ways == {TOWARDS, AWAY} or (ways and little):
        return NONE, STUDIES_DIFFER, speaks
    if ways:
        return ways.pop(), "", speaks
    why = {row.state for row in speaks}
    return NONE, next((state for state in wording.STATES if state in why), NOT_STUDIED), speaks


def _silenced(studied: list[EvidenceRow], recent: list[EvidenceRow], case: Situation) -> str:
    """Did the client's own word take the direction away? Not wanted is said first, then not right (R8)."""

    def points(*why: str) -> bool:
        return _answer(studied, recent, case.if_used(*why))[0] != NONE

    if points(REFUSED):
        return REFUSED
    if points(CORRECTED):
        return CORRECTED
    return REFUSED if points(REFUSED, CORRECTED) else ""


def _rests_on(recent: list[EvidenceRow], case: Situation) -> frozenset[str]:
    """What was told, refused or not, and would have made a difference with another answer."""
    may_matter = {row.characteristic for row in recent if row.characteristic and row.difference_held}
    return frozenset(
        fact.characteristic for fact in case.told if fact.characteristic in may_matter & case.allowed
    )


# ---- what a card shows, as plain values ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ViewableFinding:
    """One finding that may be looked at: for the rules, for the sentences, and where its third layer is."""

    row: EvidenceRow
    facts: FindingFacts
    title: str = ""  # of its release
    address: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """What one release found about one service: everybody, then groups that may be talked about, in its own order."""

    release: str
    title: str
    main: tuple[
        ViewableFinding, ...
    ]  # the outcome, the term and the comparison that the plan chose beforehand
    other_terms: tuple[ViewableFinding, ...]  # about everybody; they never give a direction

    @property
    def everybody(self) -> tuple[ViewableFinding, ...]:
        return tuple(seen for seen in self.main if not seen.row.characteristic)

    def groups(self, characteristic: str, group: str) -> tuple[ViewableFinding, ...]:
        place = (characteristic, group)
        return tuple(
            seen for seen in self.main if group and (seen.row.characteristic, seen.row.group) == place
        )


def studies(service: str, seen: Iterable[ViewableFinding], case: Situation) -> list[Study]:
    """The research on one service, whatever this client told: nothing here depends on an answer. Of groups only those
    whose difference held: the others stand in the library (S28)."""
    found: dict[str, list[ViewableFinding]] = {}
    for one in seen:
        row = one.row
        in_sight = row.service == service and row.type == "effect" and row.in_chosen_comparison
        held = row.difference_held and row.characteristic in case.allowed
        if in_sight and (not row.characteristic or held):
            found.setdefault(row.release, []).append(one)
    return [
        Study(
            release,
            rows[0].title,
            main=tuple(one for one in rows if one.row.primary),
            other_terms=tuple(one for one in rows if not one.row.primary and not one.row.characteristic),
        )
        for release, rows in found.items()
    ]


def about_everybody(found: Iterable[Study], case: Situation) -> list[ViewableFinding]:
    """The results that stand on top of a service, whoever this is: of recent research, else of old."""
    overall = [seen for study in found for seen in study.everybody]
    return [seen for seen in overall if not is_old(seen.row, case.today)] or overall


def about_groups(said: Statement, found: Iterable[Study]) -> list[ViewableFinding]:
    """The groups of this client that stand beside it: those that speak."""
    speaks = {row.finding for row in said.speaks if row.characteristic}
    return [seen for study in found for seen in study.main if seen.row.finding in speaks]


def stated_service(said: Statement, found: Iterable[Study], case: Situation, lang: Lang) -> StatedService:
    """The one statement about a service in this case, with all its parts: everybody on top, then what holds beside."""
    studied = list(found)
    everybody, groups = about_everybody(studied, case), about_groups(said, studied)
    whole = said.reason in ABOUT_THE_WHOLE or (said.direction == NONE and not everybody and not groups)
    lead = wording.about_service(said.reason, lang) if whole else ""
    if not lead and said.withdrawn and not everybody:
        lead = wording.about_everybody(wording.WITHDRAWN, lang)
    return StatedService(
        state=said.direction if said.direction != NONE else said.reason,
        lead=lead,
        everybody=tuple(_stated(seen, lang) for seen in everybody),
        groups=tuple(_stated(seen, lang) for seen in groups),
    )


def _stated(seen: ViewableFinding, lang: Lang) -> wording.Stated:
    return wording.stated(seen.facts, lang, finding=seen.row.finding)
