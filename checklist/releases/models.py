# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What research found: imported releases, their findings, and which groups may speak in a talk."""

from decimal import Decimal

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from checklist.base.privacy import Privacy
from checklist.people.models import Account
from checklist.releases.rules import Names
from checklist.releases.wording import range_agrees
from research.release.schema import Verdict


class Release(models.Model):
    """One released folder of findings, imported as it is. Only an approved, unexpired one gives a direction."""

    privacy = Privacy.STAFF

    class State(models.TextChoices):
        IMPORTED = "imported", _("imported, waits for approval")
        APPROVED = "approved", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    slug = models.SlugField(max_length=80)
    digest = models.CharField(_("last line of the manifest"), max_length=64, unique=True)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)  # own · association · literature · elsewhere
    fictional = models.BooleanField(default=False)
    design = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    outcome_period_end = models.DateField(null=True, blank=True)
    direction_comparison = models.CharField(max_length=40, blank=True)
    family_level = models.DecimalField(
        _("up to where a corrected p-value counts"), max_digits=4, decimal_places=3, default=Decimal("0.025")
    )
    gates_passed = models.BooleanField(default=False)
    manifest = models.JSONField()
    decimals = models.JSONField(_("decimals with which the numbers of each mean are printed"), default=dict)
    checks = models.JSONField(default=list)
    power = models.JSONField(default=list)
    combined = models.JSONField(_("what each municipality brings"), default=list)
    explanation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IMPORTED)
    imported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("gives a direction until"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["slug", "-imported_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("imported_by")),
                name="a_release_is_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="an_approved_release_has_an_approver",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn")
                | (
                    models.Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~models.Q(withdrawn_reason="")
                ),
                name="a_withdrawn_release_has_a_person_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @cached_property
    def names(self) -> Names:
        """The names of its manifest, taken apart once."""
        return Names(self.manifest, self.decimals)


class Finding(models.Model):
    """One line of findings.csv: an effect, an association or a literature finding, exactly as released."""

    privacy = Privacy.STAFF

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=12)  # effect · association · literature
    comparison = models.CharField(max_length=40, blank=True)
    service = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=60)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    primary = models.BooleanField(default=False)
    characteristic = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=60, blank=True)
    group_definition = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    scale = models.CharField(max_length=10, blank=True)  # share · mean
    estimate = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    se = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    lower = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    upper = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    interval_kind = models.CharField(max_length=40, blank=True)
    level_with = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    level_without = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    caseworkers = models.PositiveIntegerField(null=True, blank=True)
    naive = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    difference_vs_complement = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    difference_p_holm = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    p_holm = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    verdict = models.CharField(max_length=20)
    certainty = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=400, blank=True)
    reason_empty = models.CharField(max_length=300, blank=True)
    # Of `lower` to `upper`: in how many of 100 it holds the truth. The pointwise 95% range beside it (decision 0061).
    interval_level = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    lower_95 = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    upper_95 = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    # Of several municipalities together: the range for a next one (decision 0094).
    next_lower = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    next_upper = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "position"], name="a_finding_has_one_line"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None)
                | (models.Q(withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="a_withdrawn_finding_has_a_person_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service or self.characteristic} {self.group}"

    @property
    def agrees(self) -> bool:
        """Does the range lie on the side of the verdict?"""
        similar = self.verdict == Verdict.SIMILAR and self.primary
        margin = self.release.names.margin(self.outcome) if similar else None
        return range_agrees(self.verdict, self.lower, self.upper, margin)


class InsightRow(models.Model):
    """One line of insight.csv: of 100 clients, and of 100 others, how many were in a part of a topic, as released."""

    privacy = Privacy.STAFF

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="insight")
    position = models.PositiveIntegerField()
    topic = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    n_here = models.PositiveIntegerField(null=True, blank=True)
    n_there = models.PositiveIntegerField(null=True, blank=True)
    here = models.SmallIntegerField(null=True, blank=True)
    here_lower = models.SmallIntegerField(null=True, blank=True)
    here_upper = models.SmallIntegerField(null=True, blank=True)
    there = models.SmallIntegerField(null=True, blank=True)
    there_lower = models.SmallIntegerField(null=True, blank=True)
    there_upper = models.SmallIntegerField(null=True, blank=True)
    difference = models.SmallIntegerField(null=True, blank=True)
    difference_lower = models.SmallIntegerField(null=True, blank=True)
    difference_upper = models.SmallIntegerField(null=True, blank=True)
    # As if clients were as old, and as often men or women, as the others.
    standard = models.SmallIntegerField(null=True, blank=True)
    standard_lower = models.SmallIntegerField(null=True, blank=True)
    standard_upper = models.SmallIntegerField(null=True, blank=True)
    standard_difference = models.SmallIntegerField(null=True, blank=True)
    standard_difference_lower = models.SmallIntegerField(null=True, blank=True)
    standard_difference_upper = models.SmallIntegerField(null=True, blank=True)
    unknown_here = models.PositiveIntegerField(null=True, blank=True)
    unknown_there = models.PositiveIntegerField(null=True, blank=True)
    reason_empty = models.CharField(max_length=60, blank=True)
    reason_standard = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "topic", "part", "year"], name="a_part_of_a_topic_has_one_line_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.part} {self.year}"


class GroupPolicy(models.Model):
    """May evidence about a characteristic speak in a talk (R13)? With a public reason; changing it takes two people."""

    privacy = Privacy.STAFF

    class State(models.TextChoices):
        IN_TALK = "in_talk", _("in a conversation")
        LIBRARY = "library", _("only in the library")
        OFF = "off", _("off")

    characteristic = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices)
    reason_nl = models.TextField()
    reason_en = models.TextField()
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["characteristic", "-approved_at"]
        verbose_name_plural = "group policies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("proposed_by")),
                name="a_group_policy_is_approved_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.characteristic}: {self.state}"
