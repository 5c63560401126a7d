# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is in a round, and what can be seen alone and together, before any outcome."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from research.feasibility.prospects import USUAL_RATE, Power, smallest_seen
from research.feasibility.record import read_record
from research.plan.model import Plan
from research.rounds.round_file import Member, Round, feasibility_of


def lines(folder: Path, held: Round, plan: Plan) -> Iterator[str]:
    """The state of a round in words."""
    yield f"{plan.title_en}: {held.state}, plan {held.plan_sha256[:16]}"
    for member in held.members:
        yield f"  {about(member)}"
    told = [member for member in held.present if member.feasibility_sha256]
    of_whom = (
        "together"
        if len(told) == len(held.present)
        else f"the {len(told)} of {len(held.present)} that told it, together"
    )
    powers = {member.called: read_record(feasibility_of(folder, member.key)).powers for member in told}
    for place, service in enumerate(plan.tracks):
        key = (plan.direction_comparison, service.key)
        able = {name: own[key] for name, own in powers.items() if key in own}
        if not able:
            continue
        where = place if plan.direction_comparison == "versus_reference" else 0
        yield f"  {service.name_en}: smallest difference of 100 people that can be seen"
        for name, power in able.items():
            rest = [other for called, other in able.items() if called != name]
            without = f", the others without it {seen(rest, where):.1f}" if rest else ""
            yield f"    {name} alone {seen([power], where):.1f}{without}"
        yield f"    {of_whom} {seen(list(able.values()), where):.1f}"


def about(member: Member) -> str:
    """One municipality in words."""
    if member.withdrawn:
        return f"{member.key} ({member.called}): joined {member.added}, withdrew {member.withdrawn}"
    told = f"feasibility {member.feasibility_sha256[:16]}" if member.feasibility_sha256 else "no feasibility"
    return (
        f"{member.key} ({member.called}): {member.people:,} people, joined {member.added}, "
        f"counts {member.counts_sha256[:16]}, {told}"
    )


def seen(powers: list[Power], place: int) -> float:
    """The smallest difference that some municipalities together can see, of 100 people, at the usual rate."""
    together = powers[0]
    for power in powers[1:]:
        together = together.with_(power)
    return smallest_seen(float(together.error(USUAL_RATE)[place]), 1)
