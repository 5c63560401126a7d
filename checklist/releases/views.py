# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public library, and the pages with which releases and groups get in it."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklist.base.post_only import post_only
from checklist.people.forms import DecideForm
from checklist.people.fresh import password_first
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, has_role, staff_page
from checklist.people.queries import others_who_may
from checklist.releases import actions, pictures, queries, rules, whole_group, wording
from checklist.releases.forms import ImportForm, PolicyForm, WithdrawForm
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.releases.turns import turn_of
from checklist.releases.withdrawing import effects_of, title_of, withdrawal_of

KIND_ORDER = ("own", "elsewhere", "association", "literature")


def _lang() -> wording.Lang:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _is_keeper(user: Any) -> bool:
    return has_role(user, "editor") or has_role(user, "approver")


def _signed(account: Account | None) -> str:
    """A name that may stand on a public page; shielded people sign with their role."""
    if account is None:
        return ""
    return str(_("practice approver")) if account.is_shielded else account.display_name


def tags_of(release: Release, today: date) -> list[tuple[str, str]]:
    """What everybody sees at once about a release: (kind of tag, word)."""
    tags: list[tuple[str, str]] = []
    if release.fictional:
        tags.append(("fictional", _("FICTITIOUS")))
    if release.state == Release.State.IMPORTED:
        tags.append(("warning", _("waits for approval")))
    if release.state == Release.State.WITHDRAWN:
        tags.append(("warning", _("withdrawn")))
    if rules.is_expired(release.expires_on, today):
        tags.append(("neutral", _("old research")))
    return tags


# ---- reading --------------------------------------------------------------------------------------------------------


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every release, by kind; for editors and approvers also what waits."""
    today, lang, keeper = timezone.localdate(), _lang(), _is_keeper(request.user)
    shelves: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KIND_ORDER}
    for release in queries.library():
        shelves.setdefault(release.kind, []).append(
            {
                "release": release,
                "title": getattr(release, f"title_{lang}"),
                "tags": tags_of(release, today),
                "period": rules.period_words(release.period, lang),
                "signed": _signed(release.approved_by),
                "topics": len(release.manifest.get("topics", ())),
            }
        )
    context = {
        "shelves": [(kind, rows) for kind, rows in shelves.items() if rows],
        "keeper": keeper,
        "editor": has_role(request.user, "editor"),
        "waiting": list(queries.waiting_releases()) if keeper else [],
        "waiting_policies": queries.waiting_policies() if keeper else [],
        "lang": lang,
    }
    return render(request, "checklist/releases/library.html", context)


def _found(request: HttpRequest, slug: str, digest: str = "") -> Release:
    release = queries.version_of(slug, digest)
    if release is None or (release.approved_at is None and not _is_keeper(request.user)):
        raise Http404
    return release


@require_safe
def release_page(request: HttpRequest, slug: str, digest: str = "") -> HttpResponse:
    """One release: what it found per service, what often goes together, how it was checked."""
    release, lang, today = _found(request, slug, digest), _lang(), timezone.localdate()
    names = release.names
    off = queries.switched_off()
    findings = list(queries.shown_findings(release, off=off))
    rows = queries.with_facts(release, findings, names, today=today)
    blocks = queries.blocks(rows, wanted=release.direction_comparison)
    return render(
        request,
        "checklist/releases/release.html",
        {
            **_head(release, lang, today),
            "main": queries.sections([block for block in blocks if block.main], names, lang),
            "more": [queries.summary(block, names, lang) for block in blocks if not block.main],
            "associations": queries.others(rows, names, lang, of_type="association"),
            "literature": queries.others(rows, names, lang, of_type="literature"),
            "whole_group": [topic[f"name_{lang}"] for topic in whole_group.topics_of(release, off)],
            "no_adding": wording.no_adding(lang),
            "rounding": wording.rounding_note(lang),
            "versions": queries.other_versions(release),
            "withdrawn_findings": [
                {"finding": row, "named": queries.named(row, names, lang)}
                for row in findings
                if row.withdrawn_at
            ],
            "keeper": _is_keeper(request.user),
            "turn": turn_of(release, request.user),
        },
    )


@require_safe
def numbers_page(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Every effect of a release in tables: other terms, outcomes and comparisons too."""
    release, lang, today = _found(request, slug, digest), _lang(), timezone.localdate()
    names = release.names
    findings = queries.shown_findings(release, off=queries.switched_off())
    rows = queries.with_facts(release, findings, names, today=today)
    blocks = queries.blocks(rows, wanted=release.direction_comparison)
    context = {
        **_head(release, lang, today),
        "power": queries.power_rows(release.power, names, lang),
        "sections": queries.sections(blocks, names, lang, pictured=False),
    }
    return render(request, "checklist/releases/numbers.html", context)


