# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checklist builder of the findings editor. In each docstring: the fields that the page posts."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checklist.base.post_only import post_only
from checklist.base.readers import whole_number
from checklist.people.actions import take_back
from checklist.people.forms import DecideForm, ProposeForm
from checklist.people.fresh import password_first
from checklist.people.models import Account
from checklist.people.permissions import Refused, check_has_role, has_role, staff_page
from checklist.people.queries import others_who_may
from checklist.questions import actions, queries, rules
from checklist.questions.file import FileFault, as_file, read_file
from checklist.questions.forms import ImportForm, NewQuestionForm, QuestionForm
from checklist.questions.models import Checklist, Question
from checklist.questions.page import drawn_alone, paper_questions
from checklist.questions.publishing import change_of, proposal_to_publish
from checklist.releases.queries import current_releases


def _me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _version(number: int) -> Checklist:
    return get_object_or_404(Checklist.objects.select_related("made_by", "published_by"), version=number)


def _question(number: int, key: str) -> Question:
    return get_object_or_404(Question.objects.select_related("checklist"), checklist__version=number, key=key)


@staff_page("editor", "approver")
def overview(request: HttpRequest) -> HttpResponse:
    """All versions, and the releases that a new draft can be derived from."""
    return _overview_page(request, ImportForm())


