# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""MASTER_KEY, SECRET_KEY and CODE_KEY change on a filled database: nothing is lost, nothing hangs on the old one."""

import base64
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client as Browser

from checklist.base.chain import verify_chains
from checklist.base.keyring import mark_of_key, master_keys
from checklist.base.keys import MasterKeyUnknown, PassingSealer, Sealer, new_client_key
from checklist.base.models import DataKey
from checklist.base.rotation import to_do, wrap_anew
from checklist.base.traces import TracesLeft
from checklist.intake.queries import key_faults
from checklist.management.commands import rotate_master_key
from checklist.people.models import ClientCode
from checklist.people.permissions import SYSTEM
from checklist.people.rules import hash_of_code
from checklist.retention.actions import destroy_client_data
from tests.checklist.transparency.world import GOAL, PIN, World, come_in, decided, make_world, staff_browser
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(folk: People) -> World:
    """A talk to its end, and four clients more."""
    made = decided(make_world(people=folk))
    for n in range(2, 6):
        make_world(f"FICTIEF-{n}", folk)
    return made


def another(letter: str) -> str:
    return base64.b64encode(letter.encode() * 32).decode()


def run(command: str, *options: str) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


# -- MASTER_KEY


@pytest.fixture
def changed(world: World, settings: Any) -> World:
    """As after step one: a new key is in, the old one is a fallback."""
    settings.MASTER_KEY_FALLBACKS = [settings.MASTER_KEY]
    settings.MASTER_KEY = another("n")
    return world


def test_with_the_old_key_as_fallback_everything_opens_and_new_clients_lie_under_the_new_one(
    changed: World,
) -> None:
    assert GOAL in come_in(changed).get("/mijn-gesprek/").content.decode()
    before = to_do().count()
    new = new_client_key()
    assert to_do().count() == before == 5
    assert DataKey.objects.get(client_key=new).wrapped_under == mark_of_key(master_keys()[0])


def test_without_the_old_key_nothing_opens_and_the_sentence_says_what_to_do(
    changed: World, settings: Any
) -> None:
    settings.MASTER_KEY_FALLBACKS = []
    with pytest.raises(MasterKeyUnknown, match="Name that one in MASTER_KEY_FALLBACKS"):
        Sealer(changed.case.client_key).seal("iets", "ergens")


def test_after_the_rotation_the_old_key_can_go_and_every_word_opens(changed: World, settings: Any) -> None:
    assert "5 key(s) of clients would be wrapped anew" in run("rotate_master_key", "--dry-run")
    old = master_keys()[1]
    before = dict(DataKey.objects.values_list("uuid", "wrapped"))
    said = run("rotate_master_key")
    assert "5 key(s) of clients wrapped anew" in said
    assert "Every key lies under MASTER_KEY" in said
    settings.MASTER_KEY_FALLBACKS = []
    assert GOAL in come_in(changed).get("/mijn-gesprek/").content.decode()
    for row in DataKey.objects.filter(kind="client"):
        assert row.wrapped != before[row.uuid]
        with pytest.raises(InvalidUnwrap):
            aes_key_unwrap(old, bytes(row.wrapped))
    of_answers = DataKey.objects.filter(kind="answer")
    assert of_answers.exists()
    assert all(bytes(row.wrapped) == bytes(before[row.uuid]) for row in of_answers)
    assert verify_chains()[1] == []
    assert list(key_faults()) == []
    assert "0 key(s) of clients wrapped anew" in run("rotate_master_key")
    anouk = staff_browser(changed.people.anouk)
    assert GOAL in anouk.get(f"/gesprekken/{changed.case.uuid}/verslag/").content.decode()


def test_a_rotation_that_was_broken_off_goes_on_where_it_was(changed: World) -> None:
    assert [batch.done for batch in islice(wrap_anew(size=2), 2)] == [2, 2]
    assert to_do().count() == 1
    assert GOAL in come_in(changed).get("/mijn-gesprek/").content.decode(), "half done, both keys are needed"
    assert "1 key(s) of clients wrapped anew" in run("rotate_master_key")


