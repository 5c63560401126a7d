# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence page: the same for both readers, one look for every service, and never more than research found."""

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from zlib import compress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from checklist.access.models import AccessLine
from checklist.advice.actions import record_first_idea
from checklist.advice.models import EvidenceSnapshot
from checklist.advice.page.frozen import as_frozen
from checklist.intake.actions import close_case, destroy_answer_of_case, voice_on_answer
from checklist.management.commands.show_snapshot import as_text
from checklist.releases.actions import approve_policy, propose_policy, withdraw_finding
from checklist.releases.models import Finding, Release
from checklist.releases.wording import linter
from checklist.services.actions import switch_service
from tests.checklist.advice.evidence_page import (
    END_OF_CARD,
    address,
    as_words,
    card,
    first_layer,
    frozen,
    page,
)
from tests.checklist.advice.talk import Talk, browser_of, make_talk
from tests.people import make_people
from tests.worlds import HELD, approved, make_world, small_release

TRANSACTION = re.compile(r"^(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)|pg_advisory")


# ---- R1, R5, R11 -----------------------------------------------------------------------------------------------------


def test_r1_associations_stand_apart_from_the_services_and_say_what_they_do_not_mean(shown: Talk) -> None:
    html = page(shown)
    last_card = html.rindex(END_OF_CARD)
    assert html.index('class="association"') > last_card
    apart = html[html.index('class="together"') :]
    assert "Dat is niet hetzelfde als de oorzaak." in apart
    assert "mensen jonger dan 45 jaar" in apart.lower()
    assert "van 45 jaar of ouder" not in apart


def test_r1_an_association_never_stands_beside_an_option(shown: Talk) -> None:
    html = page(shown)
    for key in shown.world.services:
        assert "association" not in card(html, key)


def test_r5_one_look_for_every_service_in_the_order_of_the_catalogue(shown: Talk) -> None:
    html = page(shown)
    order = sorted(shown.world.services.values(), key=lambda service: service.position)
    assert re.findall(r'<tbody role="rowgroup"(?: class="strip__service")? id="([^"]+)"', html) == [
        "gewone-begeleiding",
        *(f"hulp-{service.key}" for service in order),
    ]
    looks = set(re.findall(r'<tr role="row" class="(strip__row strip__said[^"]*)"', html))
    assert looks == {"strip__row strip__said", "strip__row strip__said strip__row--beside"}
    assert "<input" not in html.split('<div class="frozen"')[1].split('class="actions"')[0]


def test_r11_each_effect_says_where_when_how_many_and_for_whom(shown: Talk) -> None:
    found = card(page(shown), "direct_werk")
    assert "Voorbeeldstad (FICTIEF)" in found
    assert "2018–2023" in found
    assert "1.200" in found
    assert "Het gaat vooral over mensen over wie consulenten verschillend dachten." in found
    assert "Het gaat over een hele afdeling, niet over één cursus." in found
    assert "Dit onderzoek keek niet naar gezondheid, inkomen of hoe lang werk duurt." in found


def test_what_we_do_not_know_stands_before_what_was_found(shown: Talk) -> None:
    found = card(page(shown), "direct_werk")
    assert (
        found.index("Wat weten we niet?")
        < found.index("Wat vond het onderzoek?")
        < found.index("van elke 100 mensen")
    )


def test_the_standing_line_the_way_out_and_do_not_add_stand_on_the_page(shown: Talk) -> None:
    html = page(shown)
    assert "Dit gaat over groepen, niet over u." in html
    assert "Tel de uitkomsten niet bij elkaar op." in html
    assert "Zeg dan: ‘Dit ben ik niet’ of ‘Dit wil ik niet’." in html
    assert "FICTIEF" in html


def test_without_an_answer_there_is_something_to_talk_about(shown: Talk) -> None:
    html = page(shown)
    silent = card(html, "voorbereiden")
    assert "Het onderzoek geeft geen antwoord: niet onderzocht." in first_layer(html, "voorbereiden")
    assert "niemand weet het" in first_layer(html, "voorbereiden")
    assert "Praat hierover" in silent
    assert "2 of 3 dagdelen per week, 3 tot 6 maanden" in silent
    assert "Past deze tijd in uw week?" in silent
    assert "Praat hierover" not in card(html, "direct_werk")


