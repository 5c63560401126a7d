# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page with all components, filled with made-up findings; and a browser that reads it from memory and disk."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template import engines
from django.test import RequestFactory, override_settings
from django.urls import path as address
from django.views.i18n import set_language
from playwright.sync_api import Browser, Page, Route
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from checklist.releases import pictures, rules, wording
from checklist.releases.wording import FindingFacts, Lang, Phrase

#: The components need one address of the project and no page of the app.
urlpatterns = [address("taal/", set_language, name="set_language")]
ADDRESS = "http://onderdelen.test"
POLICY = "; ".join(
    f"{key} {' '.join(value)}" for key, value in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

ALL = FindingFacts(
    type="effect",
    comparison="versus_reference",
    service=Phrase("Direct naar werk", "Straight to work"),
    reference=Phrase("Meedoen en opbouwen", "Join in and build up"),
    term_months=12,
    estimate=Decimal("8.0"),
    lower=Decimal("5.1"),
    upper=Decimal("10.9"),
    level_with=Decimal("38.1"),
    level_without=Decimal("30.1"),
    n=4210,
    certainty="redelijk",
    verdict="beter",
    place="een verzonnen stad",
    period="2019–2023",
    fictional=True,
    difference_tested=True,
    difference_held=True,
    comparisons_made=42,
)
RECENT = replace(
    ALL,
    group=Phrase("mensen zonder recent werk", "people without recent work"),
    estimate=Decimal("11.4"),
    lower=Decimal("6.0"),
    upper=Decimal("16.8"),
    level_with=Decimal("29.7"),
    level_without=Decimal("18.3"),
    n=910,
)
YOUNG = replace(
    ALL,
    service=Phrase("Korte vakopleiding met praktijk", "Short vocational course"),
    group=Phrase("mensen van 18 tot en met 26 jaar", "people of 18 to 26"),
    estimate=Decimal("3.2"),
    lower=Decimal("-4.9"),
    upper=Decimal("11.3"),
    level_with=Decimal("33.2"),
    level_without=Decimal("30.0"),
    n=640,
    certainty="onbekend",
    verdict="geen uitspraak",
)
WIDE = replace(
    YOUNG,
    group=Phrase("mensen met hbo of universiteit", "people with a degree"),
    estimate=Decimal("-6.0"),
    lower=Decimal("-48.0"),
    upper=Decimal("36.0"),
    n=120,
)
EMPTY = replace(
    YOUNG,
    group=Phrase("mensen met schulden", "people with debts"),
    estimate=None,
    lower=None,
    upper=None,
    n=None,
    reason_empty="te weinig mensen",
)
FINDINGS = (ALL, RECENT, YOUNG, WIDE, EMPTY)


class ExampleForm(forms.Form):
    purpose = forms.ChoiceField(
        label="Waarom opent u dit gesprek?",
        choices=[("prepare", "gesprek voorbereiden"), ("hold", "gesprek voeren")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Naam", help_text="Zoals u genoemd wilt worden.")
    note = forms.CharField(label="Opmerking", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Ik heb het voorgelezen", required=False)


def card(facts: FindingFacts, rows: tuple[FindingFacts, ...], lang: Lang = "nl") -> dict[str, Any]:
    axis = pictures.axis_for(FINDINGS, lang)
    return {
        "service": facts.service.in_(lang) if facts.service else "",
        "said": rules.said_alone(facts, lang),
        "sentences": wording.sentences(facts, lang),
        "pair": pictures.icon_pair(facts, lang),
        "table": pictures.forest_table(rows, axis, lang),
        "place": facts.place,
        "period": facts.period,
        "size": wording.number(facts.n or 0, lang),
        "for_whom": wording.for_whom(facts, lang),
        "words": wording.certainty_words(facts, lang),
        "level": wording.certainty_level(facts),
        "certainty": wording.certainty_sentence(facts, lang),
        "range": wording.range_text(facts, lang),
        "reasons": wording.certainty_reasons(facts, lang),
        "why": wording.why_shown(facts, lang),
    }


def context() -> dict[str, Any]:
    return {
        "findings": [card(RECENT, (ALL, RECENT)), card(YOUNG, (YOUNG, WIDE, EMPTY))],
        "association": wording.association_sentences(
            replace(ALL, type="association", estimate=Decimal(-1)), "nl"
        ),
        "done": ["goal", "questions", "read-back", "first-idea"],
        "addresses": {
            "goal": "#doel",
            "questions": "#vragen",
            "read-back": "#teruglezen",
            "first-idea": "#idee",
        },
        "client_choices": ["Meedoen en opbouwen"],
        "caseworker_choices": ["Meedoen en opbouwen", "Proefplaatsing"],
        "education": [
            ("basis", "geen of basisschool"),
            ("vmbo", "vmbo, mavo of mbo 1"),
            ("mbo", "havo, vwo of mbo 2–4"),
            ("hbo", "hbo of universiteit"),
            ("buitenland", "diploma uit een ander land", "Welk niveau lijkt erop?"),
            ("unknown", "weet ik niet"),
            ("refused", "zeg ik liever niet"),
            ("not-asked", "niet gevraagd"),
        ],
        "needs": [("tolk", "tolk of hulp bij Nederlands"), ("reizen", "reizen"), ("opvang", "kinderopvang")],
        "chosen_needs": ["reizen"],
        "yes_no": [("now", "ja, nu nog"), ("past", "ja, nu niet meer"), ("no", "nee")],
        "colleagues": [("a", "Anouk"), ("b", "Bilal")],
        "group_errors": ["Kies een antwoord. “Niet gevraagd” mag ook."],
        "field_errors": ["Schrijf op wat u heeft afgesproken."],
        "errors": [
            ("werk", "Kies een antwoord bij vraag 6."),
            ("stap", "Schrijf op wat u heeft afgesproken."),
        ],
        "form": ExampleForm({"note": "Tekst die bleef staan."}),
        "facts": [("Vaste consulent", "Anouk de Boer", "010 000 00 00"), ("Bewaard tot", "22 november 2031")],
        "columns": [("Wanneer", False), ("Wie", False), ("Waarvoor", False), ("Regels", True)],
        "rows": [
            ["22 november, 10.02 uur", "Anouk, uw consulent", "gesprek voeren", "12"],
            [
                "21 november, 16.30 uur",
                {"text": "Bilal, waarnemer", "url": "#vraag"},
                "waarnemen voor een collega",
                "3",
            ],
        ],
        "report": "Doel: weer onder de mensen zijn.\nKeuze: Meedoen en opbouwen.\nVolgende stap: bellen op 3 december.",
        "conflict": [("Volgende stap", "next_step", "Bellen op 3 december.", "Bellen op 4 december.")],
    }


def _drawn(name: str) -> str:
    request = RequestFactory().get("/onderdelen/")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    source = Path(__file__).with_name(name).read_text(encoding="utf-8")
    with override_settings(ROOT_URLCONF=__name__):
        return str(engines["django"].from_string(source).render(context(), request))


def html() -> str:
    return _drawn("component_page.html")


def _answer(route: Route, page: str) -> None:
    path = route.request.url.removeprefix(ADDRESS)
    if path.startswith(settings.STATIC_URL):
        found = finders.find(path.removeprefix(settings.STATIC_URL))
        body, kind = Path(str(found)).read_text(encoding="utf-8"), TYPES[Path(path).suffix]
    else:
        body, kind = page, "text/html; charset=utf-8"
    route.fulfill(body=body, content_type=kind, headers={"Content-Security-Policy": POLICY})


def open_page(
    browser: Browser, width: int, *, page_html: str = "", bypass_csp: bool = False, **options: Any
) -> Page:
    """The page in a window of this width, under the site's own content policy; nothing is fetched from outside."""
    size = {"width": width, "height": 900}
    still = {"reduced_motion": "reduce"} | options
    page = browser.new_context(viewport=size, locale="nl-NL", bypass_csp=bypass_csp, **still).new_page()
    body = page_html or html()
    page.route("**/*", lambda route: _answer(route, body))
    page.goto(f"{ADDRESS}/")
    return page


class _StaticOnly(URLFetcher):
    """Reads static files from disk and nothing else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        found = finders.find(url.removeprefix(ADDRESS).removeprefix(settings.STATIC_URL))
        return URLFetcherResponse(url, Path(str(found)).read_bytes(), {"Content-Type": "text/css"})


def pdf() -> bytes:
    page = HTML(string=_drawn("component_print.html"), base_url=ADDRESS, url_fetcher=_StaticOnly())
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))