@require_safe
def whole_group_page(request: HttpRequest, slug: str, digest: str = "") -> HttpResponse:
    """The clients beside the rest of the municipality: one topic in one year, and that topic over the years.
    Query: onderwerp (key of a topic), jaar."""
    release, lang, today = _found(request, slug, digest), _lang(), timezone.localdate()
    asked = (request.GET.get("onderwerp", ""), request.GET.get("jaar", ""))
    page = whole_group.page_of(release, asked, lang, off=queries.switched_off())
    if page is None:
        raise Http404
    here = [slug, digest] if digest else [slug]
    address = reverse("releases:whole_group_version" if digest else "releases:whole_group", args=here)
    context = {**_head(release, lang, today), **page, "address": address}
    return render(request, "checklist/releases/whole_group.html", context)


@require_safe
def finding_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The third layer: one finding with all its numbers, the checks and where it comes from."""
    row = get_object_or_404(Finding.objects.select_related("withdrawn_by"), pk=pk, release__slug=slug)
    release = _found(request, slug, row.release.digest)
    if row.characteristic in queries.switched_off():
        raise Http404
    row.release, lang, today = release, _lang(), timezone.localdate()
    names = release.names
    facts = queries.facts_of_finding(row, today=today, names=names)
    card = rules.card(facts, lang) if row.type == "effect" else None
    if card:
        card["table"] = pictures.forest_table([facts], pictures.axis_for([facts], lang), lang)
    context = {
        **_head(release, lang, today),
        "finding": row,
        "card": card,
        "facts": facts,
        "said": rules.said_alone(facts, lang, finding=row.pk) if row.type == "effect" else None,
        "said_in_words": wording.state_words(facts, lang),
        "sentences": wording.sentences(facts, lang),
        "source": names.sources.get(row.source, {}),
        "design": names.sources.get(row.source, {}).get(f"design_{lang}", ""),
        "finding_period": rules.period_words(row.period or release.period, lang),
        "named": queries.named(row, names, lang),
        "numbers": queries.numbers(row, facts, lang),
        "other_frame": wording.other_frame(facts, lang),
        "rounding": wording.rounding_note(lang),
        "keeper": _is_keeper(request.user),
    }
    return render(request, "checklist/releases/finding.html", context)


@require_safe
def dataset(request: HttpRequest, slug: str, digest: str) -> JsonResponse:
    """The release as a schema.org Dataset, for machines that look for data."""
    release, address = _found(request, slug, digest), request.build_absolute_uri
    body = rules.dataset(
        release.manifest,
        digest=release.digest,
        explanation=release.explanation,
        approved_on=timezone.localdate(release.approved_at) if release.approved_at else None,
        expires_on=release.expires_on,
        withdrawn=release.withdrawn_reason if release.state == Release.State.WITHDRAWN else "",
        withdrawn_rows=release.findings.exclude(withdrawn_at=None).count(),
        addresses={
            "here": address(reverse("releases:version", args=[slug, digest])),
            "table": address(f"{reverse('api:findings')}?release={digest}"),
            "library": address(reverse("releases:library")),
        },
        catalogue=settings.SITE_NAME,
    )
    return JsonResponse(
        body, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def _head(release: Release, lang: wording.Lang, today: date) -> dict[str, Any]:
    return {
        "release": release,
        "title": getattr(release, f"title_{lang}"),
        "tags": tags_of(release, today),
        "period": rules.period_words(release.period, lang),
        "expired": rules.is_expired(release.expires_on, today),
        "signed": _signed(release.approved_by),
        "imported_by": _signed(release.imported_by),
        "gates": release.manifest["gates"],
        "licence_address": rules.licence_address(release.manifest["licence"]),
        "checks": [row | {"sentence": row[f"sentence_{lang}"]} for row in release.checks],
        "lang": lang,
    }


# ---- writing --------------------------------------------------------------------------------------------------------


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
    release = _found(request, slug, digest)
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
        "effects": [] if waiting else effects_of(about, _lang()),
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
    """Every group that a policy or a release names, with its name."""
    found = {key: key for key in queries.policies()}
    found |= {row["characteristic"]: row[f"name_{_lang()}"] for row in queries.default_policies()}
    for manifest in queries.public_releases().values_list("manifest", flat=True):
        found |= {row["key"]: row[f"name_{_lang()}"] for row in manifest["characteristics"]}
    return sorted(found.items(), key=lambda pair: pair[1].lower())


def _policies(request: HttpRequest, form: PolicyForm | None) -> HttpResponse:
    lang, keeper, names = _lang(), _is_keeper(request.user), dict(_characteristics())
    talked = queries.in_talk()
    rows = [
        {
            "name": names.get(key, key),
            "policy": policy,
            "reason": getattr(policy, f"reason_{lang}"),
            "held_back": policy.state == GroupPolicy.State.IN_TALK and key not in talked,
            "signed": [_signed(policy.proposed_by), _signed(policy.approved_by)],
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
