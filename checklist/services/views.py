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
from checklist.people.permissions import Refused, has_role, staff_page
from checklist.releases import actions as release_actions
from checklist.releases.models import Release
from checklist.services import actions, queries
from checklist.services.forms import ApprovalForm, ServiceForm
from checklist.services.models import Service
from checklist.services.rules import is_stale, studied_services


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
        posted = request.POST.get("version", "")
        seen = int(posted) if posted.isdecimal() and len(posted) < 9 else version
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


@staff_page("approver")
def approve(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Fields: link_<key in the release> (key of our service, or -), expires_on (may be empty), seen (on)."""
    release = get_object_or_404(Release.objects.select_related("imported_by"), digest=digest)
    release_actions.check_may_approve(release, request.user)  # type: ignore[arg-type]
    if release.state != Release.State.IMPORTED:
        raise Refused(_("This release does not wait for approval any more."))
    services, longest = queries.all_services(), release_actions.longest_expiry(release)
    studied = studied_services(release.manifest)
    form = ApprovalForm(request.POST or None, studied=studied, services=services, longest=longest)
    if request.method == "POST" and form.is_valid():
        links, until = form.links(services), form.cleaned_data.get("expires_on")
        actions.approve_release(release=release, links=links, by=request.user, expires_on=until)  # type: ignore[arg-type]
        messages.success(request, _("Approved. The release stands in the library."))
        return redirect("releases:release", release.slug)
    lang = _lang()
    context = {
        "form": form,
        "release": release,
        "title": getattr(release, f"title_{lang}"),
        "longest": longest,
        "old": longest is not None and longest < timezone.localdate(),
    }
    return render(request, "checklist/services/approve.html", context, status=422 if form.errors else 200)
