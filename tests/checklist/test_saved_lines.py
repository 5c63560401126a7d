# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""*Saved* stands in the access log only where something was saved, whatever the page and whoever posts (R14)."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from checklist.access.models import AccessLine
from tests.checklist import test_doors
from tests.checklist.test_doors import DOORS, Town

pytestmark = pytest.mark.django_db
town = test_doors.town  # the fixture with everybody in it

WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
ABOUT_THE_LOOK = {"checklist_accessline", "django_session", "axes_accessattempt"}
OF_A_FILE = [
    door for door in DOORS if door.name.partition(":")[0] in {"intake", "advice", "decisions", "transparency"}
]


@pytest.mark.parametrize("door", OF_A_FILE, ids=[door.name for door in OF_A_FILE])
@pytest.mark.parametrize("posted", [{}, {"odd": "x"}], ids=["nothing", "an odd field"])
def test_r14_a_post_that_saves_nothing_is_no_saved_line(
    town: Town, door: "test_doors.Door", posted: dict[str, str]
) -> None:
    address = door.address.format(**town.keys)
    for who, browser in town.browsers.items():
        with transaction.atomic():
            saved = AccessLine.objects.filter(outcome="saved")
            before = saved.count()
            with CaptureQueriesContext(connection) as queries:
                browser.post(address, posted)
            written = {found[1] for one in queries if (found := WRITE.match(one["sql"]))} - ABOUT_THE_LOOK
            assert saved.count() == before or written, f"{who} saved nothing at {address}"
            transaction.set_rollback(True)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_r14_another_method_leaves_no_line(town: Town, method: str) -> None:
    looks = [door for door in OF_A_FILE if door.method == "get"]
    before = AccessLine.objects.count()
    for door in looks:
        for browser in town.browsers.values():
            assert getattr(browser, method)(door.address.format(**town.keys)).status_code == 405
    assert AccessLine.objects.count() == before
