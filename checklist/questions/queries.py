# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads about checklists: the published one, its questions, and their HTML compiled once per version."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from checklist.questions import comparison, rules
from checklist.questions.models import Checklist, Question
from checklist.releases.models import Finding
from checklist.releases.queries import current_releases, in_talk, results_that_can_speak
from checklist.services.queries import about_our_services

DEFAULTS = Path(__file__).resolve().parent.parent / "defaults" / "questions.toml"
KEPT = 16  # versions whose questions and HTML stay in memory

_questions: dict[tuple[Any, ...], list[Question]] = {}
_skeletons: dict[tuple[Any, ...], "Skeleton"] = {}


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
    place = _place(checklist)
    if place not in _questions:
        _keep(_questions, place, list(checklist.questions.order_by("position")))
    return _questions[place]


def sensitive_characteristics() -> frozenset[str]:
    """What any version of the checklist asks as something sensitive: health and money. One query."""
    rows = Question.objects.filter(sensitive=True).exclude(characteristic="").order_by()
    return frozenset(rows.values_list("characteristic", flat=True).distinct())


def _place(checklist: Checklist) -> tuple[Any, ...]:
    """Names one frozen version; a number used again in another database never meets an old one."""
    return (checklist.pk, checklist.version, checklist.published_at)


def _keep(store: dict[tuple[Any, ...], Any], place: tuple[Any, ...], value: Any) -> None:
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


# ---- the questions as HTML, compiled once ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Slots:
    """Places in the HTML of one question that differ per case, as marks that text can never hold."""

    key: str

    def __getitem__(self, name: str) -> SafeString:
        return mark_safe(f"\0{self.key}:{name}\0")  # noqa: S308 – a slug and our own words


@dataclass(frozen=True)
class Skeleton:
    """The HTML of every question, cut at its slots and encoded. A slot comes after each literal but the last."""

    literals: dict[str, tuple[bytes, ...]]
    slots: dict[str, tuple[str, ...]]

    def draw(self, keys: Iterable[str], fills: Mapping[str, str]) -> bytes:
        """The questions with these keys; a slot without a fill stays empty. Fills are HTML already."""
        drawn: list[bytes] = []
        for key in keys:
            literals, slots = self.literals[key], self.slots[key]
            pieces = [b""] * (len(literals) + len(slots))
            pieces[::2] = literals
            pieces[1::2] = [fills[slot].encode() if slot in fills else b"" for slot in slots]
            drawn += pieces
        return b"".join(drawn)


def skeleton(checklist: Checklist, language: str) -> Skeleton:
    """The compiled questions of one version in one language. A draft is compiled anew each time."""
    if checklist.state == Checklist.State.DRAFT:
        return _compile(checklist, language)
    place = (*_place(checklist), language)
    if place not in _skeletons:
        _keep(_skeletons, place, _compile(checklist, language))
    return _skeletons[place]


def _compile(checklist: Checklist, language: str) -> Skeleton:
    with translation.override(language):
        cut = {question.key: _cut(question, language) for question in questions_of(checklist)}
    literals = {key: tuple(piece.encode() for piece in pieces[::2]) for key, pieces in cut.items()}
    return Skeleton(literals, {key: pieces[1::2] for key, pieces in cut.items()})


def _cut(question: Question, language: str) -> tuple[str, ...]:
    context = {"q": shown(question, language), "slots": Slots(question.key)}
    return tuple(render_to_string("checklist/questions/question.html", context).split("\0"))


def drawn_alone(question: Question, language: str) -> SafeString:
    """One question as it looks in the talk, unanswered; it need not be stored."""
    return mark_safe("".join(_cut(question, language)[::2]))  # noqa: S308 – made by our template


def shown(question: Question, language: str) -> dict[str, Any]:
    """One question in one language, arranged for a template."""
    slots = Slots(question.key)

    def rows(entries: Iterable[Mapping[str, str]], kind: str) -> list[dict[str, Any]]:
        return [
            {"value": e["value"], "label": e[language], "slot": slots[f"{kind}={e['value']}"]}
            for e in entries
        ]

    text = {
        name: getattr(question, f"{name}_{language}")
        for name in ("topic", "text", "help", "prompt", "use", "measured")
    }
    return text | {
        "key": question.key,
        "number": question.position,
        "kind": question.kind,
        "ground": question.ground,
        "sensitive": question.sensitive,
        "fixed": question.fixed,
        "depends_on": question.depends_on,
        "depends_values": " ".join(question.depends_values),
        "options": rows(question.options, "option"),
        "open": rows(_open_answers(), "option"),
        "given": _given(slots, question),
        "lines": [
            line | {"judgements": _judgements(slots, line["value"], language)}
            for line in rows(question.lines, "line")
        ],
        "has_words": question.own_words or question.kind == Question.Kind.WORDS,
        "words_only": question.kind == Question.Kind.WORDS,
        "many": question.kind == Question.Kind.SEVERAL,
    }


def paper_questions(checklist: Checklist, language: str) -> list[dict[str, Any]]:
    """The questions of a version for the paper twin, with the same numbers; `after` says when one is skipped."""
    asked = {question.key: question for question in questions_of(checklist)}
    return [
        shown(question, language) | {"after": _after(question, asked, language)}
        for question in asked.values()
    ]


def _after(question: Question, asked: Mapping[str, Question], language: str) -> dict[str, Any] | None:
    parent = asked.get(question.depends_on)
    if parent is None:
        return None
    wanted = [option[language] for option in parent.options if option["value"] in question.depends_values]
    return {"number": parent.position, "answers": " / ".join(wanted)}


def _open_answers() -> list[dict[str, str]]:
    """The three answers under every question that are equal to the others and say nothing about the person."""
    words = {
        rules.UNKNOWN: gettext("I do not know"),
        rules.DECLINED: gettext("I would rather not say"),
        rules.NOT_ASKED: gettext("Not asked"),
    }
    return [{"value": value, "nl": text, "en": text} for value, text in words.items()]


def _given(slots: Slots, question: Question) -> dict[str, Any] | None:
    """Own words and lines have an answer of their own beside the open ones, so that nothing is said twice."""
    if question.kind not in {rules.WORDS, rules.LINES}:
        return None
    label = gettext("In my own words") if question.kind == rules.WORDS else gettext("Line by line")
    return {"value": rules.GIVEN, "label": label, "slot": slots["given"]}


def _judgements(slots: Slots, line: str, language: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "label": words[language], "slot": slots[f"line={line}={value}"]}
        for value, words in rules.JUDGEMENTS.items()
    ]


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
