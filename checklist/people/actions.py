# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making accounts and codes, choosing a password or a PIN; proposing, and deciding as the second person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.keyring import code_keys, mark_of_key
from checklist.base.text import one_line
from checklist.people.models import Account, AccountLine, ClientCode, Proposal, Team
from checklist.people.permissions import ROLES, Actor, Refused, check_second_person
from checklist.people.rules import TRIES, hash_of_code, new_code, printed_form
from checklist.people.sessions import LogIn


@dataclass(frozen=True)
class PinTry:
    """What came of one try: right or not, and how many tries are left before the code ends."""

    right: bool
    left: int


@transaction.atomic
def make_account(
    *,
    username: str,
    display_name: str,
    team: str,
    roles: Iterable[str],
    by: Actor,
    phone: str = "",
    shielded: bool = False,
) -> tuple[Account, str]:
    """A new account with a one-time password. The team is made when it is new. Returns (account, password)."""
    flags = _flags(roles)
    username, name, team = user_name(username), one_line(display_name), one_line(team)
    if not (username and name and team):
        raise Refused(_("Expected a user name, a name and a team. Found one of them empty."))
    if Account.objects.filter(username=username).exists():
        raise Refused(_("The user name %(name)s is taken.") % {"name": username})
    password = one_time_password()
    account = Account.objects.create_user(
        username,
        password,
        display_name=name,
        phone=one_line(phone),
        team=Team.objects.get_or_create(name=team)[0],
        is_shielded=shielded,
        password_is_one_time=True,
        **flags,
    )
    _line(account, AccountLine.Act.MADE, by, account.team.name)
    for role in _roles_of(account):
        _line(account, AccountLine.Act.ROLE_GIVEN, by, role)
    return account, password


def _line(account: Account, act: str, by: Actor, what: str = "") -> None:
    AccountLine.objects.create(account=account, by=by.account, act=act, what=what)


def _roles_of(account: Account) -> list[str]:
    return [role for role, (field, _label) in ROLES.items() if getattr(account, field)]


def user_name(typed: str) -> str:
    """A user name as it is kept and looked up: small letters, and one form of each sign."""
    return Account.normalize_username(one_line(typed)).lower()


def _flags(roles: Iterable[str]) -> dict[str, bool]:
    named = list(roles)
    unknown = [role for role in named if role not in ROLES]
    if unknown or not named:
        words = {"roles": ", ".join(ROLES), "found": ", ".join(unknown) or "–"}
        raise Refused(_("Expected one or more of: %(roles)s. Found: %(found)s.") % words)
    return {ROLES[role][0]: True for role in named}


def one_time_password() -> str:
    """Sixteen signs in groups of four, to be typed once."""
    return printed_form(new_code() + new_code()[:4])


@transaction.atomic
def choose_password(*, account: Account, password: str, by: Actor) -> None:
    """The person's own password. Set by somebody else it is a one-time password."""
    account.set_password(password)
    account.password_is_one_time = by.account != account
    account.save(update_fields=["password", "password_is_one_time"])
    act = AccountLine.Act.ONE_TIME if account.password_is_one_time else AccountLine.Act.OWN
    _line(account, act, by)


@transaction.atomic
def change_roles(
    *, account: Account, give: Iterable[str] = (), take: Iterable[str] = (), by: Actor
) -> Account:
    """Other roles, with the next page this person opens. A line for each that really changed."""
    row = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    before, give, take = set(_roles_of(row)), set(give), set(take)
    after = (before | give) - take
    if give & take:
        raise Refused(_("The same role cannot be given and taken at once."))
    _flags(after or [""])  # one role at least, each a known one
    for role in ROLES:
        setattr(row, ROLES[role][0], role in after)
        if role in before ^ after:
            given = AccountLine.Act.ROLE_GIVEN if role in after else AccountLine.Act.ROLE_TAKEN
            _line(row, given, by, role)
    row.save(update_fields=[field for field, _label in ROLES.values()])
    return row


@transaction.atomic
def move_to_team(*, account: Account, team: str, by: Actor) -> Account:
    """To another team, which is made when it is new. Open conversations stay with the team where they were opened."""
    row = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    name = one_line(team)
    if not name:
        raise Refused(_("Expected the name of a team. Found nothing."))
    if row.team.name != name:
        row.team = Team.objects.get_or_create(name=name)[0]
        row.save(update_fields=["team"])
        _line(row, AccountLine.Act.TEAM, by, name)
    return row


@transaction.atomic
def end_account(*, account: Account, by: Actor) -> None:
    """Somebody left: no log-in any more. The account stays, because log lines name it."""
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    _line(account, AccountLine.Act.ENDED, by)


