# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a checklist: derived from releases, edited as a draft, published by two people and frozen from then on."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.people.actions import decide, propose, waiting_locked
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, check_has_role, check_second_person
from checklist.questions import rules
from checklist.questions.file import ChecklistFile
from checklist.questions.models import Checklist, Question
from checklist.questions.publishing import PUBLISH, Change, change_of, waits
from checklist.questions.queries import (
    default_questions,
    findings_per_characteristic,
    needing_findings,
    next_version,
)
from checklist.releases.models import Release
from checklist.releases.queries import current_releases, in_talk

FAULTS: dict[str, str | Promise] = {
    "too_many": _("There are more than 15 questions. Take one away."),
    "goal_first": _("The first question asks what the client wants to achieve."),
    "no_use": _(
        "Say in both languages what the answer is used for. A question without a ground is not asked."
    ),
    "practical_matched": _("A practical question is never matched with research: take the groups away."),
    "not_in_talk": _("This group may not be talked about. See the list of groups under Research."),
    "no_effect": _(
        "No result that may be used in a talk needs this question. Take it away. It is needed only where groups"
        " really differ, in recent research about a service of ours. What often goes together is not enough."
    ),
    "no_measure": _("Say in both languages how the research measured it and how we ask it."),
    "no_options": _("There is nothing to choose from yet."),
    "effect_without_groups": _("For research there is one answer out of several, and answers name a group."),
    "condition_not_earlier": _("It is asked only after a question that does not come before it."),
    "condition_unknown_answer": _("It is asked only after an answer that does not exist."),
}
SHORTEST_REASON = 10  # signs: a sentence, not a dot
EDITABLE = {field.name for field in Question._meta.concrete_fields} - {
    *("id", "checklist", "key", "position", "published"),
}


class NotPublishable(Refused):
    """A draft that cannot be published yet; `faults` names every reason."""

    def __init__(self, faults: list[rules.Fault]) -> None:
        super().__init__(_("This checklist cannot be published yet."))
        self.faults = faults


@transaction.atomic
def derive_draft(*, releases: Iterable[Release], by: Account) -> Checklist:
    """A new draft: one question for every group about which a result in these releases can speak in a talk (S28)."""
    check_has_role(by, "editor")
    chosen = list(current_releases().filter(pk__in=[release.pk for release in releases]))
    draft = Checklist.objects.create(
        version=next_version(),
        title_nl="Gesprek over werk",
        title_en="Conversation about work",
        fictional=any(release.fictional for release in chosen),
        made_by=by,
    )
    draft.releases.set(chosen)
    needed = set(findings_per_characteristic(chosen)) & in_talk()
    for texts in default_questions():
        if texts.get("characteristic") in needed:
            _append(draft, texts)
    return draft


@transaction.atomic
def import_draft(*, content: ChecklistFile, by: Account) -> Checklist:
    """A new draft with the questions of a file. What keeps it from being published is told on its page, as always."""
    check_has_role(by, "editor")
    named = {texts["characteristic"] for texts in content.questions} - {""}
    used = needing_findings().filter(characteristic__in=named).values("release")
    chosen = list(current_releases().filter(pk__in=used))
    draft = Checklist.objects.create(
        version=next_version(),
        title_nl=content.title_nl,
        title_en=content.title_en,
        fictional=content.fictional or any(release.fictional for release in chosen),
        made_by=by,
    )
    draft.releases.set(chosen)
    for texts in content.questions:
        _append(draft, texts)
    return draft


@transaction.atomic
def load_default_questions(*, draft: Checklist, by: Account) -> list[Question]:
    """Fill a draft up with the shipped questions, in order. Those for research only where an effect needs them."""
    check_has_role(by, "editor")
    held = {question.key: question for question in _draft(draft).questions.all()}
    needed = set(findings_per_characteristic(draft.releases.all())) & in_talk()
    wanted = [t for t in default_questions() if not t.get("characteristic") or t["characteristic"] in needed]
    replaced = {texts["replaces"] for texts in wanted if "replaces" in texts}
    order = [texts["key"] for texts in wanted if texts["key"] not in replaced]
    for texts in wanted:
        if texts["key"] in order and texts["key"] not in held:
            held[texts["key"]] = _append(draft, texts)
    own = [key for key in held if key not in order]
    _set_order(draft, [held[key] for key in order + own])
    return list(draft.questions.order_by("position"))


@transaction.atomic
def add_question(*, checklist: Checklist, key: str, by: Account, **fields: Any) -> Question:
    """A new question at the end of a draft."""
    check_has_role(by, "editor")
    draft = _draft(checklist)
    if draft.questions.filter(key=key).exists():
        raise Refused(_("There is a question with this short name already."))
    return _append(draft, {"key": key} | _only_known(fields))


@transaction.atomic
def edit_question(*, question: Question, by: Account, **fields: Any) -> Question:
    check_has_role(by, "editor")
    _draft(question.checklist)
    for name, value in _only_known(fields).items():
        setattr(question, name, value)
    question.save()
    _link_findings(question)
    return question


