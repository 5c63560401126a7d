# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages with which releases and groups get in the library, and leave it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.base.post_only import post_only
from checklist.people.forms import DecideForm
from checklist.people.fresh import password_first
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, staff_page
from checklist.people.queries import others_who_may
from checklist.releases import actions, queries
from checklist.releases.forms import ImportForm, PolicyForm, WithdrawForm
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.releases.page.library import signed
from checklist.releases.views.shared import found, is_keeper, lang_of_page
from checklist.releases.withdrawing import effects_of, title_of, withdrawal_of


@staff_page("editor")
def import_page(request: HttpRequest) -> HttpResponseBase:
    """Fields: folder (name of a folder in the store) or release_files (the files of a release)."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            release = _bring_in(form, request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The release was brought in. A second person approves it."))
            return redirect("releases:version", release.slug, release.digest)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "checklist/releases/import.html", {"form": form}, status=status)


def _bring_in(form: ImportForm, by: Account) -> Release:
    if form.cleaned_data["folder"]:
        return actions.import_release(path=Path(settings.MODELS_STORE) / form.cleaned_data["folder"], by=by)
    return actions.import_files(files=form.cleaned_data["release_files"], by=by)


@staff_page("editor", "approver")
@password_first()
def withdraw_release_page(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """POST: act (withdraw · agree · turn_down), reason, sure, answer."""
    release = found(request, slug, digest)
    back = reverse("releases:version", args=[slug, digest])
    return _withdraw(request, release, title_of(release), back)


@staff_page("editor", "approver")
@password_first()
def withdraw_finding_page(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """POST: act (withdraw · agree · turn_down), reason, sure, answer."""
    finding = get_object_or_404(Finding.objects.select_related("release"), pk=pk, release__slug=slug)
    back = reverse("releases:finding", args=[slug, pk])
    return _withdraw(request, finding, title_of(finding), back)


def _withdraw(request: HttpRequest, about: Finding | Release, title: str, back: str) -> HttpResponseBase:
    """What would go, for the first person; what went, for the second, who confirms it or puts it back."""
    gone, proposal = about.withdrawn_at is not None, withdrawal_of(about)
    waiting = proposal if proposal and not proposal.outcome else None
    if gone and waiting is None:
        return redirect(back)
    me: Any = request.user
    second = waiting is not None and waiting.proposed_by_id != me.pk
    posted = request.POST or None
    form = DecideForm(posted, alarms=False) if waiting else WithdrawForm(posted)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _withdrawn(request, about, waiting, form.cleaned_data))
            return redirect(back)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    context = {
        "form": form,
        "title": title,
        "back": back,
        "effects": [] if waiting else effects_of(about, lang_of_page()),
        "used": about.approved_at if isinstance(about, Release) else about.release.approved_at,
        "waiting": waiting,
        "mine": not second,
        "others": others_who_may(waiting.proposed_by if waiting else me, "editor", "approver"),
    }
    return render(request, "checklist/releases/withdraw.html", context, status=422 if form.errors else 200)


def _withdrawn(
    request: HttpRequest, about: Finding | Release, waiting: Proposal | None, typed: dict[str, Any]
) -> str:
    """The act of one of the two; what the page says when it is done."""
    me: Any = request.user
    if waiting is not None and request.POST.get("act") == "turn_down":
        actions.put_back(proposal=waiting, answer=typed["answer"], by=me)
        return _("Put back. It is used in talks as before.")
    if waiting is not None:
        actions.confirm_withdrawal(proposal=waiting, by=me)
        return _("Confirmed. It stays withdrawn.")
    if isinstance(about, Release):
        actions.withdraw_release(release=about, reason=typed["reason"], by=me)
        return _("The release was withdrawn. The reason stands on its page.")
    actions.withdraw_finding(finding=about, reason=typed["reason"], by=me)
    return _("The result was withdrawn. The reason stands on its page.")


def policies_page(request: HttpRequest) -> HttpResponse:
    """Everybody reads which groups may be talked about and why. Editors and approvers propose.
    Fields: characteristic, state (in_talk · library · off), reason_nl, reason_en."""
    if request.method == "POST":
        return propose(request)  # type: ignore[return-value]
    return _policies(request, None)


@staff_page("editor", "approver")
def propose(request: HttpRequest) -> HttpResponseBase:
    form = PolicyForm(request.POST, characteristics=_characteristics())
    if form.is_valid():
        try:
            actions.propose_policy(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your proposal stands. A second person approves it."))
            return redirect("releases:policies")
    return _policies(request, form)


@post_only("releases:policies")
@staff_page("editor", "approver")
@password_first()
def approve_policy_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    actions.approve_policy(policy=get_object_or_404(GroupPolicy, pk=pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Approved. This holds from now on."))
    return redirect("releases:policies")


def _characteristics() -> list[tuple[str, str]]:
    """Every group that a policy or a release names, with its name: as the shipped groups call it, else as a release
    does, also one that still waits; its key only where nothing names it."""
    named = f"name_{lang_of_page()}"
    names = {key: key for key in queries.policies()}
    for manifest in Release.objects.values_list("manifest", flat=True):
        names |= {row["key"]: row[named] for row in manifest["characteristics"]}
    names |= {row["characteristic"]: row[named] for row in queries.default_policies()}
    return sorted(names.items(), key=lambda pair: pair[1].lower())


def _policies(request: HttpRequest, form: PolicyForm | None) -> HttpResponse:
    lang, keeper, names = lang_of_page(), is_keeper(request.user), dict(_characteristics())
    talked = queries.in_talk()
    rows = [
        {
            "name": names.get(key, key),
            "policy": policy,
            "reason": getattr(policy, f"reason_{lang}"),
            "held_back": policy.state == GroupPolicy.State.IN_TALK and key not in talked,
            "signed": [signed(policy.proposed_by), signed(policy.approved_by)],
        }
        for key, policy in queries.policies().items()
    ]
    waiting = [
        {
            "name": names.get(row.characteristic, row.characteristic),
            "policy": row,
            "reason": getattr(row, f"reason_{lang}"),
        }
        for row in (queries.waiting_policies() if keeper else [])
    ]
    if form is None and keeper:
        form = PolicyForm(characteristics=list(names.items()))
    context = {"rows": rows, "waiting": waiting, "form": form, "keeper": keeper}
    return render(
        request, "checklist/releases/policies.html", context, status=422 if form and form.errors else 200
    )