@transaction.atomic
def end_log_ins(*, account: Account, log_ins: Iterable[LogIn], by: Actor) -> int:
    """End the log-ins of this person on other devices: with the next page somebody there has to log in."""
    found = [one for one in log_ins if not one.is_this_one]
    for one in found:
        Session.objects.filter(session_key=one.key).delete()
        _line(account, AccountLine.Act.LOGGED_OUT, by, " · ".join(filter(None, (one.browser, one.system))))
    return len(found)


@transaction.atomic
def issue_code(*, client_key: UUID, case_uuid: UUID, by: Account, made_on: tuple[str, str] = ("", "")) -> str:
    """A new code for this case, as it is printed. The code before it ends at once. `made_on`: browser and address."""
    end_codes(case_uuid=case_uuid, by=by)
    code = new_code()
    ClientCode.objects.create(
        client_key=client_key, case_uuid=case_uuid, **_hashed(code), made_by=by,
        made_browser=made_on[0], made_address=made_on[1],
    )  # fmt: skip
    return printed_form(code)


def _hashed(code: str) -> dict[str, str]:
    newest = code_keys()[0]
    return {"code_hash": hash_of_code(code, newest), "hashed_under": mark_of_key(newest)}


@transaction.atomic
def hash_anew(*, code: ClientCode, typed: str, by: Actor) -> None:
    """A code that was typed and is hashed under an older key lies under the newest one from now on."""
    if code.hashed_under != mark_of_key(code_keys()[0]):
        ClientCode.objects.filter(pk=code.pk).update(**_hashed(typed))


@transaction.atomic
def end_codes(*, case_uuid: UUID, by: Account | None) -> int:
    """End the living code of a case, if there is one."""
    return ClientCode.objects.filter(case_uuid=case_uuid, ended_at=None).update(
        ended_at=timezone.now(), pin_hash=""
    )


@transaction.atomic
def choose_pin(*, code: ClientCode, pin: str, by: Actor) -> bool:
    """The client's own PIN, chosen at first use. False when one was chosen already."""
    fresh = ClientCode.objects.filter(pk=code.pk, pin_hash="", ended_at=None)
    return bool(fresh.update(pin_hash=make_password(pin), tries=0, used_at=timezone.now()))


@transaction.atomic
def try_pin(*, code: ClientCode, pin: str, by: Actor) -> PinTry:
    """Compare a PIN. The fifth wrong one in a row ends the use of the code until it is printed anew."""
    row = ClientCode.objects.select_for_update().get(pk=code.pk)
    if row.tries >= TRIES:
        return PinTry(right=False, left=0)
    right = check_password(pin, row.pin_hash)
    row.tries = 0 if right else row.tries + 1
    row.save(update_fields=["tries"])
    return PinTry(right=right, left=TRIES - row.tries)


# ---- what takes two people -------------------------------------------------------------------------------------------


@transaction.atomic
def propose(
    *, act: str, subject: str, by: Account, seen: str = "", content: Any = None, reason: str = ""
) -> Proposal:
    """The first of two people. Who may is for the slice whose act it is; about one thing one proposal waits."""
    row = Proposal(act=act, subject=subject, proposed_by=by, seen=seen, reason=reason.strip())
    row.content = content or {}
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(_("Somebody proposed this already. It waits for a second person.")) from taken
    return row


@transaction.atomic
def decide(*, proposal: Proposal, agree: bool, by: Account, answer: str = "") -> Proposal:
    """The second person, never the first. Of two who decide at the same moment one wins; the other reads so."""
    row = waiting_locked(proposal)
    check_second_person(row.proposed_by_id, by)
    if not agree and not answer.strip():
        raise Refused(_("Write down why not. Who proposed it reads this."))
    row.outcome = Proposal.Outcome.AGREED if agree else Proposal.Outcome.TURNED_DOWN
    return _decided(row, by, answer)


@transaction.atomic
def take_back(*, proposal: Proposal, by: Account) -> Proposal:
    """Who proposed it does not want it any more."""
    row = waiting_locked(proposal)
    if row.proposed_by_id != by.pk:
        raise Refused(_("Only who proposed this can take it back. You can turn it down."))
    row.outcome = Proposal.Outcome.TAKEN_BACK
    return _decided(row, by, "")


def waiting_locked(proposal: Proposal) -> Proposal:
    """The proposal, held until this act is done. Raises Refused when it does not wait any more."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("decided_by")
    row = rows.get(pk=proposal.pk)
    if row.outcome:
        raise Refused(
            _("This was decided already: %(outcome)s (%(name)s).")
            % {"outcome": Proposal.Outcome(row.outcome).label, "name": row.decided_by}
        )
    return row


def _decided(row: Proposal, by: Account, answer: str) -> Proposal:
    row.decided_by, row.decided_at, row.answer = by, timezone.now(), answer.strip()
    row.save(update_fields=["outcome", "decided_by", "decided_at", "answer"])
    return row
