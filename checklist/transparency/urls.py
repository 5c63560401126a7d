# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.transparency import own_voice, views

app_name = "transparency"
urlpatterns = [
    path("inloggen/code/", views.log_in, name="log_in"),
    path("inloggen/pin/", views.pin, name="pin"),
    path("mijn-gesprek/", views.mine, name="mine"),
    path("mijn-gesprek/wie-keek/", views.looks, name="looks"),
    path("mijn-gesprek/wie-keek/<uuid:line>/", views.ask_about_look, name="ask_about_look"),
    path("mijn-gesprek/getoond/", views.shown, name="shown"),
    path("mijn-gesprek/keuze/", own_voice.own_voice, name="own_voice"),
    path("mijn-gesprek/verslag/<uuid:decision>/", own_voice.earlier, name="earlier_report"),
    path("mijn-gesprek/vraag/", views.ask_other, name="ask_other"),
    path("mijn-gesprek/opnieuw-praten/", views.talk_again, name="talk_again"),
    path("mijn-gesprek/antwoord/<slug:question>/", views.answer_voice, name="answer_voice"),
    path("mijn-gesprek/geen-onderzoek/", views.no_research, name="no_research"),
    path("mijn-gesprek/alles/", views.download, name="download"),
    path("verzoeken/", views.requests, name="requests"),
    path("verzoeken/<uuid:request_uuid>/", views.reply, name="reply"),
    path("toezicht/", views.supervision, name="supervision"),
    path("toezicht/bestand/", views.export, name="export"),
    path("toezicht/clientbestand/", views.file_for_client, name="file_for_client"),
    path("toezicht/nieuw/", views.new_search, name="new_search"),
]
