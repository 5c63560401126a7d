# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads about checklists: the published one, its questions, and what research needs of them."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext

from checklist.questions import comparison, rules
from checklist.questions.models import Checklist, Question
from checklist.releases.models import Finding
from checklist.releases.queries import current_releases, in_talk, results_that_can_speak
from checklist.services.queries import about_our_services

DEFAULTS = Path(__file__).resolve().parent.parent / "defaults" / "questions.toml"
KEPT = 16  # versions whose questions and HTML stay in memory

_questions: dict[tuple[Any, ...], list[Question]] = {}


@cache
def default_questions() -> list[dict[str, Any]]:
    """The questions as shipped, in their order."""
    return tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))["question"]


def published() -> Checklist | None:
    """The checklist that new conversations use."""
    return Checklist.objects.filter(state=Checklist.State.PUBLISHED).first()


def versions() -> QuerySet[Checklist]:
    """All versions, newest first, with the number of their questions and of those that research needs today."""
    counted = Checklist.objects.select_related("made_by", "published_by")
    needed = list(findings_per_characteristic())
    return counted.annotate(
        total=Count("questions"),
        for_research=Count("questions", filter=Q(questions__characteristic__in=needed)),
    )


def next_version() -> int:
    return (Checklist.objects.aggregate(last=Max("version"))["last"] or 0) + 1


def questions_of(checklist: Checklist) -> list[Question]:
    """The questions in order. One query; none for a version that is frozen and was read before."""
    if checklist.state == Checklist.State.DRAFT:
        return list(checklist.questions.order_by("position"))
    place = version_key(checklist)
    if place not in _questions:
        keep_newest(_questions, place, list(checklist.questions.order_by("position")))
    return _questions[place]


def sensitive_characteristics() -> frozenset[str]:
    """What any version of the checklist asks as something sensitive: health and money. One query."""
    rows = Question.objects.filter(sensitive=True).exclude(characteristic="").order_by()
    return frozenset(rows.values_list("characteristic", flat=True).distinct())


def version_key(checklist: Checklist) -> tuple[Any, ...]:
    """Names one frozen version; a number used again in another database never meets an old one."""
    return (checklist.pk, checklist.version, checklist.published_at)


def keep_newest(store: dict[tuple[Any, ...], Any], place: tuple[Any, ...], value: Any) -> None:
    """Keep something of one frozen version in memory, and of few versions at a time."""
    while len(store) >= KEPT:
        store.pop(next(iter(store)), None)
    store[place] = value


# ---- grounds ---------------------------------------------------------------------------------------------------------


def needing_findings(releases: Iterable[Any] | None = None) -> QuerySet[Finding]:
    """Results that need a question: of a group that may be looked at beside one of our services in a talk (S28)."""
    found = about_our_services(results_that_can_speak().exclude(characteristic=""))
    return found if releases is None else found.filter(release__in=[release.pk for release in releases])


def findings_per_characteristic(releases: Iterable[Any] | None = None) -> dict[str, int]:
    """How many results need the answer about each characteristic. One query."""
    counted = needing_findings(releases).order_by().values("characteristic").annotate(n=Count("pk"))
    return {row["characteristic"]: row["n"] for row in counted}


def groups_per_characteristic() -> dict[str, set[str]]:
    """The groups of which research in use says something, per characteristic."""
    rows = Finding.objects.filter(release__in=current_releases(), type="effect").exclude(characteristic="")
    found: dict[str, set[str]] = {}
    for characteristic, group in rows.order_by().values_list("characteristic", "group").distinct():
        found.setdefault(characteristic, set()).add(group)
    return found


def no_longer_needed(questions: Iterable[Question]) -> list[Question]:
    """Questions that were asked for research and that no result needs today. One query, none without such questions."""
    for_research = [question for question in questions if question.ground == rules.EFFECT]
    needed = findings_per_characteristic() if for_research else {}
    return [question for question in for_research if question.characteristic not in needed]


def faults_of(checklist: Checklist) -> list[rules.Fault]:
    """What keeps this draft from being published."""
    return rules.checklist_faults(
        questions_of(checklist), findings=findings_per_characteristic(), in_talk=in_talk()
    )


# ---- two versions side by side ---------------------------------------------------------------------------------------


def version_before(checklist: Checklist) -> Checklist | None:
    """The version that this one is held against: the newest one before it that was ever published."""
    earlier = Checklist.objects.filter(version__lt=checklist.version).exclude(state=Checklist.State.DRAFT)
    return earlier.order_by("-version").first()


def compared(old: Checklist, new: Checklist, language: str) -> list[dict[str, Any]]:
    """Every question that differs between two versions, arranged for a template."""
    return shown_differences(comparison.differences(questions_of(old), questions_of(new)), language)


def shown_differences(found: Iterable[comparison.Difference], language: str) -> list[dict[str, Any]]:
    return [
        {
            "what": one.what,
            "key": one.question.key,
            "text": getattr(one.question, f"text_{language}"),
            "was": one.places[0],
            "now": one.places[1],
            "moved": one.moved,
            "changes": [
                {"label": _label(c.field), "before": _read(c, c.before), "after": _read(c, c.after)}
                for c in one.changes
            ],
        }
        for one in found
    ]


def shown_alarms(found: Iterable[comparison.Alarm], language: str) -> list[str]:
    """What is seldom meant, as sentences."""
    words = {
        comparison.NO_RESEARCH: gettext(
            "No question is asked for research. In a talk no result about a group can then be used."
        ),
        comparison.ALMOST_EMPTY: gettext("There are very few questions: fewer than %(fewest)s."),
        comparison.LOSES_RESEARCH: gettext(
            "“%(question)s” goes away. Results about this group are then not used any more in new talks."
        ),
        comparison.CROSSWISE: gettext(
            "At “%(question)s” an answer means another group of the research than it does now: %(answers)s."
        ),
        comparison.UNKNOWN_GROUP: gettext(
            "At “%(question)s” an answer names a group that no research knows: %(answers)s."
        ),
    }
    return [
        words[one.code]
        % {
            "question": getattr(one.about, f"text_{language}", ""),
            "answers": " · ".join(one.answers),
            "fewest": comparison.FEWEST,
        }
        for one in found
    ]


def counted(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many questions are new, were taken away, moved, or say something else."""
    shown_rows = list(rows)
    number = {what: sum(row["what"] == what for row in shown_rows) for what in ("added", "removed")}
    changed = sum(bool(row["changes"]) for row in shown_rows)
    return number | {"moved": sum(bool(row["moved"]) for row in shown_rows), "changed": changed}


def _label(field: str) -> str:
    own = {
        "kind": gettext("What kind of answer"),
        "options": gettext("Answers"),
        "lines": gettext("Lines to judge"),
        "ground": gettext("Why it is asked"),
        "characteristic": gettext("Group in research"),
    }
    return own.get(field) or str(getattr(Question._meta.get_field(field), "verbose_name", field))


def _read(change: comparison.Change, side: tuple[str, ...]) -> tuple[str, ...]:
    """One side of a change in words: the names of kinds and grounds, yes or no."""
    if change.field in {"own_words", "sensitive", "fixed"}:
        return (gettext("Yes") if side else gettext("No"),)
    labels = {"kind": Question.Kind, "ground": Question.Ground}.get(change.field)
    return tuple(str(labels(text).label) for text in side) if labels else side
