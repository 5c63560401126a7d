# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every look at a person's file leaves a line, and so does every destruction."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.access.rules import PARTS_THAT_STAND_OUT
from checklist.base.append_only import ChainedModel
from checklist.base.freeze import Frozen
from checklist.base.privacy import Privacy
from checklist.people.models import Account


class Purpose(models.TextChoices):
    """The closed list of reasons for a look (content.md). Control, fraud and sanctions are not on it."""

    PREPARE = "prepare", _("prepare the conversation")
    TALK = "talk", _("have the conversation")
    WORK_OUT = "work_out", _("work out what was agreed")
    STAND_IN = "stand_in", _("stand in for a colleague")
    COMPLAINT = "complaint", _("question, complaint or objection")
    ACCESS = "access", _("access or correction")
    LEARN = "learn", _("learn from a sample")
    REPAIR = "repair", _("technical repair (approved)")


class AccessLine(ChainedModel):
    """Somebody looked at (or was refused) a part of one client's file: who, in which role and team, when, for what."""

    privacy = Privacy.PSEUDONYM

    class Actor(models.TextChoices):
        STAFF = "staff", _("somebody who works here")
        CLIENT = "client", _("the client")
        SYSTEM = "system", _("the installation itself")

    class Outcome(models.TextChoices):
        SHOWN = "shown", _("shown")
        SAVED = "saved", _("saved")
        REFUSED = "refused", _("refused")
        COMPELLED = "compelled", _("given because a law compels it")

    case_uuid = models.UUIDField(_("case"), null=True, blank=True)
    actor = models.CharField(max_length=10, choices=Actor.choices)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    team = models.CharField(_("team at that moment"), max_length=100, blank=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    part = models.CharField(_("part of the file"), max_length=40)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.SHOWN)
    sentence = models.BinaryField(_("own words with it, sealed"), default=bytes, blank=True)
    name = models.CharField(
        _("name of the account at that moment"), max_length=120, blank=True, default="", db_default=""
    )

    class Meta(ChainedModel.Meta):
        indexes = [
            models.Index(fields=["at", "id"]),
            models.Index(fields=["account", "at"]),
            models.Index(
                fields=["-at", "-id"],
                name="looks_that_stand_out",
                condition=models.Q(part__in=PARTS_THAT_STAND_OUT),
            ),
        ]
        constraints = [
            *ChainedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(actor="staff") | models.Q(account__isnull=False),
                name="a_look_by_staff_has_a_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(actor="staff", outcome__in=["shown", "saved"]) | ~models.Q(purpose=""),
                name="a_look_by_staff_has_a_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.part}"


class PurposeOfTheDay(models.Model):
    """Why somebody works in one case today. Asked once per case and working day."""

    privacy = Privacy.STAFF

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    case_uuid = models.UUIDField()
    day = models.DateField()
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "case_uuid", "day"], name="one_purpose_per_case_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.purpose}"


class Erasure(ChainedModel):
    """Something of a client was destroyed: what, why, by whom. Only the one door to destruction writes this line."""

    privacy = Privacy.PSEUDONYM

    class What(models.TextChoices):
        ANSWER = "answer", _("one answer")
        CLIENT = "client", _("everything readable about a client")

    class Ground(models.TextChoices):
        CLIENT_ASKED = "client_asked", _("the client asked for it")
        TERM = "term", _("the retention term ended")
        WRONG_PERSON = "wrong_person", _("opened for the wrong person")

    what = models.CharField(max_length=10, choices=What.choices)
    subject = models.UUIDField(_("the key that was destroyed"))
    ground = models.CharField(max_length=20, choices=Ground.choices)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.what} destroyed: {self.ground}"


# What was found due stays as it was found; a run that ended does not change any more, and none goes away.
_FOUND = ("id", "began_at", "clients_of", "clients_due", "answers_due", "above_share")
_ANOTHER = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in _FOUND)
FROZEN_RUN = (
    Frozen("delete", "OLD.id IS NOT NULL"),
    Frozen("update", f"OLD.ended_at IS NOT NULL OR {_ANOTHER}"),
    Frozen("insert", "EXISTS (SELECT 1 FROM checklist_destructionrun r WHERE r.id = NEW.id)"),
)


class DestructionRun(models.Model):
    """One run that destroys whose term has ended: what was due, what was done, and whether the files are clean."""

    privacy = Privacy.NONE
    frozen = FROZEN_RUN

    began_at = models.DateTimeField(default=timezone.now)
    clients_of = models.PositiveIntegerField(_("clients that were there"))
    clients_due = models.PositiveIntegerField(_("clients whose data were due"))
    answers_due = models.PositiveIntegerField(_("answers that were due before their client"))
    above_share = models.BooleanField(
        _("somebody said that more than the usual share is meant"), default=False
    )
    ended_at = models.DateTimeField(_("ended; empty: it was broken off"), null=True, blank=True)
    clients_done = models.PositiveIntegerField(default=0)
    answers_done = models.PositiveIntegerField(default=0)
    files_clean = models.BooleanField(_("nothing of it is left in the files of the database"), default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.clients_done} of {self.clients_due}"
