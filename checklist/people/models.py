# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here, in which team and role, and the codes with which clients come in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.privacy import Privacy


class Team(models.Model):
    """A team of caseworkers with its team leads. One installation serves one municipality."""

    privacy = Privacy.NONE

    name = models.CharField(max_length=100, unique=True)

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
    display_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
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


class ClientCode(models.Model):
    """The code with which one client sees one case. Only hashes are stored; a reprint ends the code before it (S20)."""

    privacy = Privacy.KEY

    client_key = models.UUIDField(_("random key of the client"), db_index=True)
    case_uuid = models.UUIDField(_("case"))
    code_hash = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(_("wrong tries in a row"), default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_uuid"], condition=models.Q(ended_at=None), name="a_case_has_one_living_code"
            )
        ]

    def __str__(self) -> str:
        return f"code for case {self.case_uuid}"
