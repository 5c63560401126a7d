# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run by test_traces.py in a process of its own, on a database of its own: many clients come, and one of them, who
talks to the end, is due. Prints (JSON, in hex) what has to be gone afterwards, and what has to stay."""

import json
import os
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reintapp.settings.test")
OTHERS = 40  # pages of tables and indexes are split, so that copies of rows lie about
NAME, NUMBER = "Zoë Brûlée-Ölçer", "FICTIEF-Q77-4411"


def talked() -> Any:
    """The one who goes, in the midst of many who stay."""
    from checklist.intake.actions import open_case
    from tests.checklist.transparency import world as worlds

    first = worlds.make_world("FICTIEF-1")
    anouk = worlds.as_stored(first.people).anouk
    going = None
    for n in range(OTHERS):
        shared: dict[str, Any] = {"purpose": "talk", "by": anouk, "fictional": True}
        open_case(number=f"FICTIEF-B{n:03}", display_name=f"Blijver {n}", **shared)
        if n == OTHERS // 2:
            going = open_case(number=NUMBER, display_name=NAME, **shared)
    assert going is not None
    return worlds.decided(worlds.World(people=first.people, case=going.case, code=going.code))


def what_goes(case: Any) -> dict[str, bytes]:
    from checklist.base.models import DataKey
    from checklist.intake.models import Answer, Client

    client = Client.objects.get(number=NUMBER)
    told = {"name": NAME.encode(), "name as searched": client.search_name.encode(), "number": NUMBER.encode()}
    told |= {"number as compared": client.number_key.encode(), "mark of the name": client.bound.encode()}
    told["goal, sealed"] = bytes(case.goal)
    for answer in Answer.objects.filter(case=case).exclude(key=None):
        told[f"answer {answer.pk}, sealed"] = bytes(answer.value)
    for key in DataKey.objects.filter(client_key=client.client_key):
        told[f"{key.kind} key {key.uuid}"] = bytes(key.wrapped)
    return told


def main() -> None:
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    from django.db import connection
    from django.utils import timezone

    from checklist.intake.actions import close_case
    from checklist.intake.models import Case

    made = talked()
    made.case.refresh_from_db()
    goes = what_goes(made.case)
    close_case(case=made.case, reason="done", by=made.people.anouk)
    yesterday = timezone.localdate() - timedelta(days=1)
    Case.objects.filter(pk=made.case.pk).update(keep_until=yesterday)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself: samples of columns in its statistics
            cursor.execute("CHECKPOINT")
    stays = {"name": b"Blijver 7", "number": b"FICTIEF-B007"}
    told = {"goes": goes, "stays": stays}
    print(
        json.dumps({part: {what: value.hex() for what, value in each.items()} for part, each in told.items()})
    )


if __name__ == "__main__":
    main()
