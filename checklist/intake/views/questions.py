# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The goal and the questions, a few topics at a time, and quiet saving. In each docstring: the fields that it posts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.base.post_only import post_only
from checklist.base.readers import whole_number
from checklist.intake import actions, forms, queries, sharing
from checklist.intake.door import case_page, is_quiet
from checklist.intake.models import Answer, Case
from checklist.intake.page import drawn as drawn_questions
from checklist.intake.page import offers
from checklist.intake.rules import Sheet
from checklist.intake.views.page import me, page
from checklist.people.queries import staff_actor
from checklist.questions import rules
from checklist.questions.models import Question
from checklist.questions.page import paper_questions
from checklist.questions.queries import questions_of


@case_page("goal")
def goal(request: HttpRequest, case: Case) -> HttpResponse:
    """POST: goal_state (given, unknown, declined), goal (words), research_objection (1), companion (1), version."""
    form = forms.GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.save_goal(
            case=case,
            state=data["goal_state"],
            words=data["goal"],
            version=data["version"],
            objects=data["research_objection"],
            companion=data["companion"],
            by=me(request),
        )
        return redirect("intake:questions", case.uuid)
    shown = forms.goal_shown(case, form)
    question = next((q for q in questions_of(case.checklist) if q.key == rules.GOAL), None)
    status = 422 if request.method == "POST" else 200
    options = queries.state_words() | {rules.GIVEN: _("In my own words")}
    context: dict[str, Any] = {
        "form": form,
        "shown": shown,
        "question": question,
        "options": options,
    }
    return page(request, case, "goal", "goal", status, **context)


@case_page("questions")
def questions(request: HttpRequest, case: Case, position: int | None = None) -> HttpResponseBase:
    """POST, per question: answer-<key> (a value; several for 'several'), words-<key>, line-<key>-<line>, version-<key>
    (0: no answer yet); go (next, read_back, stop), or take (key: the earlier answer may stay).
    Questions without version-<key> are left alone."""
    if case.research_told_at is None:
        return redirect("intake:goal", case.uuid)
    talk = queries.talk_of(case, request.LANGUAGE_CODE)
    sheet = talk.sheet_with(position) if position else talk.open_sheet()
    if sheet is None:
        raise Http404
    form = None
    if request.method == "POST":
        taken = next((q for q in sheet.questions if q.key == request.POST.get("take")), None)
        form, asked, _versions = _save(request, case, talk, [q for q in sheet.questions if q != taken])
        if form.is_valid() and taken is not None:
            _take_over(request, case, taken)
            return redirect(
                f"{reverse('intake:questions', args=[case.uuid, sheet.position])}#question-{taken.key}"
            )
        if form.is_valid():
            return redirect(_onward(request, case, talk, sheet, asked))
    return _sheet_page(request, case, talk, sheet, form)


def _take_over(request: HttpRequest, case: Case, question: Question) -> None:
    """The client said: what was told before may stay. When it is gone, what else stood on the page is saved."""
    version = whole_number(request.POST.get(f"version-{question.key}", ""), most=2**31 - 1)  # as on screen
    purpose: Any = request.purpose  # type: ignore[attr-defined]
    by = staff_actor(request, "caseworker")
    if not actions.take_over(case=case, question=question, version=version or 0, by=by, purpose=purpose):
        messages.warning(request, _("This earlier answer is not there any more. Ask the question again."))


def _sheet_page(
    request: HttpRequest, case: Case, talk: queries.Talk, sheet: Sheet, form: forms.AnswersForm | None
) -> HttpResponse:
    seen, hidden = sharing.shown_topics(request, list(sheet.topics))
    offered = offers(request, case, talk, sheet.questions) if form is None else {}
    drawn = drawn_questions(request, case, talk, seen, form, offered)
    context: dict[str, Any] = {
        "menu": talk.menu(sheet),
        "topics": [one for one, _html in drawn],
        "form": form,
    }
    context |= {"here": queries.address(case, "intake:questions", sheet.position)}
    context |= {"quiet": queries.address(case, "intake:save_answer")}
    context |= {"hidden_count": hidden, "offered": offered}
    return page(
        request, case, "questions", "questions", 422 if form else 200, [html for _, html in drawn], **context
    )


