# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a choice is, when it departs from the evidence, and the plain text of a report. Plain values in and out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from checklist.intake.rules import without_numbers

TOWARDS, AWAY = "towards", "away"
LEFT_OUT = "left_out"
SERVICES, ONLY_REGULAR, UNDECIDED, NO_CHOICE = "services", "only_regular", "undecided", "no_choice"
KEPT, PARTLY, CHANGED, NEW = "kept", "partly", "changed", "new"
CLIENT, CASEWORKER, BOTH = "client", "caseworker", "both"
#: In a form the choices that are no service; a key of a service holds no colon.
WITHOUT_SERVICE = {f":{kind}": kind for kind in (ONLY_REGULAR, UNDECIDED, NO_CHOICE)}

COPY_LIMIT = 1500


# ---- a choice (S6) and how it departs (R4) ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """What one voice chose: a set of services, only the regular guidance, not decided yet, or no choice now."""

    kind: str
    services: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        return self.kind in {UNDECIDED, NO_CHOICE}


class ChoiceError(Exception):
    """This is not one choice; `code` says why: nothing · mixed · not_offered."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choice_of(picked: Collection[str], offered: Collection[str]) -> Choice:
    """The choice that these ticks make. Raises ChoiceError."""
    ticks = set(picked)
    if not ticks:
        raise ChoiceError("nothing")
    if not ticks <= set(offered):
        raise ChoiceError("not_offered")
    without = ticks & WITHOUT_SERVICE.keys()
    if not without:
        return Choice(SERVICES, frozenset(ticks))
    if len(ticks) > 1:
        raise ChoiceError("mixed")
    return Choice(WITHOUT_SERVICE[without.pop()])


@dataclass(frozen=True, slots=True)
class VoicedChoice:
    """What one voice says: a choice with own words; the reason family may be empty."""

    choice: Choice
    words: str = ""
    family: str = ""
    how: str = ""
    how_words: str = ""
    given: UUID | None = None  # the key of what the client gave on the own device, when this is it


@dataclass(frozen=True, slots=True)
class Together:
    """What both agreed next to their choices; the word 'agreed' only where the client chose it (R9)."""

    client_agrees: bool = False
    route: str = ""
    next_step: str = ""
    revisit_on: date | None = None


class Directed(Protocol):
    """Anything that research gives a direction for, or none."""

    @property
    def direction(self) -> str: ...


class Pointing(Directed, Protocol):
    """What research says about one service in this case, as far as an override depends on it."""

    @property
    def service(self) -> str: ...


D = TypeVar("D", bound=Directed)


@dataclass(frozen=True, slots=True)
class Points:
    """One service and the way research points for it: towards, away or none."""

    service: str
    direction: str


def pointing(statements: Iterable[D]) -> list[D]:
    """Those about which research has a direction, in the same order."""
    return [one for one in statements if one.direction in {TOWARDS, AWAY}]


def departures(choice: Choice, statements: Iterable[Pointing]) -> frozenset[str]:
    """How this choice departs from the evidence (R4): 'away', 'left_out', both or, most often, not at all."""
    said = list(statements)
    if choice.is_open:
        return frozenset()
    towards = {one.service for one in said if one.direction == TOWARDS}
    away = {one.service for one in said if one.direction == AWAY}
    found = {AWAY} if choice.services & away else set()
    if towards and not choice.services & towards:
        found.add(LEFT_OUT)
    return frozenset(found)


def whose_departure(by_voice: Mapping[str, Collection[str]]) -> str:
    """Whose choice departs: client, caseworker, both, or '' for nobody's."""
    voices = {voice for voice, found in by_voice.items() if found}
    return BOTH if voices == {CLIENT, CASEWORKER} else "".join(voices)


def voices_differ(client: Choice, caseworker: Choice) -> bool:
    """Do both stand apart (R9)? Two who did not choose do not differ."""
    return client != caseworker and not (client.is_open and caseworker.is_open)


# ---- kept or changed (R6, S38) ---------------------------------------------------------------------------------------


def after_evidence(idea: Choice | None, choice: Choice) -> str:
    """What came of the first idea: kept, partly, changed, new (there was none), undecided; '' where nobody chose.

    Nobody is asked: the first idea and the choice say it.
    """
    if choice.is_open:
        return UNDECIDED if choice.kind == UNDECIDED else ""
    if idea is None or idea.kind not in {SERVICES, ONLY_REGULAR}:
        return NEW
    if idea == choice:
        return KEPT
    return PARTLY if idea.services & choice.services else CHANGED


def after_read(stored: str, idea: Choice | None, choice: Choice) -> str:
    """The same for a row that is kept: once it was asked, and a person who said to be undecided was not wrong."""
    return stored if stored == UNDECIDED else after_evidence(idea, choice)


# ---- Kopieer verslag (S24) -------------------------------------------------------------------------------------------

_ROOMS = (700, 400, 250, 150, 90, 50, 30)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the plain text. `own`: own words, cut when room is scarce and without numbers of people."""

    label: str
    text: str
    own: bool = False


def clipped(text: str, room: int, mark: str = "…") -> str:
    """The text on one line, cut at a word when it is longer than `room`; `mark` says that it was cut."""
    tidy = " ".join(text.split())
    if len(tidy) <= room:
        return tidy
    cut = tidy[: max(room - len(mark), 0)]
    return (cut.rsplit(" ", 1)[0] if " " in cut[room // 2 :] else cut).rstrip() + mark


def copy_text(lines: Sequence[ReportLine], mark: str = "…") -> str:
    """The report as plain text of at most COPY_LIMIT characters; when it is too long own words are cut first, and
    `mark` stands where they were."""
    for room in _ROOMS:
        text = "\n".join(_plain(line, room, mark) for line in lines)
        if len(text) <= COPY_LIMIT:
            return text
    return text[: COPY_LIMIT - len(mark)] + mark


def _plain(line: ReportLine, room: int, mark: str) -> str:
    text = clipped(without_numbers(line.text), room, mark) if line.own else " ".join(line.text.split())
    said = f"“{text}”" if line.own else text
    return f"{line.label}: {said}" if line.label else said
