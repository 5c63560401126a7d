# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the intake. In each docstring: the fields that it posts. The door to a case is in door.py."""

from typing import Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checklist.access.actions import choose_purpose, log_look
from checklist.access.models import Purpose
from checklist.access.queries import purpose_today
from checklist.intake import actions, earlier, forms, queries, sharing
from checklist.intake.door import case_or_404, case_page, is_quiet, to_purpose
from checklist.intake.models import Answer, Case
from checklist.intake.queries import cases_of
from checklist.intake.rules import Topic, tidy_number
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused, has_role, staff_page
from checklist.people.queries import HomePart, Text, on_home, staff_actor
from checklist.questions import rules
from checklist.questions.queries import paper_questions, questions_of

__all__ = ["case_page"]  # the slices above take the door from here


def _me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def _page(
    request: HttpRequest, case: Case, current: str, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the intake: whose it is, the steps on top, the words of saving.js."""
    words, steps = forms.script_words(request.LANGUAGE_CODE), queries.steps_of(case, current)
    shared = {"case": case, "steps": steps, "script_words": words} | context
    return render(request, f"checklist/intake/{template}.html", shared, status=status)


# ---- start list, opening, standing in --------------------------------------------------------------------------------


@on_home
def open_conversations(account: Account) -> HomePart | None:
    if not has_role(account, "caseworker"):
        return None
    rows = queries.listed_cases(account)[:5]
    lines: list[tuple[str, Text, Text]] = [
        (reverse("intake:case", args=[row.uuid]), queries.name_of(row), row.get_stage_display())
        for row in rows
    ]
    more = ("/gesprekken/", _("All my conversations"))
    return HomePart(_("My open conversations"), lines, _("You have no open conversations."), more, order=10)


@staff_page("caseworker")
def cases(request: HttpRequest) -> HttpResponse:
    """POST: search (number or name; posted, so that no name stands in an address)."""
    search = " ".join(request.POST.get("search", "").split())[:120]
    closed = "gesloten" in request.GET
    before = request.GET.get("voor", "")
    rows = queries.listed_cases(
        _me(request),
        closed=closed,
        search=search,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 10 else 0,
    )
    if search:
        _log_search(request, rows)
    older = rows[queries.PER_PAGE - 1].pk if len(rows) > queries.PER_PAGE else 0
    context = {"rows": rows[: queries.PER_PAGE], "search": search, "closed": closed, "older": older}
    context["shown_search"] = "" if sharing.is_shared(request) else search
    return render(request, "checklist/intake/cases.html", context)


def _log_search(request: HttpRequest, rows: list[Case]) -> None:
    """Searching is looking: every client who was found gets a line."""
    actor = staff_actor(request, "caseworker")
    for row in rows:
        found: dict[str, Any] = {"client_key": row.client_key, "case_uuid": row.uuid}
        log_look(**found, by=actor, part="search", purpose=Purpose.PREPARE)


@staff_page("caseworker")
def open_(request: HttpRequest) -> HttpResponse:
    """POST: once (a UUID; becomes the key of the case), number, display_name, purpose (the button: talk, prepare …)."""
    form = forms.OpenForm(request.POST or None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _is_mine(request, data["once"]):
            return redirect("intake:goal", data["once"])  # the same form sent twice
        try:
            opened = actions.open_case(
                number=data["number"],
                display_name=data["display_name"],
                purpose=data["purpose"],
                by=_me(request),
                fictional=settings.DEMO,
                case_uuid=data["once"],
            )
        except Refused as refusal:
            form.add_error("number", str(refusal.sentence))
        except actions.Stale:
            if _is_mine(request, data["once"]):
                return redirect("intake:goal", data["once"])
            form.add_error("number", _("Somebody opened this client at the same moment. Try again."))
        else:
            context: dict[str, Any] = {
                "code": opened.code,
                "just_opened": True,
                "contact": queries.contact_of(opened.case),
            }
            return _page(request, opened.case, "goal", "code", **context)
    status = 422 if form.is_bound else 200
    return render(request, "checklist/intake/open.html", {"form": form}, status=status)


def _is_mine(request: HttpRequest, once: UUID) -> bool:
    return cases_of(_me(request)).filter(uuid=once).exists()


@staff_page("caseworker")
def stand_in_page(request: HttpRequest) -> HttpResponse:
    """POST: number (exact), until (YYYY-MM-DD). For a colleague of the same team; no manager needed."""
    form = forms.StandInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = queries.open_case_of_client(tidy_number(form.cleaned_data["number"]))
        try:
            if case is None or case.team_id != _me(request).team_id:
                raise Refused(_("In your team there is no open conversation with this client number."))
            actions.stand_in(case=case, until=form.cleaned_data["until"], by=_me(request))
            return redirect("intake:case", case.uuid)
        except Refused as refusal:
            if case is not None:
                actor = staff_actor(request, "caseworker")
                log_look(
                    client_key=case.client_key,
                    case_uuid=case.uuid,
                    by=actor,
                    part="stand_in",
                    outcome="refused",
                )
            form.add_error("number", str(refusal.sentence))
    status = 422 if form.is_bound else 200
    return render(request, "checklist/intake/stand_in.html", {"form": form}, status=status)


# ---- entering a case -------------------------------------------------------------------------------------------------


@staff_page("caseworker")
def purpose(request: HttpRequest, case_uuid: UUID) -> HttpResponse:
    """POST: purpose (a word of the closed list), next (where to go on). One tap, once per case and working day."""
    case = case_or_404(request, case_uuid, "purpose")
    lent = queries.stand_in_of(_me(request), case)
    offered = forms.purposes(stands_in=lent is not None)
    following = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(following, allowed_hosts=None):
        following = reverse("intake:case", args=[case.uuid])
    if request.method == "POST":
        chosen = request.POST.get("purpose", "")
        try:
            if chosen not in dict(offered) and chosen in Purpose.values:
                raise Refused(_("This purpose belongs to other work than yours in this conversation."))
            choose_purpose(case_uuid=case.uuid, purpose=chosen, by=_me(request))
            return redirect(following)
        except Refused as refusal:
            actor = staff_actor(request, "caseworker")
            log_look(
                client_key=case.client_key, case_uuid=case.uuid, by=actor, part="purpose", outcome="refused"
            )
            return render(request, "403.html", {"sentence": refusal.sentence}, status=403)
    context = {"case": case, "offered": offered, "lent": lent, "next": following}
    return render(request, "checklist/intake/purpose.html", context)


@staff_page("caseworker")
def case(request: HttpRequest, case_uuid: UUID) -> HttpResponseBase:
    """Goes on where the talk is. Shows nothing itself, so it leaves no line."""
    row = case_or_404(request, case_uuid, "case")
    if not purpose_today(account=_me(request), case_uuid=row.uuid):
        return to_purpose(request, row)
    return redirect(queries.page_of_stage(row))


@case_page("goal")
def goal(request: HttpRequest, case: Case) -> HttpResponse:
    """POST: goal_state (given, unknown, declined), goal (words), research_objection (1), companion (1), version."""
    form = forms.GoalForm(request.POST or forms.kept_typed(request, case))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.save_goal(
            case=case,
            state=data["goal_state"],
            words=data["goal"],
            version=data["version"],
            objects=data["research_objection"],
            companion=data["companion"],
            by=_me(request),
        )
        return redirect("intake:questions", case.uuid)
    shown = forms.goal_shown(case, form)
    question = next((q for q in questions_of(case.checklist) if q.key == rules.GOAL), None)
    status = 422 if request.method == "POST" else 200
    options = queries.state_words() | {rules.GIVEN: _("In my own words")}
    kept = form.is_bound and request.method == "GET"
    context = {"form": form, "shown": shown, "question": question, "options": options, "kept": kept}
    return _page(request, case, "goal", "goal", status, **context)


# ---- the questions ---------------------------------------------------------------------------------------------------


@case_page("questions")
def questions(request: HttpRequest, case: Case, position: int | None = None) -> HttpResponseBase:
    """POST, per question: answer-<key> (a value; several for 'several'), words-<key>, line-<key>-<line>, version-<key>
    (0: no answer yet); go (next, read_back, stop), or take (key: the earlier answer may stay).
    Questions without version-<key> are left alone."""
    if case.research_told_at is None:
        return redirect("intake:goal", case.uuid)
    talk = queries.talk_of(case, request.LANGUAGE_CODE)
    topic = talk.topic_at(position) if position else talk.open_topic()
    if topic is None:
        raise Http404
    form = None
    if request.method == "POST":
        taken = next((q for q in topic.questions if q.key == request.POST.get("take")), None)
        form, asked, _versions = _save(request, case, talk, [q for q in topic.questions if q != taken])
        if form.is_valid() and taken is not None:
            earlier.take_over(request, case, taken, by=_me(request))
            return redirect(
                f"{reverse('intake:questions', args=[case.uuid, topic.position])}#question-{taken.key}"
            )
        if form.is_valid():
            return redirect(_onward(request, case, talk, topic, asked))
    return _topic_page(request, case, talk, topic, form)


def _topic_page(
    request: HttpRequest, case: Case, talk: queries.Talk, topic: Topic, form: forms.AnswersForm | None
) -> HttpResponse:
    seen, hidden = sharing.shown_topics(request, [topic])
    offered = earlier.offers(request, case, talk, topic.questions) if form is None else {}
    drawn, kept = forms.drawn(request, case, talk, seen, form, offered)
    place = 1 + [other.position for other in talk.topics].index(topic.position)
    context = {"topic": topic, "place": place, "talk": talk, "drawn": drawn[0][1], "kept": kept, "form": form}
    context |= {"before": talk.before(topic), "last": talk.after(topic) is None}
    context |= {"hidden_count": hidden, "offered": offered}
    return _page(request, case, "questions", "questions", 422 if form else 200, **context)


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
    by, from_paper = _me(request), "from_paper" in request.POST
    given, box = form.given(asked), talk.sealer
    versions = actions.save_answers(case=case, given=given, by=by, from_paper=from_paper, sealer=box)
    return form, asked, versions


def _onward(request: HttpRequest, case: Case, talk: queries.Talk, topic: Topic, asked: set[str]) -> str:
    """Where 'next' leads: a question that just opened in this topic, the next topic, or reading back."""
    go = request.POST.get("go", "next")
    if _stops(request):
        return reverse("intake:cases")
    opened_now = [q.key for q in topic.questions if q.key in asked - talk.asked]
    following = queries.Talk(talk.topics, talk.opened, asked).after(topic)
    if opened_now and go == "next":
        return f"{reverse('intake:questions', args=[case.uuid, topic.position])}#question-{opened_now[0]}"
    if following is not None and go == "next":
        return reverse("intake:questions", args=[case.uuid, following.position])
    actions.advance(case=case, stage=Case.Stage.READ_BACK, by=_me(request))
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
            actions.advance(case=case, stage=Case.Stage.READ_BACK, by=_me(request))
            return redirect("intake:cases") if _stops(request) else redirect("intake:read_back", case.uuid)
    seen, hidden = sharing.shown_topics(request, talk.topics)
    drawn, kept = forms.drawn(request, case, talk, seen, form)
    context = {"drawn": drawn, "kept": kept, "form": form, "hidden_count": hidden}
    return _page(request, case, "questions", "all_questions", 422 if form else 200, **context)


def _stops(request: HttpRequest) -> bool:
    return request.POST.get("go") == "stop"


@require_POST
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
    """The same questions with the same numbers, to print and fill in by hand."""
    return _page(
        request, case, "questions", "paper", questions=paper_questions(case.checklist, request.LANGUAGE_CODE)
    )


# ---- reading back ----------------------------------------------------------------------------------------------------


@case_page("read_back")
def read_back(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: confirm (1: all of it is right); or question (key), voice (not_me, do_not_use, destroy, right)."""
    if case.research_told_at is None:
        return redirect("intake:goal", case.uuid)
    if request.method == "POST":
        return _read_back_saved(request, case)
    talk = queries.talk_of(case, request.LANGUAGE_CODE)
    lines = sharing.shown_lines(request, talk, queries.read_back_lines(talk, request.LANGUAGE_CODE))
    context: dict[str, Any] = {"lines": lines, "goal": queries.goal_of(case), "talk": talk}
    context["goal_words"] = queries.state_words().get(case.goal_state, "")
    return _page(request, case, "read-back", "read_back", **context)


def _read_back_saved(request: HttpRequest, case: Case) -> HttpResponseBase:
    if "confirm" in request.POST:
        actions.confirm_read_back(case=case, by=_me(request))
        return redirect("intake:case", case.uuid)
    key, voice = request.POST.get("question", ""), request.POST.get("voice", "")
    question = next((q for q in queries.talk_questions(case) if q.key == key), None)
    if question is None:
        raise Http404
    by: Actor = staff_actor(request, "caseworker")
    if voice == "destroy":
        actions.destroy_answer_of_case(case=case, question=question, by=by)
    else:
        actions.voice_on_answer(case=case, question=question, voice=voice, by=by)
    return redirect(f"{reverse('intake:read_back', args=[case.uuid])}#line-{key}")


# ---- code, handing over, closing -------------------------------------------------------------------------------------


@case_page("code")
def code(request: HttpRequest, case: Case) -> HttpResponse:
    """POST (no fields): a new code; the one before dies. The new one is on the page that answers, and never again."""
    made = actions.new_code(case=case, by=_me(request)) if request.method == "POST" else ""
    return _page(request, case, "", "code", code=made, contact=queries.contact_of(case))


@case_page("hand_over")
def hand_over(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: to (id of a colleague of the same team)."""
    form = forms.HandOverForm(request.POST or None, by=_me(request))
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["to"]
        actions.hand_over(case=case, to=colleague, by=_me(request))
        messages.success(request, _("Handed over to %(name)s.") % {"name": colleague.display_name})
        return redirect("intake:cases")
    return _page(request, case, "", "hand_over", 422 if form.is_bound else 200, form=form)


@case_page("close")
def close(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: reason (done, wrong_person)."""
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_case(case=case, reason=form.cleaned_data["reason"], by=_me(request))
        messages.success(request, _("The conversation is closed. The client's code does not work any more."))
        return redirect("intake:cases")
    return _page(request, case, "", "close", 422 if form.is_bound else 200, form=form)
