# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one finding says: a way that it points, that there is little difference, or the true reason why it says neither.

They stay apart everywhere.
"""

from collections.abc import Mapping
from decimal import Decimal

TOWARDS, AWAY, NO_STATEMENT = "towards", "away", "no_statement"
#: Little difference: the whole range lies inside what the plan chose beforehand. An answer, and no direction.
SIMILAR = "similar"
#: Why there is no answer. Of one finding:
TOO_UNCERTAIN, TOO_WIDE, TOO_WEAK, NOT_SHOWN = "too_uncertain", "too_wide", "too_weak", "not_shown"
LITTLE_CONTRAST, FEW_CASEWORKERS = "little_contrast", "few_caseworkers"
FEW_PEOPLE, OTHER_HALF, NOT_MEASURED, NO_NUMBER = "few_people", "other_half", "not_measured", "no_number"
OTHER_TERM, OTHER_COMPARISON, ELSEWHERE = "other_term", "other_comparison", "elsewhere"
#: Of municipalities together: fewer than three have a number; a next one may find the other way.
FEW_TOWNS, TOWNS_DIFFER = "few_towns", "towns_differ"
CHECK_FAILED, TOO_SMALL = "check_failed", "too_small"
TOO_OLD, WITHDRAWN, RECALLED = "too_old", "withdrawn", "recalled"
#: Of a service as a whole:
NOT_STUDIED, STUDIES_DIFFER = "not_studied", "studies_differ"
#: Of a service as a whole, by what the client said: do not use it, or it is not right.
REFUSED, CORRECTED = "refused", "corrected"

DIRECTIONS = frozenset({TOWARDS, AWAY})
ANSWERS = DIRECTIONS | {SIMILAR}
STATES = (
    *(
        TOWARDS,
        AWAY,
        SIMILAR,
        TOO_UNCERTAIN,
        TOO_WIDE,
        TOO_WEAK,
        NOT_SHOWN,
        LITTLE_CONTRAST,
        FEW_CASEWORKERS,
        FEW_PEOPLE,
    ),
    *(OTHER_HALF, NOT_MEASURED, NO_NUMBER, OTHER_TERM, OTHER_COMPARISON, ELSEWHERE, CHECK_FAILED, TOO_SMALL),
    *(FEW_TOWNS, TOWNS_DIFFER),
    *(TOO_OLD, WITHDRAWN, RECALLED, NOT_STUDIED, STUDIES_DIFFER, REFUSED, CORRECTED),
)

#: The reasons of a release (research.release.schema.REASONS), each with a state of its own.
OF_REASON = {
    "te onzeker": TOO_UNCERTAIN,
    "te weinig verschil tussen consulenten": LITTLE_CONTRAST,
    "verschil tussen groepen niet aangetoond": NOT_SHOWN,
    "andere uitkomst of termijn": OTHER_TERM,
    "andere vergelijking": OTHER_COMPARISON,
    "te weinig mensen": FEW_PEOPLE,
    "te weinig consulenten": FEW_CASEWORKERS,
    "andere helft onderdrukt": OTHER_HALF,
    "controle niet voldaan": CHECK_FAILED,
    "bereik te breed": TOO_WIDE,
    "geen getal in de bron": NO_NUMBER,
    "groep niet betrouwbaar gemeten": NOT_MEASURED,
    "te weinig gemeenten": FEW_TOWNS,
    "gemeenten verschillen te veel": TOWNS_DIFFER,
}
#: States without a number behind them that could be shown, or whose number says nothing about certainty.
SURE_OF_NOTHING = frozenset(
    {
        TOO_UNCERTAIN,
        TOO_WIDE,
        LITTLE_CONTRAST,
        FEW_CASEWORKERS,
        FEW_PEOPLE,
        OTHER_HALF,
        NOT_MEASURED,
        NO_NUMBER,
        CHECK_FAILED,
        FEW_TOWNS,
        TOO_SMALL,
    }
)
#: What the study did not judge by itself, whatever its range holds (verdict "niet beoordeeld"): no answer is denied.
NOT_JUDGED = frozenset({NOT_SHOWN, OTHER_TERM, OTHER_COMPARISON})
#: The verdicts of a gate that keep a release from pointing anywhere.
_FELL = frozenset({"niet voldaan", "niet te beoordelen", "niet getoetst"})
_WAY = {"beter": TOWARDS, "slechter": AWAY, "vergelijkbaar": SIMILAR}
_SURE = frozenset({"redelijk", "sterk"})


def only_too_small(gates: Mapping[str, str]) -> bool:
    """Did of all gates only that of size fall? Then nothing went wrong: too few people to see a difference."""
    return {gate for gate, verdict in gates.items() if verdict in _FELL} == {"power"}


def state_of(
    *,
    verdict: str,
    certainty: str,
    reason_empty: str = "",
    gates_passed: bool = True,
    too_small: bool = False,
    own: bool = True,
    may_speak: bool = True,
    agrees: bool = True,
) -> str:
    """Which way one finding points by itself, or why it does not; the first reason that is true.

    `may_speak`: about everybody, or about a group whose difference held. `agrees`: the range lies on the side of the
    verdict. `too_small`: of the gates only that of size fell. Age and withdrawal come on top: `facts.state`.
    """
    way = _WAY.get(verdict)
    if verdict == "onderdrukt":
        return OF_REASON.get(reason_empty, NO_NUMBER)
    if not gates_passed:
        return TOO_SMALL if too_small else CHECK_FAILED
    if way is None or reason_empty:
        return OF_REASON.get(reason_empty, TOO_UNCERTAIN)
    if not own:
        return ELSEWHERE
    if not may_speak:
        return NOT_SHOWN
    if certainty not in _SURE:
        return TOO_WEAK
    return way if agrees else TOO_UNCERTAIN


def range_agrees(
    verdict: str, lower: Decimal | None, upper: Decimal | None, margin: Decimal | None = None
) -> bool:
    """Does the range lie on the side that the verdict names? An end that was rounded to 0 may touch it.

    *Vergelijkbaar* has no side: the range lies inside the margin of the plan.
    """
    if lower is None or upper is None:
        return False
    if verdict == "vergelijkbaar":
        return margin is not None and -margin < lower <= upper < margin
    return {"beter": 0 <= lower <= upper > 0, "slechter": 0 > lower <= upper <= 0}.get(verdict, True)
