# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices when it is large: our page beside the list of Django's admin."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from checklist.base.append_only import append_many
from checklist.base.keys import Sealer, new_client_key
from checklist.decisions.models import Decision, Override, ReasonFamily, Voice
from checklist.decisions.queries import place
from checklist.people.models import Team
from checklist.reviews.rules import quarter_of
from tests.bench.measured.clock import Server, turn_by_turn
from tests.checklist.decisions.talks import apart, decide, staff, talk
from tests.worlds import World

TEAMS = 40
OWN_SHARE = 0.2  # of the rows are of the team that looks
YEARS = 5
AT_ONCE = 2000
CLIENTS = 4000
SERVICES = ["direct_werk", "korte_vakopleiding", "proefplaatsing", "jobcoach", "meedoen"]


class Filler:
    """Grows the log by copies of one real decision, for many clients, teams and days, each in its own chain."""

    def __init__(self, world: World) -> None:
        like = decide(
            staff(world.people.anouk), talk(world, "FICTIEF-LOG"), apart(client_choice=["proefplaatsing"])
        )
        self.like = Decision.objects.select_related("case__caseworker", "snapshot").get(pk=like.pk)
        self.own = world.people.team
        self.others = [Team.objects.create(name=f"Team {number}") for number in range(1, TEAMS)]
        with transaction.atomic():
            self.boxes = [Sealer(new_client_key()) for _ in range(CLIENTS)]
        self.dice = random.Random(7)
        self.rows = 1

    def grow(self, total: int) -> None:
        """Add rows until there are `total`, oldest first within each call."""
        more = total - self.rows
        days = sorted(self.dice.random() * 365 * YEARS for _ in range(more))
        while days:
            some, days = days[:AT_ONCE], days[AT_ONCE:]
            self._append(some)
        self.rows = total
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # what autovacuum does within a minute

    @transaction.atomic
    def _append(self, days: list[float]) -> None:
        start, like = timezone.now() - timedelta(days=365 * YEARS + 1), self.like
        boxes = self.dice.sample(self.boxes, len(days)) if len(days) <= CLIENTS else self.boxes
        made = [
            Decision(
                client_key=box.client_key, case=like.case, snapshot=like.snapshot, once_key=uuid4(),
                recorded_by=like.recorded_by, at=start + timedelta(days=day),
            )
            for day, box in zip(days, boxes, strict=True)
        ]  # fmt: skip
        append_many(made)
        keys = self._keys(made)
        teams = [self.own if self.dice.random() < OWN_SHARE else self.dice.choice(self.others) for _ in made]
        append_many(
            [self._override(row, keys[row.uuid], team) for row, team in zip(made, teams, strict=True)]
        )
        shown = [(row, box) for row, box, team in zip(made, boxes, teams, strict=True) if team is self.own]
        for whose in ("client", "caseworker"):
            append_many([self._voice(keys[row.uuid], whose, box) for row, box in shown])

    def _keys(self, made: list[Decision]) -> dict[UUID, int]:
        found = Decision.objects.filter(uuid__in=[row.uuid for row in made])
        return dict(found.values_list("uuid", "pk"))

    def _override(self, row: Decision, pk: int, team: Team) -> Override:
        reasons = [value for value in ReasonFamily.values if value]
        return Override(
            client_key=row.client_key, decision_id=pk, team=team, caseworker=self.like.case.caseworker,
            whose=self.dice.choice(Override.By.values), fictional=True, client_family=self.dice.choice(reasons),
            caseworker_family=self.dice.choice(reasons), chosen={"client": [self.dice.choice(SERVICES)]},
            departs={"client": ["left_out"]}, at=row.at,
        )  # fmt: skip

    def _voice(self, pk: int, whose: str, box: Sealer) -> Voice:
        voice = Voice(
            client_key=box.client_key, decision_id=pk, whose=whose, kind="services",
            services=[self.dice.choice(SERVICES)], after_evidence="kept",
        )  # fmt: skip
        voice.words = box.seal("Zo wil ik het, in mijn eigen woorden.", place(Voice, voice.uuid, "words"))
        return voice


# ---- the pages -------------------------------------------------------------------------------------------------------


def _middle(team: Team) -> str:
    """The address that 'older' would lead to, half-way down the log of this team."""
    rows = Override.objects.filter(team=team).order_by("-at", "-id")
    return urlencode({"na": rows.values_list("id", flat=True)[rows.count() // 2]})


def addresses(team: Team) -> dict[str, str]:
    """Our pages, and the same pages of the admin for the same team."""
    pages = Override.objects.filter(team=team).count() // 50
    admin = "checklist/override/?team__id__exact="
    return {
        "ours": "/andere-keuzes/",
        "ours_middle": f"/andere-keuzes/?{_middle(team)}",
        "ours_filtered": f"/andere-keuzes/?periode={quarter_of(timezone.localdate()).before.key}&wie=client",
        "admin": f"/bench/admin-plain/{admin}{team.pk}",
        "facets": f"/bench/admin/{admin}{team.pk}",
        "facets_middle": f"/bench/admin/{admin}{team.pk}&p={pages // 2}",
        "facets_filtered": f"/bench/admin/{admin}{team.pk}&whose__exact=client&client_family__exact=doubts",
    }


def pages(world: World, *, rounds: int, times: int) -> dict[str, float]:
    """Clock time of each page (the database is a process of its own on PostgreSQL), and our ratios."""
    server = Server(world.people.carla)
    where = addresses(world.people.team)
    for path in where.values():
        server.get(path)
    acts: dict[str, Any] = {name: (lambda path=path: server.get(path)) for name, path in where.items()}
    found = turn_by_turn(acts, rounds=rounds, times=times)
    return {f"{name}_ms": found.ms(name, wall=True) for name in where} | dict(_ratios(found))


def _ratios(found: Any) -> Iterator[tuple[str, float]]:
    for ours, theirs in (
        ("ours", "facets"), ("ours", "admin"), ("ours_middle", "facets_middle"), ("ours_filtered", "facets_filtered"),
    ):  # fmt: skip
        yield f"{theirs}/{ours}", found.ratio(theirs, ours, wall=True)
    yield "ours_middle/ours", found.ratio("ours_middle", "ours", wall=True)
