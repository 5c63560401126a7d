# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this slice."""

from django.urls import path

from checklist.transparency.views import (
    agreed,
    coming_in,
    own_choice,
    own_page,
    requests,
    standing_out,
    supervision,
)

app_name = "transparency"
urlpatterns = [
    path("inloggen/code/", coming_in.log_in, name="log_in"),
    path("inloggen/pin/", coming_in.pin, name="pin"),
    path("mijn-gesprek/", own_page.mine, name="mine"),
    path("mijn-gesprek/wie-keek/", own_page.looks, name="looks"),
    path("mijn-gesprek/wie-keek/<uuid:line>/", own_page.ask_about_look, name="ask_about_look"),
    path("mijn-gesprek/getoond/", own_page.shown, name="shown"),
    path("mijn-gesprek/keuze/", own_choice.own_choice, name="own_voice"),
    path("mijn-gesprek/verslag/<uuid:decision>/", own_choice.earlier, name="earlier_report"),
    path("mijn-gesprek/afspraken/", agreed.agreed, name="agreed"),
    path("mijn-gesprek/afspraken/<uuid:followup>/", agreed.close, name="close_agreed"),
    path("mijn-gesprek/afspraken/<uuid:followup>.ics", agreed.calendar, name="calendar"),
    path("mijn-gesprek/vraag/", own_page.ask_other, name="ask_other"),
    path("mijn-gesprek/opnieuw-praten/", own_page.talk_again, name="talk_again"),
    path("mijn-gesprek/antwoord/<slug:question>/", own_page.answer_voice, name="answer_voice"),
    path("mijn-gesprek/geen-onderzoek/", own_page.no_research, name="no_research"),
    path("mijn-gesprek/alles/", own_page.download, name="download"),
    path("verzoeken/", requests.requests, name="requests"),
    path("verzoeken/<uuid:request_uuid>/", requests.reply, name="reply"),
    path("toezicht/", supervision.supervision, name="supervision"),
    path("toezicht/opvallend/", standing_out.standing_out, name="standing_out"),
    path("toezicht/bestand/", supervision.export, name="export"),
    path("toezicht/clientbestand/", supervision.file_for_client, name="file_for_client"),
    path("toezicht/accounts/", supervision.accounts, name="accounts"),
    path("toezicht/nieuw/", supervision.new_search, name="new_search"),
]
