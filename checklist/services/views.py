# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue, and the approval of a release: there it is linked with the catalogue, so the page lives here
(docs/decisions/0020)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklist.base.post_only import post_only
from checklist.base.readers import whole_number
from checklist.people.actions import take_back
from checklist.people.fresh import password_first
from checklist.people.permissions import Refused, has_role, staff_page
from checklist.people.queries import others_who_may
from checklist.releases import actions as release_actions
from checklist.releases.models import Release
from checklist.releases.queries import longest_expiry
from checklist.services import actions, linking, queries
from checklist.services.forms import ApprovalForm, LinkForm, ServiceForm
from checklist.services.models import Service
from checklist.services.rules import gates_to_read, is_stale, studied_services


def _lang() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _card(service: Service, studies: dict[str, list[str]]) -> dict[str, Any]:
    lang = _lang()
    facts = [
        (_("How much"), getattr(service, f"hours_{lang}")),
        (_("Where"), getattr(service, f"place_{lang}")),
        (_("When it starts"), getattr(service, f"start_{lang}")),
        (_("Good to know"), getattr(service, f"extra_{lang}")),
    ]
    return {
        "service": service,
        "name": getattr(service, f"name_{lang}"),
        "text": getattr(service, f"text_{lang}"),
        "facts": [(label, value) for label, value in facts if value],
        "stale": is_stale(service.updated_on, timezone.localdate()),
        "studies": studies.get(service.key, []),
    }


@require_safe
@staff_page("editor", "approver")
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """What the municipality offers, in the one order that every page keeps."""
    lang, regular = _lang(), queries.regular_guidance()
    studies = queries.studies_of_services(lang)
    context = {
        "regular": {"name": getattr(regular, f"name_{lang}"), "text": getattr(regular, f"text_{lang}")},
        "cards": [_card(service, studies) for service in queries.all_services()],
        "editor": has_role(request.user, "editor"),
    }
    return render(request, "checklist/services/catalogue.html", context)


@staff_page("editor")
def edit(request: HttpRequest, key: str = "") -> HttpResponseBase:
    """Fields: name_nl, name_en, level (department · instrument), text_…, hours_…, place_…, start_…, extra_…, is_on,
    version (of the page that was opened). Saved by somebody else in the meantime: 409 with both texts."""
    service = get_object_or_404(Service.objects.select_related("updated_by"), key=key) if key else None
    context = {"service": service, "name": getattr(service, f"name_{_lang()}", "")}
    version = service.version if service else None
    form = ServiceForm(request.POST or None, instance=service)
    context |= {"form": form, "version": version}
    if request.method == "POST" and form.is_valid():
        seen = whole_number(request.POST.get("version", ""), most=2**31 - 1) or version
        try:
            saved = actions.save_service(
                service=service,
                fields=form.cleaned_data,
                by=request.user,  # type: ignore[arg-type]
                version=seen,
            )
        except actions.Stale as stale:
            context |= {"both": form.beside(stale.now), "version": stale.now.version}
            return render(request, "checklist/services/edit.html", context, status=409)
        messages.success(request, _("Saved: %(name)s.") % {"name": getattr(saved, f"name_{_lang()}")})
        return redirect("services:catalogue")
    return render(request, "checklist/services/edit.html", context, status=422 if form.errors else 200)


@post_only("services:catalogue")
@staff_page("editor")
def move(request: HttpRequest, key: str) -> HttpResponseBase:
    """Field: to (up · down)."""
    service = get_object_or_404(Service, key=key)
    actions.move_service(service=service, up=request.POST.get("to") == "up", by=request.user)  # type: ignore[arg-type]
    return redirect("services:catalogue")


@post_only("services:catalogue")
@staff_page("editor")
def switch(request: HttpRequest, key: str) -> HttpResponseBase:
    """Field: on (yes · no)."""
    service = get_object_or_404(Service, key=key)
    actions.switch_service(service=service, on=request.POST.get("on") == "yes", by=request.user)  # type: ignore[arg-type]
    return redirect("services:catalogue")


