# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed at the end of a talk, as work with a date and somebody who does it; and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.append_only import ChainedModel
from checklist.base.privacy import Privacy
from checklist.intake.models import Case
from checklist.people.models import Account


class FollowUp(ChainedModel):
    """One thing that was agreed, and by which day it is looked at. It sends nobody anywhere (R10)."""

    privacy = Privacy.SEALED

    class Kind(models.TextChoices):
        FIRST_STEP = "first_step", _("the first step")
        SECOND_OPINION = "second_opinion", _("a second opinion")
        OTHER_CASEWORKER = "other_caseworker", _("a talk with another caseworker")
        PAUSE = "pause", _("a pause, and then talk again")
        TALK_AGAIN = "talk_again", _("talk about it again")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agreed_in = models.UUIDField(_("key of the decision or the missed appointment where it was agreed"))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    due_on = models.DateField(_("to be done or looked at on"))
    words = models.BinaryField(_("what was agreed, sealed"), default=bytes, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(ChainedModel.Meta):
        indexes = [
            models.Index(fields=["case", "-id"]),
            models.Index(fields=["due_on", "id"]),
        ]
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"to do: {self.kind}"


class FollowUpEvent(ChainedModel):
    """Something that happened with what was agreed: somebody was asked, or it ended."""

    privacy = Privacy.SEALED

    class What(models.TextChoices):
        ASSIGNED = "assigned", _("a colleague was asked")
        DONE = "done", _("done")
        DROPPED = "dropped", _("not needed any more")
        REPLACED = "replaced", _("something new was agreed")

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_client = models.BooleanField(_("by the client, on the own page"), default=False)
    to = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(_("how it went, sealed"), default=bytes, blank=True)

    class Meta(ChainedModel.Meta):
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.what}"