def test_files_that_were_not_cleaned_are_cleaned_when_it_is_run_again(
    changed: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """A reader was in the way at the end, or it was broken off there: the second run has nothing left to wrap."""
    cleaned: list[type[Model]] = []

    def busy(models: Any) -> list[str]:
        raise TracesLeft("Another program was reading.")

    monkeypatch.setattr(rotate_master_key, "remove_traces", busy)
    with (
        pytest.raises(CommandError, match="still hold them under the old key"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        run("rotate_master_key")

    def quiet(models: Any) -> list[str]:
        cleaned.extend(models)
        return []

    monkeypatch.setattr(rotate_master_key, "remove_traces", quiet)
    with django_capture_on_commit_callbacks(execute=True):
        assert "0 key(s) of clients wrapped anew" in run("rotate_master_key")
    assert cleaned == [DataKey]


def test_a_key_that_is_destroyed_meanwhile_stays_destroyed(
    changed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading of a batch and its writing."""
    from checklist.base import rotation

    def destroy_first(rows: Any) -> Any:
        if changed.case.client:
            destroy_client_data(client=changed.case.client, ground="term", by=SYSTEM)
            changed.case.client = None
        return wrap(rows)

    wrap = rotation._wrap
    monkeypatch.setattr(rotation, "_wrap", destroy_first)
    run("rotate_master_key")
    assert not DataKey.objects.filter(client_key=changed.case.client_key).exists()
    assert to_do().count() == 0


def test_a_key_under_an_unknown_master_key_is_named_and_left_alone(changed: World, settings: Any) -> None:
    old, settings.MASTER_KEY_FALLBACKS = settings.MASTER_KEY_FALLBACKS, []
    strange = new_client_key()
    with pytest.raises(CommandError, match=r"5 key\(s\) of clients open under no master key"):
        run("rotate_master_key")
    settings.MASTER_KEY_FALLBACKS = old
    run("rotate_master_key")
    assert DataKey.objects.filter(client_key=strange).exists()
    assert "Nothing hangs on an old key" in run("key_report")


def test_what_waits_in_a_session_opens_after_the_change(world: World, settings: Any) -> None:
    sealed = PassingSealer().seal("half a sentence", "kept:s1:x")
    settings.MASTER_KEY_FALLBACKS = [another("m"), settings.MASTER_KEY]
    settings.MASTER_KEY = another("n")
    assert PassingSealer().read(sealed, "kept:s1:x") == "half a sentence"
    with pytest.raises(ValueError, match="does not belong"):
        PassingSealer().read(sealed, "kept:s2:x")
    settings.MASTER_KEY_FALLBACKS = []
    with pytest.raises(ValueError, match="does not belong"):
        PassingSealer().read(sealed, "kept:s1:x")


def test_the_report_says_what_lies_under_which_master_key(changed: World) -> None:
    DataKey.objects.filter(client_key=changed.case.client_key).update(wrapped_under="")
    said = run("key_report")
    assert "MASTER_KEY: 0 key(s) of clients lie under it" in said
    assert "4 under fallback 1" in said
    assert "1 under a key of before marks" in said
    assert "the fallbacks can go" not in said


# -- SECRET_KEY and CODE_KEY


def test_another_secret_key_ends_no_code_no_log_in_and_no_form(world: World, settings: Any) -> None:
    at_home, anouk = come_in(world), staff_browser(world.people.anouk)
    page = f"/gesprekken/{world.case.uuid}/"
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-only-for-tests-" + "y" * 50
    assert at_home.get("/mijn-gesprek/").status_code == 200
    assert anouk.get(page).status_code in {200, 302}
    assert anouk.get("/gesprekken/").status_code == 200
    fresh = Browser()
    assert fresh.post("/inloggen/code/", {"code": world.code}).status_code == 302
    assert fresh.post("/inloggen/pin/", {"pin": PIN}).status_code == 302
    assert fresh.get("/mijn-gesprek/").status_code == 200


def test_without_the_old_secret_key_log_ins_end_and_codes_do_not(world: World, settings: Any) -> None:
    at_home = come_in(world)
    settings.SECRET_KEY = "another-only-for-tests-" + "y" * 50
    assert at_home.get("/mijn-gesprek/").status_code == 302
    fresh = Browser()
    fresh.post("/inloggen/code/", {"code": world.code})
    assert fresh.post("/inloggen/pin/", {"pin": PIN}).status_code == 302
    assert fresh.get("/mijn-gesprek/").status_code == 200


def test_a_code_of_before_moves_over_when_its_client_comes_in(world: World, settings: Any) -> None:
    rows = ClientCode.objects.filter(case_uuid=world.case.uuid)
    rows.update(code_hash=hash_of_code(world.code, settings.SECRET_KEY), hashed_under="")
    assert "1 living code(s) from before CODE_KEY" in run("key_report")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-only-for-tests-" + "y" * 50
    come_in(world)
    assert rows.get().code_hash == hash_of_code(world.code, settings.CODE_KEY)
    assert rows.get().hashed_under == mark_of_key(settings.CODE_KEY)
    assert "from before CODE_KEY" not in run("key_report")


def test_another_code_key_ends_no_code_while_the_old_one_is_a_fallback(world: World, settings: Any) -> None:
    settings.CODE_KEY_FALLBACKS, settings.CODE_KEY = [settings.CODE_KEY], another("d")
    assert "5 living code(s) under a fallback" in run("key_report")
    come_in(world)
    assert "4 living code(s) under a fallback" in run("key_report")
    settings.CODE_KEY_FALLBACKS = []
    assert Browser().post("/inloggen/code/", {"code": world.code}).status_code == 302


def test_the_report_counts_log_ins_that_hang_on_the_old_secret_key(world: World, settings: Any) -> None:
    come_in(world)
    assert "SECRET_KEY: 0 log-in(s) signed with a fallback" in run("key_report")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-only-for-tests-" + "y" * 50
    said = run("key_report")
    assert "SECRET_KEY: 0 log-in(s)" not in said
    assert "log-in(s) signed with a fallback" in said
    assert "the fallbacks can go" not in said


def test_s35_the_browser_that_made_a_code_stays_refused_after_another_secret_key(
    world: World, settings: Any
) -> None:
    settings.CODE_NEEDS_ANOTHER_DEVICE = True
    anouk = staff_browser(world.people.anouk)
    page = anouk.post(f"/gesprekken/{world.case.uuid}/code/", {}, follow=True)
    assert page.status_code == 200
    row = ClientCode.objects.get(case_uuid=world.case.uuid, ended_at=None)
    code = "0123-4567-89AB"
    ClientCode.objects.filter(pk=row.pk).update(code_hash=hash_of_code(code, settings.CODE_KEY))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-only-for-tests-" + "y" * 50
    anouk.logout()
    assert anouk.post("/inloggen/code/", {"code": code}).status_code == 403
