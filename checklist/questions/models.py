# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checklist of a talk: versions and their questions, each with its ground (R12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.base.freeze import Frozen
from checklist.base.privacy import Privacy
from checklist.people.models import Account
from checklist.releases.models import Finding, Release

# Of a published version only the state may change, to superseded; no other version may take its place by force.
_KEPT = (
    "id",
    "version",
    "title_nl",
    "title_en",
    "fictional",
    "made_by_id",
    "made_at",
    "published_by_id",
    "published_at",
)
_CHANGED = " OR ".join(
    f"OLD.{name} <> NEW.{name} OR (OLD.{name} IS NULL) <> (NEW.{name} IS NULL)" for name in _KEPT
)
_TAKEN = (
    "EXISTS (SELECT 1 FROM checklist_checklist c WHERE c.state <> 'draft' AND (c.id = NEW.id OR c.version = NEW.version"
    " OR (c.state = 'published' AND NEW.state = 'published')){other})"
)
FROZEN_CHECKLIST = (
    Frozen("delete", "OLD.state <> 'draft'"),
    Frozen("insert", _TAKEN.format(other="")),
    Frozen(
        "update",
        f"(OLD.state <> 'draft' AND (OLD.state <> 'published' OR NEW.state <> 'superseded' OR {_CHANGED}))"
        f" OR {_TAKEN.format(other=' AND c.id <> OLD.id')}",
    ),
)
FROZEN_QUESTION = (
    Frozen("delete", "OLD.published"),
    Frozen("update", "OLD.published OR NEW.id <> OLD.id OR NEW.checklist_id <> OLD.checklist_id"),
    Frozen(
        "insert",
        "EXISTS (SELECT 1 FROM checklist_question q WHERE q.published"
        " AND (q.checklist_id = NEW.checklist_id OR q.id = NEW.id))",
    ),
)


class Checklist(models.Model):
    """One version of the checklist. A published version is never edited; open cases stay on theirs."""

    privacy = Privacy.STAFF
    frozen = FROZEN_CHECKLIST

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    version = models.PositiveIntegerField(unique=True)
    title_nl = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    fictional = models.BooleanField(default=False)
    releases = models.ManyToManyField(Release, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="published"), name="one_checklist_is_published"
            )
        ]

    def __str__(self) -> str:
        return f"checklist {self.version}"


class Question(models.Model):
    """One question of one checklist version, with its ground: an effect that needs it, or a use in this talk."""

    privacy = Privacy.NONE
    frozen = FROZEN_QUESTION

    class Kind(models.TextChoices):
        ONE = "one", _("one of")
        SEVERAL = "several", _("several of")
        WORDS = "words", _("own words")
        LINES = "lines", _("a judgement per line")

    class Ground(models.TextChoices):
        EFFECT = "effect", _("research on services needs it")
        PRACTICAL = "practical", _("useful in this talk")

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    topic_nl = models.CharField(_("topic (Dutch)"), max_length=80)
    topic_en = models.CharField(_("topic (English)"), max_length=80)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text_nl = models.CharField(_("question (Dutch)"), max_length=300)
    text_en = models.CharField(_("question (English)"), max_length=300)
    help_nl = models.CharField(_("help (Dutch)"), max_length=400, blank=True)
    help_en = models.CharField(_("help (English)"), max_length=400, blank=True)
    prompt_nl = models.CharField(_("a sentence to begin with (Dutch)"), max_length=300, blank=True)
    prompt_en = models.CharField(_("a sentence to begin with (English)"), max_length=300, blank=True)
    # [{"value", "nl", "en", "group"}]: group is the group of `characteristic` that this answer belongs to, or ""
    options = models.JSONField(default=list, blank=True)
    lines = models.JSONField(default=list, blank=True)  # for kind "lines": [{"value", "nl", "en"}]
    own_words = models.BooleanField(_("own words may be added"), default=False)
    ground = models.CharField(max_length=10, choices=Ground.choices)
    use_nl = models.CharField(_("what it is used for (Dutch)"), max_length=300)
    use_en = models.CharField(_("what it is used for (English)"), max_length=300)
    characteristic = models.CharField(max_length=60, blank=True)
    measured_nl = models.CharField(_("how research measured it (Dutch)"), max_length=300, blank=True)
    measured_en = models.CharField(_("how research measured it (English)"), max_length=300, blank=True)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    fixed = models.BooleanField(_("fixed: no help changes this"), default=False)
    depends_on = models.SlugField(_("asked only after"), max_length=40, blank=True)
    depends_values = models.JSONField(_("… when the answer is one of"), default=list, blank=True)
    findings = models.ManyToManyField(Finding, related_name="+", blank=True)
    published = models.BooleanField(_("published: does not change any more"), default=False)

    class Meta:
        ordering = ["checklist", "position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "key"], name="a_question_has_one_key"),
            models.UniqueConstraint(fields=["checklist", "position"], name="a_question_has_one_place"),
            models.CheckConstraint(
                condition=~models.Q(ground="effect") | ~models.Q(characteristic=""),
                name="a_question_for_research_names_its_characteristic",
            ),
            models.CheckConstraint(
                condition=~models.Q(ground="practical") | models.Q(characteristic=""),
                name="a_practical_question_is_never_matched",
            ),
        ]

    def __str__(self) -> str:
        return self.key