def _overview_page(request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    may_edit = has_role(request.user, "editor")
    releases = (
        current_releases().only("slug", "title_nl", "title_en", "fictional", "approved_at")
        if may_edit
        else []
    )
    context = {
        "versions": list(queries.versions()),
        "releases": list(releases),
        "may_edit": may_edit,
        "form": form,
    }
    return render(request, "checklist/questions/overview.html", context, status=status)


@post_only("questions:overview")
@staff_page("editor")
def derive(request: HttpRequest) -> HttpResponse:
    """POST: release (digest of an approved release; several). Makes a draft, filled up with the shipped questions."""
    chosen = list(current_releases().filter(digest__in=request.POST.getlist("release")))
    draft = actions.derive_draft(releases=chosen, by=_me(request))
    actions.load_default_questions(draft=draft, by=_me(request))
    return redirect("questions:version", draft.version)


@post_only("questions:overview")
@staff_page("editor")
def import_file(request: HttpRequest) -> HttpResponse:
    """POST: file (a checklist that was exported). Makes a draft, or says where the file is not as it should be."""
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            draft = actions.import_draft(content=read_file(form.cleaned_data["file"].read()), by=_me(request))
            return redirect("questions:version", draft.version)
        except FileFault as fault:
            form.add_error("file", fault.sentence)
    return _overview_page(request, form, status=422)


@staff_page("editor", "approver")
def export_file(request: HttpRequest, version: int) -> HttpResponse:
    """One version as a file, for another municipality or another installation."""
    row = _version(version)
    text = as_file(row.title_nl, row.title_en, row.fictional, queries.questions_of(row))
    name = {"Content-Disposition": f'attachment; filename="gespreksvragen-{row.version}.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=name)


@staff_page("editor", "approver")
def version(request: HttpRequest, version: int) -> HttpResponse:
    """One version: every question with its ground, the budget, what keeps a draft from being published, and what
    changed since another one (?met=<version>)."""
    return _version_page(request, _version(version))


def _version_page(request: HttpRequest, checklist: Checklist, status: int = 200) -> HttpResponse:
    asked = queries.questions_of(checklist)
    is_draft = checklist.state == Checklist.State.DRAFT
    faults = queries.faults_of(checklist) if is_draft else []
    needed = queries.findings_per_characteristic()
    proposal = proposal_to_publish(checklist)
    waiting = is_draft and proposal is not None and not proposal.outcome
    language = request.LANGUAGE_CODE
    rows = [
        words
        | {
            "kind_label": question.get_kind_display(),
            "characteristic": question.characteristic,
            "findings": needed.get(question.characteristic, 0),
            "idle": question.ground == rules.EFFECT and question.characteristic not in needed,
            "faults": [actions.FAULTS[fault.code] for fault in faults if fault.key == question.key],
        }
        for question, words in zip(asked, paper_questions(checklist, language), strict=True)
    ]
    context = {
        "checklist": checklist,
        "rows": rows,
        "idle": [row for row in rows if row["idle"]],
        "budget": rules.budget_of(asked, needed),
        "faults": [actions.FAULTS[fault.code] for fault in faults if not fault.key],
        "may_publish": is_draft and not faults,
        "may_edit": is_draft and not waiting and has_role(request.user, "editor"),
        "editor": has_role(request.user, "editor"),
        "proposal": proposal,
        "waiting": waiting,
    }
    context |= _difference(request, checklist)
    return render(request, "checklist/questions/version.html", context, status=status)


def _difference(request: HttpRequest, checklist: Checklist) -> dict[str, Any]:
    """What the page says about another version: the one in the address, or else the one before."""
    asked_for = whole_number(request.GET.get("met", ""))
    known = asked_for is not None
    other = queries.version_before(checklist) if asked_for is None else _version(asked_for)
    rows = queries.compared(other, checklist, request.LANGUAGE_CODE) if other else []
    others = [row for row in queries.versions() if row.pk != checklist.pk]
    shown: dict[str, Any] = {"other": other, "differences": rows, "others": others, "is_open": known}
    return shown | {"counted": queries.counted(rows)}


@staff_page("editor", "approver")
def preview(request: HttpRequest, version: int) -> HttpResponse:
    """The questions as they look in the talk; nothing can be saved here."""
    checklist, language = _version(version), request.LANGUAGE_CODE
    asked = zip(queries.questions_of(checklist), paper_questions(checklist, language), strict=True)
    rows = [
        {"after": words["after"], "topic": words["topic"], "html": drawn_alone(one, language)}
        for one, words in asked
    ]
    return render(request, "checklist/questions/preview.html", {"checklist": checklist, "rows": rows})


@staff_page()
def paper(request: HttpRequest) -> HttpResponse:
    """The published questions on paper, blank, for when the computer is down; ?groot: in large print."""
    checklist = queries.published()
    questions = paper_questions(checklist, request.LANGUAGE_CODE) if checklist else []
    return render(
        request,
        "checklist/questions/paper.html",
        {"questions": questions, "checklist": checklist, "large": "groot" in request.GET},
    )


@post_only("questions:version", "version")
@staff_page("editor")
def fill_up(request: HttpRequest, version: int) -> HttpResponse:
    """POST (no fields): add the shipped questions that are not there yet."""
    actions.load_default_questions(draft=_version(version), by=_me(request))
    return redirect("questions:version", version)


@post_only("questions:version", "version")
@staff_page("editor")
def copy(request: HttpRequest, version: int) -> HttpResponse:
    """POST (no fields): a new draft with the questions of this version, to change or to return to it."""
    return redirect(
        "questions:version", actions.draft_from_version(checklist=_version(version), by=_me(request)).version
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("editor", "approver")
@password_first()
def publish(request: HttpRequest, version: int) -> HttpResponse:
    """What publishing changes for new conversations, and the two people who do it (S36).
    POST: act (propose · take_back · agree · turn_down), seen (fingerprint of the page), reason, sure, answer."""
    checklist, sentence = _version(version), ""
    if request.method == "POST":
        if request.POST.get("act") in {"propose", "take_back"}:
            check_has_role(request.user, "editor")  # who is no editor has no such button
        try:
            messages.success(request, _do(request, checklist))
            return redirect("questions:version", version)
        except actions.NotPublishable:
            return _version_page(request, checklist, status=422)
        except Refused as refusal:
            sentence, checklist = str(refusal.sentence), _version(version)
    if checklist.state != Checklist.State.DRAFT:
        if sentence:
            messages.warning(request, sentence)
        return redirect("questions:version", version)
    return _publish_page(request, checklist, sentence)


def _do(request: HttpRequest, checklist: Checklist) -> str:
    """One of the four acts; what the page says when it is done."""
    posted, by = request.POST, _me(request)
    act, seen, sure = posted.get("act", ""), posted.get("seen", ""), "sure" in posted
    if act == "propose":
        reason = posted.get("reason", "")[:1000]
        actions.propose_checklist(checklist=checklist, by=by, seen=seen, reason=reason, sure=sure)
        return _("Proposed. A second person publishes it. Until then nothing changes in talks.")
    proposal = proposal_to_publish(checklist)
    if proposal is None or act not in {"take_back", "agree", "turn_down"}:
        raise Refused(_("There is nothing to decide here. Read the page and choose a button."))
    if act == "take_back":
        take_back(proposal=proposal, by=by)
        return _("Taken back. You can change the draft again.")
    if act == "turn_down":
        actions.turn_down_checklist(proposal=proposal, by=by, answer=posted.get("answer", "")[:1000])
        return _("Turned down. The draft can be changed again.")
    actions.publish_checklist(proposal=proposal, by=by, seen=seen, sure=sure)
    return _("Published. New conversations use this version; open ones stay on theirs.")


def _publish_page(request: HttpRequest, checklist: Checklist, sentence: str) -> HttpResponse:
    change, proposal, language = change_of(checklist), proposal_to_publish(checklist), request.LANGUAGE_CODE
    waiting = proposal if proposal and not proposal.outcome else None
    first = waiting.proposed_by if waiting else _me(request)
    mine = waiting is None or waiting.proposed_by_id == request.user.pk
    kind = ProposeForm if waiting is None else DecideForm
    form = kind(request.POST if sentence else None, alarms=bool(change.alarms))
    if sentence:
        form.add_error(None, sentence)
    rows = queries.shown_differences(change.differences, language)
    context = {
        "checklist": checklist,
        "change": change,
        "other": change.live,
        "differences": rows,
        "counted": queries.counted(rows),
        "alarms": queries.shown_alarms(change.alarms, language),
        "form": form,
        "sentence": sentence,
        "proposal": proposal,
        "waiting": waiting,
        "mine": mine,
        "may_propose": waiting is None and not change.faults and has_role(request.user, "editor"),
        "others": others_who_may(first, "editor", "approver"),
        "drawn": [drawn_alone(one, language) for one in queries.questions_of(checklist)],
    }
    return render(request, "checklist/questions/publish.html", context, status=422 if sentence else 200)


@staff_page("editor")
def new_question(request: HttpRequest, version: int) -> HttpResponse:
    """POST: key, and the fields of `question`."""
    form = NewQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not _only_looks(request):
        fields = dict(form.cleaned_data)
        try:
            actions.add_question(
                checklist=_version(version), key=fields.pop("key"), by=_me(request), **fields
            )
            return redirect("questions:version", version)
        except Refused as refusal:
            form.add_error("key", str(refusal.sentence))
    return _question_page(request, version, form)


@staff_page("editor")
def question(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """POST: topic_nl, topic_en, text_nl, text_en, help_nl, help_en, kind, options, lines, own_words, sensitive, ground,
    characteristic, use_nl, use_en, measured_nl, measured_en, depends_on, depends_values; look (1: only show it)."""
    row = _question(version, key)
    form = QuestionForm(request.POST or None, instance=_question(version, key))
    if request.method == "POST" and form.is_valid() and not _only_looks(request):
        actions.edit_question(question=row, by=_me(request), **form.cleaned_data)
        return redirect("questions:version", version)
    return _question_page(request, version, form, row)


def _only_looks(request: HttpRequest) -> bool:
    return request.POST.get("look") == "1"


def _question_page(
    request: HttpRequest, version: int, form: Any, row: Question | None = None
) -> HttpResponse:
    """The form, and below it the question as the talk would show it: as stored, or as it stands in the form."""
    context: dict[str, Any] = {"form": form, "row": row, "version": version}
    wrong = form.is_bound and bool(form.errors)
    seen = form.instance if form.is_bound and not wrong else row
    if seen is not None:
        seen.key = seen.key or form.cleaned_data["key"]
        seen.position = seen.position or Question.objects.filter(checklist__version=version).count() + 1
        context["drawn"] = drawn_alone(seen, request.LANGUAGE_CODE)
    return render(request, "checklist/questions/edit.html", context, status=422 if wrong else 200)


@post_only("questions:version", "version")
@staff_page("editor")
def move(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """POST: direction (up, down)."""
    actions.move_question(
        question=_question(version, key), up=request.POST.get("direction") == "up", by=_me(request)
    )
    return redirect("questions:version", version)


@post_only("questions:version", "version")
@staff_page("editor")
def remove(request: HttpRequest, version: int, key: str) -> HttpResponse:
    """POST (no fields)."""
    actions.remove_question(question=_question(version, key), by=_me(request))
    return redirect("questions:version", version)