@staff_page("editor")
def link(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The first of two people says which of our services this research is about, and looks at the cards.
    POST: act (look · propose · take_back), seen (fingerprint of the cards), link_<key> (key of our service, or -),
    why_<key>, why, sure."""
    release = _waiting_release(digest)
    proposal = linking.proposed_links(release)
    waiting = proposal if proposal and not proposal.outcome else None
    services, studied = queries.all_services(), studied_services(release.manifest)
    links = linking.links_in(waiting.content) if waiting else linking.prefilled(release)
    form = LinkForm(request.POST or None, studied=studied, services=services, initial=_initial(links))
    posted = request.method == "POST"
    if posted and request.POST.get("act") == "take_back" and waiting:
        take_back(proposal=waiting, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Taken back. You can link it anew."))
        return redirect("services:link", digest)
    if posted and form.is_valid():
        links = form.links(services)
        if request.POST.get("act") == "propose" and _proposed(request, release, form, links):
            return redirect("releases:version", release.slug, release.digest)
    context = _linking_page(release, links, proposal) | {
        "form": form,
        "mine": waiting is None or waiting.proposed_by_id == request.user.pk,
        "others": _approvers(release, waiting.proposed_by if waiting else request.user),
        "seen": linking.fingerprint(release, links),
    }
    return render(request, "checklist/services/link.html", context, status=422 if form.errors else 200)


def _waiting_release(digest: str) -> Release:
    release = get_object_or_404(Release.objects.select_related("imported_by"), digest=digest)
    if release.state != Release.State.IMPORTED:
        raise Refused(_("This release does not wait for approval any more."))
    return release


def _initial(links: dict[str, Service | None]) -> dict[str, str]:
    """Only what has the same key is chosen beforehand; about everything else somebody has to think."""
    return {f"link_{key}": service.key for key, service in links.items() if service is not None}


def _approvers(release: Release, first: Any) -> list[Any]:
    return [one for one in others_who_may(first, "approver") if one.pk != release.imported_by_id]


def _proposed(
    request: HttpRequest, release: Release, form: LinkForm, links: dict[str, Service | None]
) -> bool:
    """Was it proposed? Else the form says why not."""
    try:
        actions.propose_links(
            release=release,
            links=links,
            by=request.user,  # type: ignore[arg-type]
            seen=request.POST.get("seen", ""),
            why=form.sentences(),
            sure=form.cleaned_data.get("sure", False),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    messages.success(request, _("Proposed. A second person looks at the cards and approves."))
    return True


def _linking_page(release: Release, links: dict[str, Service | None], proposal: Any) -> dict[str, Any]:
    """What both people see: who links what, what is seldom meant, the cards, and what changes."""
    waiting = proposal if proposal and not proposal.outcome else None
    lang, why = (
        _lang(),
        waiting.content["why"] if waiting else {},
    )  # a reason belongs to the links it was given for
    odd = {one.key: one.code for one in linking.odd_of(release, links)}
    rows = [
        {
            "studied": row[f"name_{lang}"],
            "ours": getattr(links.get(str(row["key"])), f"name_{lang}", ""),
            "odd": odd.get(str(row["key"]), ""),
            "why": why.get(str(row["key"]), ""),
        }
        for row in studied_services(release.manifest)
    ]
    return {
        "release": release,
        "title": getattr(release, f"title_{lang}"),
        "rows": rows,
        "nothing": "" in odd,
        "why_nothing": why.get("", ""),
        "odd": bool(odd),
        "preview": linking.preview_of(release, links, lang),
        "proposal": proposal,
        "waiting": waiting,
    }


@staff_page("approver")
@password_first()
def approve(request: HttpRequest, digest: str) -> HttpResponseBase:
    """POST: act (agree · turn_down), seen (fingerprint of the cards), expires_on (may be empty), read (on), sure,
    answer."""
    release = _waiting_release(digest)
    release_actions.check_may_approve(release, request.user)  # type: ignore[arg-type]
    proposal = linking.proposed_links(release)
    waiting = proposal if proposal and not proposal.outcome else None
    links = linking.links_in(waiting.content) if waiting else {}
    context, longest = _linking_page(release, links, waiting), longest_expiry(release)
    turned_down = request.POST.get("act") == "turn_down"
    form = ApprovalForm(request.POST or None, alarms=context["odd"], linked=bool(waiting), longest=longest)
    form.fields["read"].required = not turned_down
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _decided(request, release, form, waiting if turned_down else None))
            return redirect("releases:version", release.slug, release.digest)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    context |= {
        "form": form,
        "longest": longest,
        "old": longest is not None and longest < timezone.localdate(),
        "seen": waiting.seen if waiting else "",
        "moved": waiting is not None and linking.fingerprint(release, links) != waiting.seen,
        "linked_by_me": waiting is not None and waiting.proposed_by_id == request.user.pk,
        "nothing_to_link": not context["rows"],
        "gates": _gates(release),
    }
    return render(request, "checklist/services/approve.html", context, status=422 if form.errors else 200)


def _gates(release: Release) -> dict[str, Any]:
    """How the checks came out, and by name the services that give no direction because of one."""
    names = {str(row["key"]): row[f"name_{_lang()}"] for row in studied_services(release.manifest)}
    read = gates_to_read(release.manifest["gates"], release.checks, names)
    return {"read": read, "silenced": ", ".join(str(names[key]) for key in read.silenced)}


def _decided(request: HttpRequest, release: Release, form: ApprovalForm, refused: Any) -> str:
    """The yes, or the no to what was proposed; what the page says when it is done."""
    by: Any = request.user
    if request.POST.get("act") == "turn_down":
        if refused is None:
            raise Refused(_("There is nothing to decide here. Read the page and choose a button."))
        actions.turn_down_links(proposal=refused, by=by, answer=request.POST.get("answer", "")[:1000])
        return _("Turned down. An editor can link it anew.")
    actions.approve_release(
        release=release,
        by=by,
        expires_on=form.cleaned_data.get("expires_on"),
        seen=request.POST.get("seen") or None,
        sure=form.cleaned_data.get("sure", False),
    )
    return _("Approved. The release stands in the library.")
