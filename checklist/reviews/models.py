# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back at a drawn sample of decisions, to learn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.append_only import ChainedModel
from checklist.base.privacy import Privacy
from checklist.decisions.models import Decision
from checklist.people.models import Account, Team


class Draw(models.Model):
    """A decision was drawn for a team's look back: by chance, among departing, following and no-evidence ones alike."""

    privacy = Privacy.PSEUDONYM

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    drawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"drawn {self.drawn_at:%Y-%m-%d}"


class Review(ChainedModel):
    """Somebody other than the decider looked back: understandable, client heard, what to learn. Judges nobody."""

    privacy = Privacy.SEALED

    class Mark(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    understandable = models.CharField(max_length=10, choices=Mark.choices)
    client_heard = models.CharField(max_length=10, choices=Mark.choices)
    learn = models.BinaryField(_("what to learn, sealed"), default=bytes, blank=True)
    to_editor = models.BooleanField(_("for the findings editor"), default=False)

    class Meta(ChainedModel.Meta):
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"review {self.uuid}"
