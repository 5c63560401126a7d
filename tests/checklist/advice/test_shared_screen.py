# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""While the screen is shared no page of the talk shows who it is about, or what was told about health and money."""

import re

import pytest
from django.utils.html import strip_tags

from checklist.advice.page.frozen import as_frozen
from checklist.advice.queries import open_snapshot
from checklist.decisions.models import Decision
from checklist.intake.actions import save_answer
from checklist.intake.models import Answer
from checklist.questions.rules import Reply
from checklist.releases.actions import withdraw_finding
from checklist.releases.models import Finding
from tests import worlds
from tests.checklist.advice.talk import ANSWERS, Talk, make_talk

#: Anything that tells that these people talked about health or money: groups, questions, answers, how it was measured.
TELLING = re.compile(
    r"Dirk|FICTIEF-7|klachten|last van|lang last|medicijn|MEDICIJN|tillen|lang staan|kost moeite"
    r"|geldzorgen|schuld|achterstand|ik heb al hulp",
    re.IGNORECASE,
)
PAGES = (
    *("doel", "vragen/1", "vragen/2", "vragen/3", "vragen/4", "vragen/5", "vragen/6", "vragen/alles"),
    *(
        "teruglezen",
        "eerste-idee",
        "uitkomsten",
        "klopt-niet-meer",
        "keuzes",
        "verslag",
        "code",
        "overdragen",
    ),
    *("afsluiten", "afsluiten/verkeerde-persoon", "doel-van-inzage"),
)


@pytest.fixture
def sick(db: None, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Dirk told about his health and his money, and it stands on his evidence page: at two services, one withdrawn."""
    monkeypatch.setitem(worlds.HELD, ("korte_vakopleiding", "chronic_condition", "with"), 9)
    talk = make_talk(answers=ANSWERS | {"health_gate": "yes", "health_long": "yes", "money_help": "has_help"})
    abilities = talk.question("abilities")
    lines = Reply("given", {"lines": {"lifting": "hard"}})
    version = Answer.objects.get(case=talk.case, question=abilities).version  # it was not asked before
    save_answer(case=talk.case, question=abilities, reply=lines, version=version, by=talk.people.anouk)
    talk.read_back()
    talk.ideas()
    talk.snapshot()
    finding = Finding.objects.get(
        service="direct_werk", characteristic="chronic_condition", group="with", type="effect", primary=True
    )
    withdraw_finding(finding=finding, reason="Fout in de telling.", by=talk.people.esra)
    return talk


def words(talk: Talk, page: str) -> str:
    response = talk.anouk.get(f"/gesprekken/{talk.case.uuid}/{page}/", follow=True)
    assert response.status_code in {200, 404}, page
    html = response.content.decode()
    return re.sub(
        r"\s+", " ", strip_tags(re.sub(r"<head>.*?</head>|<script.*?</script>", "", html, flags=re.DOTALL))
    )


def share(talk: Talk) -> None:
    talk.anouk.post("/gesprekken/scherm-delen/", {"shared": "1", "next": "/"})


#: What stands there for everybody, whatever was told.
FIXED = re.compile(
    r"Wij vragen nooit naar BSN[^.]*\.|Naam, nummer en antwoorden over geld en gezondheid zijn verborgen\."
    r"|Antwoorden over geld en gezondheid zijn verborgen zolang u uw scherm deelt\."
)


def without_fixed_words(text: str) -> str:
    return FIXED.sub("", text)


@pytest.mark.parametrize("page", PAGES)
def test_d17_no_page_of_the_talk_tells_name_health_or_money(sick: Talk, page: str) -> None:
    share(sick)
    assert TELLING.findall(without_fixed_words(words(sick, page))) == []


@pytest.mark.parametrize("page", ["/", "/gesprekken/", "/gesprekken/klopt-niet-meer/"])
def test_d17_no_list_tells_a_name(sick: Talk, page: str) -> None:
    share(sick)
    assert not re.search("Dirk|FICTIEF-7", strip_tags(sick.anouk.get(page).content.decode()))


def reopened(talk: Talk) -> str:
    talk.anouk.post(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    return words(talk, "uitkomsten")


def test_d17_the_frozen_page_leaves_health_out_and_says_so(sick: Talk) -> None:
    told = reopened(sick)
    assert "langdurige klachten" in told
    share(sick)
    hidden = words(sick, "uitkomsten")
    assert not TELLING.search(without_fixed_words(hidden))
    assert "Verborgen zolang u uw scherm deelt" in hidden
    assert "Met deze hulp vonden mensen vaker werk." in hidden  # what rests on no health stays


def test_d17_nothing_is_lost_by_hiding(sick: Talk) -> None:
    snapshot = sick.snapshot()
    assert "langdurige klachten" not in as_frozen(open_snapshot(snapshot, hide={"chronic_condition"}))
    assert "langdurige klachten" in as_frozen(open_snapshot(snapshot))
    assert Decision.objects.count() == 0


def decide(talk: Talk, *, again: bool = False) -> None:
    """Both choose, through the page."""
    talk.anouk.post(f"/gesprekken/{talk.case.uuid}/uitkomsten/")
    address = f"/gesprekken/{talk.case.uuid}/keuzes/{'?opnieuw=1' if again else ''}"
    initial = talk.anouk.get(address).context["form"].initial
    data = {name: str(initial[name]) for name in ("once_key", "version", "snapshot")}
    for whose in ("client", "caseworker"):
        data |= {f"{whose}_choice": "direct_werk", f"{whose}_words": "Dit past nu."}
    data |= {"client_how": "shared_screen", "next_step": "Maandag bellen we."}
    answer = talk.anouk.post(address, data)
    assert answer.status_code == 302, strip_tags(answer.content.decode())[:2000]


@pytest.mark.parametrize("page", ["verslag", "keuzes", "uitkomsten", "teruglezen"])
def test_d17_after_the_choices_too(sick: Talk, page: str) -> None:
    decide(sick)
    assert Decision.objects.count() == 1
    share(sick)
    assert TELLING.findall(without_fixed_words(words(sick, page))) == []


def test_d17_the_report_does_not_even_name_the_topics(sick: Talk) -> None:
    decide(sick)
    assert "Gezondheid en werk" in words(sick, "verslag")
    share(sick)
    hidden = without_fixed_words(words(sick, "verslag"))
    assert not re.search(r"Gezondheid en werk|\bGeld\b", hidden)
    assert "Ja, nu nog" in hidden  # the other answers stay
