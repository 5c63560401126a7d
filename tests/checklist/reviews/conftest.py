# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk's talk and a few more in Team Noord, made once a module; Anouk had the talks, Carla leads the team."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser

from checklist.decisions.models import Decision
from tests.checklist.decisions.talks import apart, both, decide, ready_world, staff, talk
from tests.worlds import World


@pytest.fixture(scope="module")
def ready(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, int]]]:
    """The world and the numbers of three decisions: departing, following, silent."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = ready_world()
        anouk = staff(world.people.anouk)
        departing = decide(
            anouk, talk(world, "FICTIEF-1"),
            apart(
                client_choice=["proefplaatsing"], client_words="Ik ken een bakker.", client_family="wants_other",
                caseworker_choice=["direct_werk"],
            ),
        )  # fmt: skip
        following = decide(anouk, talk(world, "FICTIEF-2"), both())
        world.release.findings.filter(type="effect").update(verdict="geen uitspraak")
        silent = decide(anouk, talk(world, "FICTIEF-3"), both())
        world.release.findings.filter(service="direct_werk", characteristic="", primary=True).update(
            verdict="beter"
        )
        yield world, {"departing": departing.pk, "following": following.pk, "silent": silent.pk}
        transaction.set_rollback(True)


@pytest.fixture
def world(ready: tuple[World, dict[str, int]], db: None) -> World:
    return ready[0]


@pytest.fixture
def decisions(ready: tuple[World, dict[str, int]], db: None) -> dict[str, Decision]:
    rows = Decision.objects.select_related("case__team", "case__caseworker", "case__client", "snapshot")
    return {kind: rows.get(pk=pk) for kind, pk in ready[1].items()}


@pytest.fixture
def carla(world: World) -> Browser:
    return staff(world.people.carla)
