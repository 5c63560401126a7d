# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole group: brought in as released, shown to everybody once approved, always as what goes together."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklist.releases import pictures
from checklist.releases.actions import ReleaseRefused, import_files, import_release, withdraw_release
from checklist.releases.models import Finding, GroupPolicy, InsightRow, Release
from checklist.releases.wording import Phrase, linter
from checklist.releases.wording import whole_group as wording
from checklist.releases.wording.texts import Lang
from checklist.releases.wording.whole_group import GroupFacts, Level
from checklist.services.actions import load_default_services
from research.release.insight_rules import AGES, ages_in
from research.release.reading import read_release
from research.release.schema import ABOUT_AGE, INSIGHT, INSIGHT_COLUMNS, NOT_SHOWN, TOO_CLOSE, TOO_FEW_PER_AGE
from research.release.writing import release_files
from tests.people import People, make_people
from tests.worlds import approved, linked_and_approved, small_release

SLUG = "fictief-groep-2026"
FOLDER = Path(settings.MODELS_STORE) / SLUG
PAGE = f"/onderzoek/{SLUG}/groep/"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def release(people: People) -> Release:
    load_default_services(by=people.esra)
    return linked_and_approved(import_release(path=FOLDER, by=people.esra), {}, people)


def words_of(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


# ---- bringing in


def test_every_word_and_number_arrives(release: Release) -> None:
    sent = read_release(FOLDER).insight
    stored = list(InsightRow.objects.filter(release=release))
    assert len(stored) == len(sent) > 0
    for row, line in zip(stored, sent, strict=True):
        assert all(getattr(row, name) == getattr(line, name) for name in INSIGHT_COLUMNS)
    assert not Finding.objects.filter(release=release).exists()


def test_a_forged_table_writes_nothing(people: People) -> None:
    files = release_files(read_release(FOLDER))
    forged = files | {INSIGHT: files[INSIGHT].replace(b",4010,", b",4011,", 1)}
    with pytest.raises(ReleaseRefused, match=r"insight\.csv"):
        import_files(files=forged, by=people.esra)
    assert not Release.objects.exists()
    assert not InsightRow.objects.exists()


def test_a_broken_rule_is_refused_in_dutch_with_the_line(people: People) -> None:
    read = read_release(FOLDER)
    rows = list(read.insight)
    rows[0] = replace(rows[0], n_here=90)
    from research.release.digest import seal, sha256, unseal
    from research.release.schema import MANIFEST
    from research.release.tables import write_table

    files = release_files(read)
    table = write_table(INSIGHT_COLUMNS, rows)
    body, _ = unseal(files[MANIFEST])
    lines = body.decode().replace(sha256(files[INSIGHT]), sha256(table)).splitlines()
    with pytest.raises(ReleaseRefused) as error:
        import_files(files=files | {INSIGHT: table, MANIFEST: seal(lines)}, by=people.esra)
    assert "insight.csv, regel 2: verwacht werd in kolom “n_here” een tiental van ten minste 100" in str(
        error.value.sentence
    )


# ---- the page


def test_everybody_reads_it_once_it_is_approved(client: Client, people: People) -> None:
    load_default_services(by=people.esra)
    waiting = import_release(path=FOLDER, by=people.esra)
    assert client.get(PAGE).status_code == 404
    linked_and_approved(waiting, {}, people)
    said = words_of(client)
    assert "22 van de 100 cliënten, 13 van de 100 andere inwoners" in said
    assert "Even oud en even vaak man of vrouw gerekend: 29 van de 100 cliënten" in said
    assert "Cliënten van een jaar hadden in dat jaar hun eerste intake." in said
    assert "Elk jaar gaat over andere cliënten. De lijnen volgen geen mensen." in said
    assert "in 19 van de 20 keer" in said
    assert "Dit gaat over groepen, niet over u." in said
    assert "FICTIEF" in said


def test_of_whom_the_numbers_are_is_said_above_them(client: Client, release: Release) -> None:
    said = words_of(client, f"{PAGE}?onderwerp=education&jaar=2018")
    row = InsightRow.objects.get(release=release, topic="education", year=2018)
    assert row.n_here is not None
    assert row.n_there is not None
    people = [f"{count:,}".replace(",", ".") for count in (row.n_here, row.n_there)]
    told = f"Dit gaat over {people[0]} cliënten en {people[1]} andere inwoners. Zij waren 18 tot en met 66 jaar oud."
    assert told in said
    assert said.index(told) < said.index("49 van de 100 cliënten, 21 van de 100 andere inwoners")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_explanation_of_every_plan_says_its_ages_to_the_page(lang: Lang) -> None:
    assert ages_in(AGES.format(low=25, high=60)) == ("25", "60")
    assert ages_in("Deze uitgave zegt niets van leeftijden.") is None
    ends = {"nl": "Zij waren 25 tot en met 60 jaar oud.", "en": "They were 25 to 60 years old."}
    said = wording.who_words([facts(), facts(people=(900, 9_000))], ("25", "60"), lang)
    assert said.endswith(ends[lang])
    assert ("900 tot 1.000" if lang == "nl" else "900 to 1,000") in said
    assert wording.who_words([facts(here=None)], ("25", "60"), lang) == ""
    assert not re.search(r"jaar|years", wording.who_words([facts()], None, lang))


def test_sex_is_named_wherever_the_numbers_are_made_equal(client: Client, release: Release) -> None:
    said = words_of(client)
    equal = re.findall(r"[Ee]ven oud(?:[^.:]{0,40})", said)
    assert equal
    assert [words for words in equal if "man of vrouw" not in words] == []


def test_who_keeps_research_reads_it_before(client: Client, people: People) -> None:
    waiting = import_release(path=FOLDER, by=people.esra)
    client.force_login(people.farid, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("releases:whole_group_version", args=[SLUG, waiting.digest])
    assert "Cliënten naast andere inwoners" in words_of(client, address)
    assert f"{address}?onderwerp=debts" in client.get(address).content.decode()


def test_topic_and_year_are_links_that_work_without_a_script(client: Client, release: Release) -> None:
    html = client.get(PAGE).content.decode()
    links = re.findall(r'href="(/onderzoek/fictief-groep-2026/groep/\?[^"]+)"', html)
    assert len(links) == len(release.manifest["topics"]) + 3
    for link in links:
        assert client.get(unescape(link)).status_code == 200
    said = words_of(client, f"{PAGE}?onderwerp=education&jaar=2018")
    assert "Opleiding, 2018" in said
    assert "49 van de 100 cliënten, 21 van de 100 andere inwoners" in said
    assert html.count('aria-current="page"') == 3  # the menu, the topic, the year


@pytest.mark.parametrize(
    "query", ["?onderwerp=niets&jaar=1800", "?jaar=x", "?onderwerp=", "?onderwerp=%00&jaar=99999999999"]
)
def test_a_topic_or_year_that_is_none_shows_the_first(client: Client, release: Release, query: str) -> None:
    assert "Chronische aandoeningen, 2020" in words_of(client, PAGE + query)


def test_what_may_not_be_shown_says_so(client: Client, release: Release) -> None:
    said = words_of(client, f"{PAGE}?onderwerp=chronic_condition")
    assert "Geen getal: te weinig mensen, of bijna iedereen hetzelfde" in said


def test_a_topic_on_age_says_why_it_is_not_made_equal(client: Client, release: Release) -> None:
    said = words_of(client, f"{PAGE}?onderwerp=age")
    assert "niet te rekenen: dit gaat zelf over leeftijd" in said
    assert "Even oud en even vaak man of vrouw gerekend:" not in said
    assert "Daarom staat er een tweede getal" not in said


def test_all_numbers_stand_in_a_table_too(client: Client, release: Release) -> None:
    said = words_of(client, f"{PAGE}?onderwerp=debts&jaar=2019")
    row = InsightRow.objects.get(release=release, topic="debts", year=2019)
    for name in ("here", "there", "difference", "standard", "standard_difference"):
        value, low, high = (getattr(row, name + end) for end in ("", "_lower", "_upper"))
        assert f"{value} (tussen {low} en {high})" in said
    assert "4.020 cliënten, 93.890 andere inwoners" in said


def test_a_group_that_is_switched_off_stays_off_r13(client: Client, release: Release, people: People) -> None:
    from checklist.releases.actions import approve_policy, propose_policy

    reason = {"reason_nl": "Nu niet.", "reason_en": "Not now."}
    off = propose_policy(characteristic="debts", state=GroupPolicy.State.OFF, by=people.esra, **reason)
    approve_policy(policy=off, by=people.farid)
    said = words_of(client, f"{PAGE}?onderwerp=debts")
    assert "Schulden" not in said
    assert "Chronische aandoeningen, 2020" in said


def test_a_release_without_the_table_has_no_such_page(client: Client, people: People) -> None:
    load_default_services(by=people.esra)
    other = approved(small_release(), people)
    assert client.get(f"/onderzoek/{other.slug}/groep/").status_code == 404
    assert "groep/" not in client.get(f"/onderzoek/{other.slug}/").content.decode().replace(
        "/onderzoek/groepen/", ""
    )


def test_the_release_and_the_library_lead_to_it(client: Client, release: Release) -> None:
    address = reverse("releases:whole_group_version", args=[SLUG, release.digest])
    assert f'href="{address}"' in client.get(f"/onderzoek/{SLUG}/").content.decode()
    library = client.get("/onderzoek/").content.decode()
    assert f'href="{PAGE}"' in library
    assert "6 onderwerpen" in words_of(client, "/onderzoek/")


def test_a_withdrawn_release_says_so(client: Client, release: Release, people: People) -> None:
    withdraw_release(release=release, reason="Fout in de telling.", by=people.esra)
    said = words_of(client)
    assert "Dit onderzoek is ingetrokken" in said
    assert "Fout in de telling." in said


def test_it_reads_in_english(client: Client, release: Release) -> None:
    client.cookies["django_language"] = "en"
    said = words_of(client, f"{PAGE}?onderwerp=debts")
    assert "of 100 clients, 11 of 100 other residents" in said
    assert "Counted as equally old and as often men or women:" in said
    assert "cliënten" not in said.replace("De hele groep naast de rest van de gemeente", "")


def test_no_more_queries_with_more_rows(client: Client, release: Release) -> None:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    row = InsightRow.objects.filter(release=release, topic="debts").first()
    assert row is not None
    for position, year in enumerate(range(1990, 2015), start=1_000):
        row.pk, row.position, row.year = None, position, year
        row.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few) <= 8


# ---- words and pictures


def facts(here: int | None = 25, there: int = 10, standard: int | None = 29, **more: object) -> GroupFacts:
    def level(value: int | None) -> Level | None:
        return None if value is None else Level(value, value - 2, value + 2)

    hidden = here is None
    values = {
        "part": Phrase("drie of meer", "three or more"), "year": 2019, "here": level(here),
        "there": None if hidden else level(there), "standard": None if hidden else level(standard),
        "difference": None if hidden else level((here or 0) - there), "standard_difference": None,
        "people": (1_000, 20_000), "unknown": (None, 10), "reason": NOT_SHOWN if hidden else "",
        "reason_standard": "",
    }  # fmt: skip
    return GroupFacts(**values | more)  # type: ignore[arg-type]


EVERY_CASE = (
    facts(), facts(standard=None, reason_standard=ABOUT_AGE), facts(standard=None, reason_standard=TOO_FEW_PER_AGE),
    facts(here=None), facts(here=None, reason=TOO_CLOSE), facts(here=10, there=30),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_sentence_keeps_the_rules_of_evidence(lang: Lang) -> None:
    said = [*wording.explained(lang), *wording.made_equal(lang), wording.years_words(lang)]
    said += [wording.who_words(EVERY_CASE, ages, lang) for ages in (None, ("18", "66"))]
    for case in EVERY_CASE:
        said += [
            wording.shares_words(case, lang),
            wording.standard_words(case, lang),
            wording.no_standard_words(case, lang),
        ]
    table = pictures.group_table(EVERY_CASE, 50, lang)
    said += [table.caption, *table.words.values()]
    assert [problem for sentence in said for problem in linter(sentence, lang)] == []


def test_it_is_never_said_to_be_an_effect() -> None:
    """R1: no word of cause or help among the words of this page, but that it does not say so."""
    said = " ".join(
        wording.shares_words(case, "nl") + wording.standard_words(case, "nl") for case in EVERY_CASE
    ).lower()
    assert not re.search(r"\b(effect|door|hulp|helpt|omdat|dus|werkt)\b", said)
    assert any("waardoor" in sentence for sentence in wording.explained("nl"))


def test_a_picture_has_one_axis_for_all_parts_and_years() -> None:
    assert pictures.group_end([facts(here=20, there=10, standard=None)]) == 25
    assert pictures.group_end([facts(here=20, there=10), facts(here=48, there=10)]) == 50
    assert pictures.group_end([facts(here=49, there=10)]) == 75
    assert pictures.group_end([facts(here=99, there=10)]) == 100
    assert pictures.group_end([facts(here=None)]) == 25
    assert [kind for kind, _ in pictures.group_table([facts(standard=None)], 50, "nl").keys] == [
        "here",
        "there",
    ]
    marks = pictures.group_table([facts()], 50, "nl").rows[0].marks
    assert [mark.label for mark in marks] == ["25", "29", "10"]
    assert [mark.x for mark in marks] == ["46.00%", "52.72%", "20.80%"]


@pytest.mark.parametrize("end", pictures.GROUP_ENDS)
def test_marks_stay_inside_the_picture(end: int) -> None:
    for value in (0, end):
        place = Decimal(pictures.group_position(value, end).rstrip("%"))
        assert 0 < place < 92  # a number stands beside it


def height(letters: str) -> Decimal:
    return Decimal(letters.removesuffix("rem"))


def test_heights_and_letters_in_a_picture_grow_with_the_text(client: Client, release: Release) -> None:
    """At 200 % text a height or a letter in pixels would stay as it was, or numbers would lie on each other."""
    html = client.get(PAGE).content.decode()
    drawn = "".join(re.findall(r'<svg[^>]*width="100%".*?</svg>(?!<text|<svg|<line)', html))
    assert re.findall(r'font-size="([^"]+)"', drawn)
    said = re.findall(r' (?:font-size|height|y|y1|y2|dx|dy)="([^"]+)"', drawn)
    assert [size for size in said if not size.endswith(("rem", "%")) and size != "0"] == []


def test_over_the_years_the_number_stands_on_the_outside() -> None:
    picture = pictures.year_picture([facts(year=2018), facts(year=2019, here=9, there=30)], 50, "nl")
    assert picture is not None
    place = {(mark.kind, mark.label): height(mark.text_y) - height(mark.y) for mark in picture.marks}
    assert place["here", "25"] < 0 < place["there", "10"]
    assert place["there", "30"] < 0 < place["here", "9"]
    assert len(picture.lines) == 2


def test_a_year_without_a_number_breaks_the_line() -> None:
    rows = [facts(year=2017), facts(here=None, year=2018), facts(year=2019), facts(year=2020)]
    picture = pictures.year_picture(rows, 50, "nl")
    assert picture is not None
    assert len(picture.marks) == 6
    assert len(picture.lines) == 2
    assert pictures.year_picture(rows[:2], 50, "nl") is None
