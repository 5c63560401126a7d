# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here, in which team and role, the codes with which clients come in, and acts that take two people."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.fields import TypedField
from checklist.base.freeze import Frozen
from checklist.base.privacy import Privacy


class Team(models.Model):
    """A team of caseworkers with its team leads. One installation serves one municipality."""

    privacy = Privacy.NONE

    name = TypedField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, and reads them with their team: every line of the access log names it."""

    def get_queryset(self) -> "models.QuerySet[Account]":
        return super().get_queryset().select_related("team")

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who works here. Clients have a code, not an account. Accounts are ended, never deleted."""

    privacy = Privacy.STAFF

    username = models.CharField(_("user name"), max_length=80, unique=True)
    display_name = TypedField(_("name"), max_length=120)
    phone = TypedField(_("phone"), max_length=40, blank=True)
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(_("may log in"), default=True)
    is_shielded = models.BooleanField(_("shown to clients by role and team only"), default=False)
    is_caseworker = models.BooleanField(_("caseworker"), default=False)
    is_team_lead = models.BooleanField(_("team lead"), default=False)
    is_editor = models.BooleanField(_("findings editor"), default=False)
    is_approver = models.BooleanField(_("practice approver"), default=False)
    is_privacy_officer = models.BooleanField(_("privacy officer"), default=False)
    password_is_one_time = models.BooleanField(_("must choose an own password first"), default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.display_name


# A line is written once.
FROZEN_LINE = (
    Frozen("delete", "OLD.id IS NOT NULL"),
    Frozen("update", "OLD.id IS NOT NULL"),
    Frozen("insert", "EXISTS (SELECT 1 FROM checklist_accountline l WHERE l.id = NEW.id)"),
)


class AccountLine(models.Model):
    """Something was done to an account: made, ended, another role, team or password; by whom, and when."""

    privacy = Privacy.STAFF
    frozen = FROZEN_LINE

    class Act(models.TextChoices):
        MADE = "made", _("made")
        ROLE_GIVEN = "role_given", _("role given")
        ROLE_TAKEN = "role_taken", _("role taken")
        TEAM = "team", _("moved to a team")
        ONE_TIME = "one_time", _("one-time password set")
        OWN = "own", _("own password chosen")
        ENDED = "ended", _("ended")
        LOGGED_OUT = "logged_out", _("logged out on another device")

    at = models.DateTimeField(default=timezone.now)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        Account, verbose_name=_("who did it; empty: a command on the server"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    act = models.CharField(max_length=12, choices=Act.choices)
    what = models.CharField(_("which role or team"), max_length=100, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.what}".rstrip()


class ClientCode(models.Model):
    """The code with which one client sees one case. Only hashes are stored; a reprint ends the code before it (S20)."""

    privacy = Privacy.KEY

    client_key = models.UUIDField(_("random key of the client"), db_index=True)
    case_uuid = models.UUIDField(_("case"))
    code_hash = models.CharField(max_length=64, unique=True)
    hashed_under = models.CharField(
        _("mark of the key that hashed it; empty: the key that signs, as before"),
        max_length=16, blank=True, default="", db_default="", editable=False,
    )  # fmt: skip
    pin_hash = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(_("wrong tries in a row"), default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_browser = models.CharField(
        _("mark of the browser that made it"), max_length=16, blank=True, default=""
    )
    made_address = models.CharField(
        _("mark of the address it was made from"), max_length=16, blank=True, default=""
    )
    used_at = models.DateTimeField(_("the PIN was chosen"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_uuid"], condition=models.Q(ended_at=None), name="a_case_has_one_living_code"
            )
        ]

    def __str__(self) -> str:
        return f"code for case {self.case_uuid}"


# What was proposed stays as it was; what was decided does not change any more.
_KEPT = ("id", "act", "subject", "seen", "content", "reason", "proposed_by_id", "proposed_at")
_CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _KEPT)
FROZEN_PROPOSAL = (
    Frozen("delete", "OLD.id IS NOT NULL"),
    Frozen("update", f"OLD.outcome <> '' OR {_CHANGED}"),
    Frozen("insert", "NEW.outcome <> '' OR EXISTS (SELECT 1 FROM checklist_proposal p WHERE p.id = NEW.id)"),
)


class Proposal(models.Model):
    """An act that takes two people: what one of them proposed or did, and what another said about it (S36)."""

    privacy = Privacy.STAFF
    frozen = FROZEN_PROPOSAL

    class Outcome(models.TextChoices):
        WAITING = "", _("waits for a second person")
        AGREED = "agreed", _("agreed by a second person")
        TURNED_DOWN = "turned_down", _("turned down by a second person")
        TAKEN_BACK = "taken_back", _("taken back")

    act = models.CharField(_("what it is, as the slice that does it names it"), max_length=40)
    subject = models.CharField(_("key of what it is about"), max_length=80)
    seen = models.CharField(_("fingerprint of what was shown to who proposed it"), max_length=64, blank=True)
    content = models.JSONField(default=dict, blank=True)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("what the second person said"), blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["act", "subject", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject"], condition=models.Q(outcome=""), name="one_proposal_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=("", "taken_back"))
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="a_proposal_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_by=None, decided_at=None)
                | (~models.Q(outcome="") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_decided_proposal_has_a_person_and_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
