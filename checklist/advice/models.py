# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas before the evidence, and the evidence exactly as it was on the screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.append_only import ChainedModel
from checklist.base.privacy import Privacy
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.questions.models import Checklist


class Whose(models.TextChoices):
    """The two voices."""

    CLIENT = "client", _("client")
    CASEWORKER = "caseworker", _("caseworker")


class FirstIdea(ChainedModel):
    """What one voice thought of before the evidence opened (R6). 'No idea yet' counts."""

    privacy = Privacy.SEALED

    class Kind(models.TextChoices):
        SERVICES = "services", _("one or more services")
        ONLY_REGULAR = "only_regular", _("only the regular guidance")
        NO_IDEA = "no_idea", _("no idea yet")
        NOT_GIVEN = "not_given", _("no first idea")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=12, choices=Whose.choices)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    services = models.JSONField(_("keys of services"), default=list, blank=True)
    words = models.BinaryField(_("own words, sealed"), default=bytes, blank=True)
    recorded_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(ChainedModel.Meta):
        constraints = [
            *ChainedModel.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(kind="services") | ~models.Q(services=[]),
                name="a_first_idea_names_a_service",
            ),
        ]

    def __str__(self) -> str:
        return f"first idea of the {self.whose}"


class EvidenceSnapshot(ChainedModel):
    """Exactly what was on the screen, frozen: enough to draw it again years later.

    `parts` is a list of {"keys": [hex of answer keys], "sealed": base64}. What was shown because of an answer is sealed
    under the key of that answer, and what rests on several under each of them in turn, so that destroying one answer
    destroys it here too; without keys the client's key seals it. The chain covers the ciphertext and still verifies.
    """

    privacy = Privacy.SEALED

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    parts = models.JSONField()
    # {service key: direction}, only of services whose direction rests on no answer: the others stand sealed in parts,
    # because with the public release they would tell the answer
    directions = models.JSONField(default=dict)
    app_version = models.CharField(max_length=40)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shown_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta(ChainedModel.Meta):
        constraints = [*ChainedModel.Meta.constraints]

    def __str__(self) -> str:
        return f"evidence {self.uuid}"


class ServiceVoice(models.Model):
    """'I do not want this help': the client's word about one service of a talk. Taken back, the row is gone.

    It changes nothing else: the research stays on the screen as information, and no statistic, list, file or data link
    reads this table. Only the case team and the client do.
    """

    privacy = Privacy.SEALED

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service = models.SlugField(_("key of the service"), max_length=60)
    words = models.BinaryField(_("why, sealed; never needed"), default=bytes, blank=True)
    on_own_device = models.BooleanField(default=False)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "service"], name="one_voice_per_service")]

    def __str__(self) -> str:
        return f"the client's word about {self.service}"
