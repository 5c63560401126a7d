# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice. Fixed names stand before the names of releases; an import refuses a release named like one."""

from django.urls import path

from checklist.releases import views

app_name = "releases"
urlpatterns = [
    path("", views.library, name="library"),
    path("invoeren/", views.import_page, name="import"),
    path("groepen/", views.policies_page, name="policies"),
    path("groepen/<number:pk>/goedkeuren/", views.approve_policy_page, name="approve_policy"),
    path("<slug:slug>/", views.release_page, name="release"),
    path("<slug:slug>/groep/", views.whole_group_page, name="whole_group"),
    path("<slug:slug>/uitgave/<digest:digest>/groep/", views.whole_group_page, name="whole_group_version"),
    path("<slug:slug>/uitgave/<digest:digest>/", views.release_page, name="version"),
    path("<slug:slug>/uitgave/<digest:digest>/getallen/", views.numbers_page, name="numbers"),
    path("<slug:slug>/uitgave/<digest:digest>/dataset.jsonld", views.dataset, name="dataset"),
    path(
        "<slug:slug>/uitgave/<digest:digest>/intrekken/", views.withdraw_release_page, name="withdraw_release"
    ),
    path("<slug:slug>/<number:pk>/", views.finding_page, name="finding"),
    path("<slug:slug>/<number:pk>/intrekken/", views.withdraw_finding_page, name="withdraw_finding"),
]