def test_three_layers_the_sentence_the_card_and_the_study(shown: Talk) -> None:
    html = page(shown)
    finding = Finding.objects.get(service="direct_werk", characteristic="recent_work", group="with")
    _, _, behind = card(html, "direct_werk").partition("<details")
    first = first_layer(html, "direct_werk")
    assert "Iedereen samen Met deze hulp vonden mensen: vaker werk 36 met, 30 zonder" in first
    assert "Mensen met recent werk Met deze hulp vonden mensen: vaker werk 41 met, 30 zonder" in first
    assert "11 meer (tussen 9 en 13) redelijk zeker" in first  # never without its range and how sure
    assert "Elke week 1 uur contact" in behind
    assert behind.index("Wat weten we niet?") < behind.index("Wat vond het onderzoek?")
    assert f'href="/onderzoek/{shown.world.release.slug}/{finding.pk}/"' in behind


def test_nothing_is_opened_beforehand_and_the_first_layer_is_the_same_for_every_service(shown: Talk) -> None:
    html = page(shown)
    assert "<details open" not in html.partition('class="frozen"')[2]
    for key in shown.world.services:
        first = card(html, key).partition("<details")[0]
        rows = first.count('class="strip__row')
        assert rows >= 1
        assert first.count('class="pic-zero"') == rows  # each a row of equal standing on the one axis


