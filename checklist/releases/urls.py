# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice. Fixed names stand before the names of releases; an import refuses a release named like one."""

from django.urls import path

from checklist.releases.views import keeping, reading

app_name = "releases"
urlpatterns = [
    path("", reading.library, name="library"),
    path("invoeren/", keeping.import_page, name="import"),
    path("groepen/", keeping.policies_page, name="policies"),
    path("groepen/<number:pk>/goedkeuren/", keeping.approve_policy_page, name="approve_policy"),
    path("<slug:slug>/", reading.release_page, name="release"),
    path("<slug:slug>/groep/", reading.whole_group_page, name="whole_group"),
    path("<slug:slug>/uitgave/<digest:digest>/groep/", reading.whole_group_page, name="whole_group_version"),
    path("<slug:slug>/uitgave/<digest:digest>/", reading.release_page, name="version"),
    path("<slug:slug>/uitgave/<digest:digest>/getallen/", reading.numbers_page, name="numbers"),
    path("<slug:slug>/uitgave/<digest:digest>/getallen.csv", reading.numbers_csv, name="numbers_csv"),
    path("<slug:slug>/uitgave/<digest:digest>/getallen.json", reading.numbers_json, name="numbers_json"),
    path("<slug:slug>/uitgave/<digest:digest>/dataset.jsonld", reading.dataset, name="dataset"),
    path(
        "<slug:slug>/uitgave/<digest:digest>/intrekken/",
        keeping.withdraw_release_page,
        name="withdraw_release",
    ),
    path("<slug:slug>/<number:pk>/", reading.finding_page, name="finding"),
    path("<slug:slug>/<number:pk>/intrekken/", keeping.withdraw_finding_page, name="withdraw_finding"),
]
