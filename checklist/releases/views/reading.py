# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public library: releases, their findings, and all numbers."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from checklist.base.sheets import CONTENT_TYPE, csv_text
from checklist.people.permissions import has_role
from checklist.releases import pictures, queries, rules, whole_group, wording
from checklist.releases.models import Finding, Release
from checklist.releases.page import blocks, numbers, overview, scope
from checklist.releases.page import library as shelf
from checklist.releases.page.together import round_of, together_of
from checklist.releases.turns import turn_of
from checklist.releases.views.shared import found, head, is_keeper, lang_of_page


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every release, by kind; for editors and approvers also what waits."""
    today, lang, keeper = timezone.localdate(), lang_of_page(), is_keeper(request.user)
    context = {
        "shelves": shelf.shelves(today, lang, off=queries.switched_off()),
        "keeper": keeper,
        "editor": has_role(request.user, "editor"),
        "waiting": list(queries.waiting_releases()) if keeper else [],
        "waiting_policies": queries.waiting_policies() if keeper else [],
        "lang": lang,
    }
    return render(request, "checklist/releases/library.html", context)


@require_safe
def release_page(request: HttpRequest, slug: str, digest: str = "") -> HttpResponse:
    """One release: what it found per service, what often goes together, how it was checked."""
    release, lang, today = found(request, slug, digest), lang_of_page(), timezone.localdate()
    names = release.names
    off = queries.switched_off()
    findings = list(queries.shown_findings(release, off=off))
    rows = queries.with_facts(release, findings, names, today=today)
    all_blocks = blocks.blocks(rows, wanted=release.direction_comparison)
    main = [block for block in all_blocks if block.main]
    return render(
        request,
        "checklist/releases/release.html",
        {
            **head(release, lang, today),
            "main": blocks.sections(main, names, lang),
            "together": together_of(release, main, lang),
            "round": round_of(release, lang),
            "strip": overview.strip_of(release, main, lang),
            "exact": overview.exact_of(release, main, lang),
            "state": shelf.state_words(release, today),
            "scope": scope.scope_of(release, lang),
            "matrix": overview.matrix_of(release, main, lang, off=off),
            "flow": overview.flow_of(release, main, lang),
            "more": [blocks.summary(block, names, lang) for block in all_blocks if not block.main],
            "associations": blocks.others(rows, names, lang, of_type="association"),
            "literature": blocks.others(rows, names, lang, of_type="literature"),
            "whole_group": [topic[f"name_{lang}"] for topic in whole_group.topics_of(release, off)],
            "no_adding": wording.no_adding(lang),
            "rounding": wording.rounding_note(lang),
            "versions": queries.other_versions(release),
            "withdrawn_findings": [
                {"finding": row, "named": blocks.named(row, names, lang)}
                for row in findings
                if row.withdrawn_at
            ],
            "keeper": is_keeper(request.user),
            "turn": turn_of(release, request.user),
        },
    )


@require_safe
def numbers_page(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Every effect of a release in tables, a part at a time: other terms, outcomes and comparisons too.
    Query: hulp, uitkomst, vergelijking (keys of the release), deel (controles · klein · samen), blad."""
    release, lang, today = found(request, slug, digest), lang_of_page(), timezone.localdate()
    part = numbers.page_of(
        release, numbers.asked(request.GET), lang, off=sorted(queries.switched_off()), today=today
    )
    address = reverse("releases:numbers", args=[slug, digest])
    context = {**head(release, lang, today), **part, "address": address}
    return render(request, "checklist/releases/numbers.html", context)


@require_safe
def numbers_csv(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Every line of a release as one file for a spreadsheet."""
    rows = numbers.file_rows(found(request, slug, digest), queries.switched_off())
    return _file(csv_text(rows), CONTENT_TYPE, f"{slug}-{digest[:12]}.csv")


@require_safe
def numbers_json(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Every line of a release as one file for a program: numbers as text, exactly as released."""
    release = found(request, slug, digest)
    body = {
        "release": slug,
        "digest": digest,
        "fictional": release.fictional,
        "place": release.place,
        "withdrawn": release.withdrawn_reason or None,
        "licence": release.manifest["licence"],
        "findings": numbers.file_objects(release, queries.switched_off()),
    }
    return _file(
        json.dumps(body, ensure_ascii=False, default=str), "application/json", f"{slug}-{digest[:12]}.json"
    )


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
def whole_group_page(request: HttpRequest, slug: str, digest: str = "") -> HttpResponse:
    """The clients beside the rest of the municipality: one topic in one year, and that topic over the years.
    Query: onderwerp (key of a topic), jaar."""
    release, lang, today = found(request, slug, digest), lang_of_page(), timezone.localdate()
    asked = (request.GET.get("onderwerp", ""), request.GET.get("jaar", ""))
    page = whole_group.page_of(release, asked, lang, off=queries.switched_off())
    if page is None:
        raise Http404
    here = [slug, digest] if digest else [slug]
    address = reverse("releases:whole_group_version" if digest else "releases:whole_group", args=here)
    context = {**head(release, lang, today), **page, "address": address}
    return render(request, "checklist/releases/whole_group.html", context)


@require_safe
def finding_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The third layer: one finding with all its numbers, the checks and where it comes from."""
    row = get_object_or_404(Finding.objects.select_related("withdrawn_by"), pk=pk, release__slug=slug)
    release = found(request, slug, row.release.digest)
    if row.characteristic in queries.switched_off():
        raise Http404
    row.release, lang, today = release, lang_of_page(), timezone.localdate()
    names = release.names
    facts = queries.facts_of_finding(row, today=today, names=names)
    card = rules.card(facts, lang) if row.type == "effect" and not facts.withdrawn else None
    if card:
        card["table"] = pictures.forest_table([facts], pictures.axis_for([facts], lang), lang)
    context = {
        **head(release, lang, today),
        "finding": row,
        "card": card,
        "facts": facts,
        "said": rules.said_alone(facts, lang, finding=row.pk) if row.type == "effect" else None,
        "said_in_words": wording.state_words(facts, lang),
        "sentences": wording.sentences(facts, lang),
        "source": names.sources.get(row.source, {}),
        "design": names.sources.get(row.source, {}).get(f"design_{lang}", ""),
        "finding_place": row.place or release.place,
        "finding_period": rules.period_words(row.period or release.period, lang),
        "named": blocks.named(row, names, lang),
        "numbers": blocks.numbers(row, facts, lang),
        "other_frame": wording.other_frame(facts, lang),
        "rounding": wording.rounding_note(lang),
        "keeper": is_keeper(request.user),
    }
    return render(request, "checklist/releases/finding.html", context)


@require_safe
def dataset(request: HttpRequest, slug: str, digest: str) -> JsonResponse:
    """The release as a schema.org Dataset, for machines that look for data."""
    release, address = found(request, slug, digest), request.build_absolute_uri
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