def test_r11_a_card_says_until_when_its_study_is_used_and_when_that_is_past(shown: Talk) -> None:
    release = shown.world.release
    release.refresh_from_db()
    day = date_format(release.expires_on, "j F Y")
    assert f"Wij gebruiken dit onderzoek tot {day}. Daarna is het oud." in card(page(shown), "direct_werk")
    Release.objects.filter(pk=release.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    found = card(page(shown), "direct_werk")
    assert "Dit onderzoek was te gebruiken tot" in found
    assert "geen antwoord: te oud" in first_layer(page(shown), "direct_werk")


def test_other_terms_are_shown_and_give_no_direction(shown: Talk) -> None:
    """Proefplaatsing: fewer after 6 and 12 months, one more after 2 years; the sentence is about 12 months."""
    found = card(page(shown), "proefplaatsing")
    assert "Met deze hulp vonden mensen minder vaak werk." in found
    later = as_words(found.partition("Deze getallen in een tabel")[2].partition("</details>")[0])
    assert "Betaald werk na 2 jaar, van de 100 mensen Met en zonder: 31 met, 30 zonder" in later
    assert "tussen 1 minder en 3 meer" in later
    assert "minder vaak werk" in first_layer(page(shown), "proefplaatsing")


def test_s28_a_group_that_was_not_shown_to_differ_stands_in_the_library_only(shown: Talk) -> None:
    opened = shown.opened()
    found = card(page(shown), "direct_werk")
    assert "Mensen met recent werk" in found
    assert "jonger dan 45 jaar" not in found
    assert "*" not in found
    shown_rows = Finding.objects.filter(pk__in=opened.findings, type="effect").exclude(characteristic="")
    assert {(row.service, row.characteristic, row.group) for row in shown_rows} <= set(HELD)
    assert ("direct_werk", "recent_work") in {(row.service, row.characteristic) for row in shown_rows}
    release = shown.world.release
    library = shown.anouk.get(
        reverse("releases:numbers", args=[release.slug, release.digest])
    ).content.decode()
    assert "jonger dan 45 jaar" in library


# ---- what a group may do ---------------------------------------------------------------------------------------------


def test_r8_a_refused_group_is_gone_for_both_and_everybody_still_speaks(shown: Talk) -> None:
    assert "met recent werk" in page(shown)
    voice_on_answer(
        case=shown.case, question=shown.question("recent_work"), voice="not_me", by=shown.as_anouk
    )
    html = page(shown)
    assert "met recent werk" not in html
    assert "Iedereen in het onderzoek" in card(html, "direct_werk")
    assert "Met deze hulp vonden mensen vaker werk." in card(html, "direct_werk")


def test_r8_a_trait_that_was_refused_or_never_told_is_not_named_anywhere(shown: Talk) -> None:
    voice_on_answer(
        case=shown.case, question=shown.question("children"), voice="do_not_use", by=shown.as_anouk
    )
    html = str(as_frozen(shown.opened())).lower()
    assert "kinderen" not in html
    assert "klachten" not in html


def test_r8_where_the_refusal_took_the_answer_away_the_reason_is_said_kindly(shown: Talk) -> None:
    voice_on_answer(
        case=shown.case, question=shown.question("education"), voice="do_not_use", by=shown.as_anouk
    )
    found = card(page(shown), "korte_vakopleiding")
    assert "Het onderzoek geeft geen antwoord: u wilde dit niet gebruiken." in found
    assert "Het onderzoek geeft geen antwoord: u wilde dit niet gebruiken." in first_layer(
        page(shown), "korte_vakopleiding"
    )
    assert "startkwalificatie" not in found


def test_r8_a_destroyed_answer_leaves_the_page_and_the_door_opens_again(shown: Talk) -> None:
    page(shown)
    destroy_answer_of_case(case=shown.case, question=shown.question("recent_work"), by=shown.as_anouk)
    door = shown.anouk.get(address(shown)).content.decode()
    assert "Er is iets veranderd" in door
    assert "recent werk" not in door
    assert "met recent werk" not in page(shown)


def test_r13_a_group_that_leaves_the_talk_leaves_the_page(shown: Talk) -> None:
    assert "zonder startkwalificatie" in page(shown)
    why = {"reason_nl": "Alleen in de bibliotheek.", "reason_en": "Library only."}
    people = shown.people
    policy = propose_policy(characteristic="education", state="library", by=people.esra, **why)
    approve_policy(policy=policy, by=people.farid)
    html = page(shown)
    assert "startkwalificatie" not in html
    assert "geen antwoord: te onzeker" in card(html, "korte_vakopleiding")


def test_r3_a_withdrawn_finding_leaves_the_page(shown: Talk) -> None:
    page(shown)
    for finding in Finding.objects.filter(service="proefplaatsing"):
        withdraw_finding(finding=finding, reason="Fout in de koppeling.", by=shown.people.esra)
    assert "geen antwoord: ingetrokken" in card(page(shown), "proefplaatsing")


def test_r11_old_research_is_shown_as_old_and_gives_no_direction(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock ten years on (S5)."""
    talk = make_talk()
    talk.ideas()
    end = talk.world.release.expires_on
    assert end is not None
    later = end.replace(year=end.year + 10)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: later)
    said = {service.direction for service in talk.opened().services}
    assert said == {"none"}
    html = str(as_frozen(talk.opened()))
    assert "geen antwoord: te oud" in html
    assert "oud onderzoek" in card(html, "direct_werk")


def test_r3_made_up_research_gives_no_direction_about_a_real_person(db: None) -> None:
    from checklist.intake.actions import open_case, save_goal

    talk = make_talk()
    by = talk.people.anouk
    opened = open_case(number="ECHT-1", display_name="Iemand", purpose="talk", by=by, fictional=False)
    talk.case = save_goal(case=opened.case, state="given", words="Werk.", version=1, by=by)
    talk.answer("recent_work", "yes_now")
    talk.read_back()
    talk.ideas()
    shown = talk.opened()
    assert {(service.direction, service.reason) for service in shown.services} == {("none", "not_studied")}
    assert shown.releases == ()
    assert "vonden mensen" not in as_frozen(shown)


def test_two_studies_of_one_service_speak_together(db: None) -> None:
    people = make_people()
    world = make_world(people)
    again = approved(small_release("fictief-tweede"), people)
    talk = make_talk(replace(world, release=again))
    talk.ideas()
    html = page(talk)
    assert card(html, "proefplaatsing").count('class="months"') == 2
    assert first_layer(html, "proefplaatsing").count("Iedereen samen") == 2
    assert "minder vaak werk" in card(html, "proefplaatsing")


# ---- the page as a page ----------------------------------------------------------------------------------------------


def counted(talk: Talk) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert talk.anouk.get(address(talk)).status_code == 200
    return len([query for query in queries.captured_queries if not TRANSACTION.search(query["sql"])])


def test_at_most_twelve_queries_whatever_the_number_of_services_and_findings(shown: Talk) -> None:
    page(shown)
    many = counted(shown)
    assert many <= 12
    for service in list(shown.world.services.values())[1:]:
        switch_service(service=service, on=False, by=shown.people.esra)
    page(shown)
    assert counted(shown) == many


def test_freezing_takes_the_same_number_of_queries_whatever_the_number_of_services(shown: Talk) -> None:
    with CaptureQueriesContext(connection) as all_of_them:
        shown.snapshot()
    for service in list(shown.world.services.values())[1:]:
        switch_service(service=service, on=False, by=shown.people.esra)
    with CaptureQueriesContext(connection) as one:
        shown.snapshot()
    assert abs(len(all_of_them) - len(one)) <= 2  # the second time there is one to compare with


def test_r6_both_first_ideas_stand_beside_the_evidence_as_they_were(talk: Talk) -> None:
    for whose, words in (("client", "Iets met bloemen."), ("caseworker", "Eerst oefenen.")):
        record_first_idea(
            case=talk.case,
            whose=whose,
            kind="services",
            services=["direct_werk"],
            words=words,
            by=talk.people.anouk,
        )
    html = str(as_frozen(talk.opened()))
    assert (
        html.index('class="evidence-more"') < html.index("Iets met bloemen.") < html.index("Eerst oefenen.")
    )


def test_the_page_is_light(shown: Talk) -> None:
    assert len(compress(page(shown).encode())) < 20_000


def test_r16_the_page_is_drawn_from_what_was_frozen(shown: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule and no sentence is worked out again: without either the page is the same, to the letter."""
    html = page(shown)
    for name in ("checklist.advice.actions.snapshots.evidence_of", "checklist.advice.actions.snapshots.draw"):
        monkeypatch.setattr(name, None)
    assert frozen(page(shown)) == frozen(html)
    assert EvidenceSnapshot.objects.count() == 1


def test_looking_writes_nothing_but_the_access_line(shown: Talk) -> None:
    response = shown.anouk.get(address(shown))
    assert "Open de uitkomsten" in response.content.decode()
    assert not EvidenceSnapshot.objects.exists()
    line = AccessLine.objects.filter(client_key=shown.case.client_key).latest("seq")
    assert (line.part, line.outcome) == ("evidence", "shown")


def test_a_closed_talk_still_shows_what_was_shown(shown: Talk) -> None:
    page(shown)
    close_case(case=shown.case, reason="done", by=shown.people.anouk)
    voiced = shown.anouk.get(address(shown)).content.decode()
    assert "Met deze hulp vonden mensen vaker werk." in voiced
    assert shown.anouk.post(address(shown)).status_code == 403


def test_somebody_without_a_relation_finds_no_page_and_the_attempt_is_on_record(shown: Talk) -> None:
    for account in (shown.people.bilal, shown.people.carla, shown.people.gerda, shown.people.esra):
        assert browser_of(account).get(address(shown)).status_code == 404
    assert AccessLine.objects.filter(client_key=shown.case.client_key, outcome="refused").count() == 4


class _Sentences(HTMLParser):
    """The evidence sentences of a page: what stands in the blocks of the wording module."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(" ".join(data.split()))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_on_the_page_sells_scores_or_predicts(shown: Talk, language: str) -> None:
    reader = _Sentences()
    reader.feed(str(as_frozen(shown.opened(language))))
    problems = [
        problem
        for sentence in reader.found
        for problem in linter(sentence, language, max_words=24)  # type: ignore[arg-type]
        if problem.rule != "length"
    ]
    assert problems == []


def test_in_english_the_whole_page_is_english(shown: Talk) -> None:
    shown.snapshot("nl")
    shown.anouk.cookies["django_language"] = "en"
    assert "Show them in my language too" in shown.anouk.get(address(shown)).content.decode()
    shown.anouk.post(address(shown))
    html = page(shown)
    text = as_text(frozen(html))
    assert "With this help people found work more often" in text
    dutch = {"het", "een", "niet", "onderzoek", "hulp", "voor", "uw", "dit"}
    own = text.replace("Esra Yilmaz", "").replace("MEDICIJNTAB", "")
    assert not dutch & set(re.findall(r"[a-z]+", own.lower()))