def _save(
    request: HttpRequest, case: Case, talk: queries.Talk, some: Any
) -> tuple[forms.AnswersForm, set[str], dict[str, int]]:
    """Check and save what was posted about some questions: the form, which questions are asked now, the versions."""
    held = {key for key, answer in talk.opened.items() if answer.state != Answer.State.DESTROYED}
    form = forms.AnswersForm(some, request.POST, held=held)
    if not form.is_valid():
        return form, talk.asked, {}
    replies = {key: answer.reply for key, answer in talk.opened.items()} | form.replies
    asked = rules.asked_keys(questions_of(case.checklist), replies)
    by, from_paper = me(request), "from_paper" in request.POST
    given, box = form.given(asked), talk.sealer
    versions = actions.save_answers(case=case, given=given, by=by, from_paper=from_paper, sealer=box)
    return form, asked, versions


def _onward(request: HttpRequest, case: Case, talk: queries.Talk, sheet: Sheet, asked: set[str]) -> str:
    """Where 'next' leads: a question that just opened on this page, the next page, or reading back."""
    go = request.POST.get("go", "next")
    if _stops(request):
        return reverse("intake:cases")
    opened_now = [q.key for q in sheet.questions if q.key in asked - talk.asked]
    following = queries.Talk(talk.topics, talk.opened, asked).after(sheet)
    if opened_now and go == "next":
        return f"{reverse('intake:questions', args=[case.uuid, sheet.position])}#question-{opened_now[0]}"
    if following is not None and go == "next":
        return reverse("intake:questions", args=[case.uuid, following.position])
    actions.advance(case=case, stage=Case.Stage.READ_BACK, by=me(request))
    return reverse("intake:read_back", args=[case.uuid])


@case_page("questions")
def all_questions(request: HttpRequest, case: Case) -> HttpResponseBase:
    """All questions on one page, also to enter what was filled in on paper. POST: as `questions`, from_paper (1)."""
    if case.research_told_at is None:
        return redirect("intake:goal", case.uuid)
    talk = queries.talk_of(case, request.LANGUAGE_CODE)
    form = None
    if request.method == "POST":
        form, _asked, _versions = _save(request, case, talk, talk.questions)
        if form.is_valid():
            actions.advance(case=case, stage=Case.Stage.READ_BACK, by=me(request))
            return redirect("intake:cases") if _stops(request) else redirect("intake:read_back", case.uuid)
    seen, hidden = sharing.shown_topics(request, talk.topics)
    drawn = drawn_questions(request, case, talk, seen, form)
    pieces, status = [html for _, html in drawn], 422 if form else 200
    context: dict[str, Any] = {"topics": [topic for topic, _ in drawn], "form": form}
    return page(request, case, "questions", "all_questions", status, pieces, hidden_count=hidden, **context)


def _stops(request: HttpRequest) -> bool:
    return request.POST.get("go") == "stop"


@post_only("intake:questions", "case_uuid")
@case_page("questions")
def save_answer(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Quiet saving of one or more questions: fields as `questions`. With X-Quiet: 1 the answer is JSON."""
    posted = {name.removeprefix("version-") for name in request.POST if name.startswith("version-")}
    talk = queries.talk_of(case, request.LANGUAGE_CODE, only=posted)
    form, asked, versions = _save(request, case, talk, talk.questions)
    if not is_quiet(request):
        return redirect("intake:questions", case.uuid)
    if not form.is_valid():
        return JsonResponse({"errors": form.sentences()}, status=422)
    return JsonResponse({"versions": versions, "asked": sorted(asked)})


@case_page("questions")
def paper(request: HttpRequest, case: Case) -> HttpResponse:
    """The same questions with the same numbers, to print and fill in by hand; ?groot: in large print."""
    asked, large = paper_questions(case.checklist, request.LANGUAGE_CODE), "groot" in request.GET
    return page(request, case, "questions", "paper", questions=asked, large=large)
