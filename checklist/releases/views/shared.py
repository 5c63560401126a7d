# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the library share: the language, who keeps the library, and the head of a release."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.people.permissions import has_role
from checklist.releases import queries, rules, wording
from checklist.releases.models import Release
from checklist.releases.page.library import signed
from checklist.releases.page.planned import plan_dates


def lang_of_page() -> wording.Lang:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def is_keeper(user: Any) -> bool:
    return has_role(user, "editor") or has_role(user, "approver")


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


def found(request: HttpRequest, slug: str, digest: str = "") -> Release:
    release = queries.version_of(slug, digest)
    if release is None or (release.approved_at is None and not is_keeper(request.user)):
        raise Http404
    return release


def head(release: Release, lang: wording.Lang, today: date) -> dict[str, Any]:
    return {
        "release": release,
        "title": getattr(release, f"title_{lang}"),
        "tags": tags_of(release, today),
        "period": rules.period_words(release.period, lang),
        "expired": rules.is_expired(release.expires_on, today),
        "signed": signed(release.approved_by),
        "imported_by": signed(release.imported_by),
        "gates": release.manifest["gates"],
        "plan_dates": plan_dates(release, lang),
        "licence_address": rules.licence_address(release.manifest["licence"]),
        "checks": [row | {"sentence": row[f"sentence_{lang}"]} for row in release.checks],
        "lang": lang,
    }