@transaction.atomic
def move_question(*, question: Question, up: bool, by: Account) -> None:
    """One place up or down."""
    check_has_role(by, "editor")
    order = list(_draft(question.checklist).questions.order_by("position"))
    here = next(place for place, other in enumerate(order) if other.pk == question.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        _set_order(question.checklist, order)


@transaction.atomic
def remove_question(*, question: Question, by: Account) -> None:
    """Take a question out of a draft, with the conditions of others that named it."""
    check_has_role(by, "editor")
    draft = _draft(question.checklist)
    if question.key == rules.GOAL:
        raise Refused(FAULTS["goal_first"])
    draft.questions.filter(depends_on=question.key).update(depends_on="", depends_values=[])
    question.findings.clear()
    question.delete()
    _set_order(draft, list(draft.questions.order_by("position")))


@transaction.atomic
def draft_from_version(*, checklist: Checklist, by: Account) -> Checklist:
    """A new draft with the questions of a version: to change something, or to return to an earlier version."""
    check_has_role(by, "editor")
    draft = Checklist.objects.create(
        version=next_version(),
        title_nl=checklist.title_nl,
        title_en=checklist.title_en,
        fictional=checklist.fictional,
        made_by=by,
    )
    draft.releases.set(current_releases().filter(pk__in=checklist.releases.all()))
    for question in checklist.questions.order_by("position"):
        _append(draft, {name: getattr(question, name) for name in ("key", *EDITABLE)})
    return draft


@transaction.atomic
def propose_checklist(
    *, checklist: Checklist, by: Account, seen: str | None = None, reason: str = "", sure: bool = False
) -> Proposal:
    """The first of two people wants this draft to be live (S36). What is empty or crosswise needs a reason and a second
    yes (`sure`). `seen`: the fingerprint of the page that was read; None reads it now.

    Raises NotPublishable when a question has no ground (R12), may not be talked about (R13), or there are too many.
    """
    check_has_role(by, "editor")
    change = _as_seen(_draft(checklist), seen)
    if change.live is not None and not change.differences:
        raise Refused(_("This draft says the same as what is live. There is nothing to publish."))
    if change.alarms and not (sure and len(reason.strip()) >= SHORTEST_REASON):
        raise Refused(
            _(
                "Something on this page is seldom meant. Write down why you want it, and say that you are sure."
            )
        )
    return propose(act=PUBLISH, subject=str(checklist.version), by=by, seen=change.seen, reason=reason)


@transaction.atomic
def publish_checklist(
    *, proposal: Proposal, by: Account, seen: str | None = None, sure: bool = False
) -> Checklist:
    """The second person publishes what the first proposed: the version before is superseded, open conversations stay on
    theirs, nothing changes any more. Refused when anything is otherwise than it was when it was proposed."""
    check_has_role(by, "editor", "approver")
    list(Checklist.objects.select_for_update().order_by("pk"))  # of two who publish at once, one goes first
    waiting = waiting_locked(proposal)
    check_second_person(waiting.proposed_by_id, by)
    draft = Checklist.objects.get(version=int(waiting.subject))
    change = _as_seen(draft, waiting.seen if seen is None else seen)
    if change.seen != waiting.seen:
        raise Refused(
            _("Something changed since this was proposed. Turn it down; then it can be proposed anew.")
        )
    if change.alarms and not sure:
        raise Refused(_("Something on this page is seldom meant. Say that you read the reason and are sure."))
    decide(proposal=waiting, agree=True, by=by)
    for question in draft.questions.all():
        _link_findings(question)
    draft.questions.update(published=True)
    Checklist.objects.filter(state=Checklist.State.PUBLISHED).update(state=Checklist.State.SUPERSEDED)
    draft.state, draft.published_by, draft.published_at = Checklist.State.PUBLISHED, by, timezone.now()
    draft.save(update_fields=["state", "published_by", "published_at"])
    return draft


@transaction.atomic
def turn_down_checklist(*, proposal: Proposal, by: Account, answer: str) -> Proposal:
    """The second person does not want this version to be live, and says why. The draft can be changed again."""
    check_has_role(by, "editor", "approver")
    return decide(proposal=proposal, agree=False, by=by, answer=answer)


def _as_seen(draft: Checklist, seen: str | None) -> Change:
    """What publishing changes, read now; refused when it is not what stood on the page that was read."""
    change = change_of(draft)
    if change.faults:
        raise NotPublishable(change.faults)
    if seen is not None and change.seen != seen:
        raise Refused(
            _("Something changed since you opened this page. Read it again; then press the button again.")
        )
    return change


def _draft(checklist: Checklist) -> Checklist:
    row = Checklist.objects.select_for_update().get(pk=checklist.pk)
    if row.state != Checklist.State.DRAFT:
        raise Refused(_("A published checklist is not changed any more. Make a new draft."))
    if waits(row):
        raise Refused(
            _("This draft waits for a second person, so it does not change. Take the proposal back first.")
        )
    return row


def _only_known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a question has no field {', '.join(sorted(unknown))}")
    return fields


def _append(draft: Checklist, texts: dict[str, Any]) -> Question:
    fields = {name: value for name, value in texts.items() if name in EDITABLE}
    last = draft.questions.order_by("-position").values_list("position", flat=True).first() or 0
    question = Question.objects.create(checklist=draft, key=texts["key"], position=last + 1, **fields)
    _link_findings(question)
    return question


def _link_findings(question: Question) -> None:
    """The findings that need this question, by name."""
    found = (
        needing_findings().filter(characteristic=question.characteristic) if question.characteristic else []
    )
    question.findings.set(found)


def _set_order(draft: Checklist, order: list[Question]) -> None:
    """Number the questions 1, 2, 3, … in this order. Two steps, because no two may share a place at any moment."""
    beyond = 1 + max([len(order), *(question.position for question in order)], default=0)
    for start in (beyond, 1):
        for place, question in enumerate(order, start):
            Question.objects.filter(pk=question.pk).update(position=place)
