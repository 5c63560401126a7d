# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The components as a browser shows them: wide, on a phone, in forced colours, without JavaScript, on paper."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, WIDE, axe_faults, sideways
from tests.checklist import component_page

LOOKS = {"wide": (WIDE, "none"), "phone": (PHONE, "none"), "forced colours": (WIDE, "active")}


@pytest.fixture(autouse=True)
def only_the_components(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.checklist.component_page"


@pytest.fixture(params=list(LOOKS.values()), ids=list(LOOKS))
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    width, forced = request.param
    faults: list[str] = []
    shown = component_page.open_page(chromium, width, bypass_csp=True, forced_colors=forced)
    shown.on("pageerror", lambda error: faults.append(str(error)))
    yield shown
    shown.context.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page) -> None:
    assert axe_faults(page) == []
    assert not sideways(page)


@pytest.mark.browser
@pytest.mark.slow
def test_the_content_policy_refuses_nothing(chromium: Browser) -> None:
    said: list[str] = []
    page = component_page.open_page(chromium, WIDE)
    page.on("console", lambda line: said.append(line.text))
    page.reload()
    expect(page.locator("[data-print]"), "the script ran").to_be_visible()
    assert said == []
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_without_javascript_every_control_works_and_helpless_buttons_are_hidden(chromium: Browser) -> None:
    page = component_page.open_page(chromium, WIDE, java_script_enabled=False)
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.get_by_text("hbo of universiteit").last.click()
    assert page.locator("#opleiding-hbo").is_checked()
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_whole_row_of_an_option_is_its_target(page: Page) -> None:
    row = page.locator(".option", has=page.locator("#opleiding-mbo"))
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.mouse.click(box["x"] + box["width"] - 6, box["y"] + box["height"] - 6)
    assert page.locator("#opleiding-mbo").is_checked()


@pytest.mark.browser
@pytest.mark.slow
def test_a_ticked_row_looks_ticked(page: Page) -> None:
    """Also in forced colours, where a background tells nothing."""
    ticked, bare = (
        Image.open(io.BytesIO(page.locator(f"#opleiding-{key}").screenshot())).convert("L")
        for key in ("vmbo", "basis")
    )
    dark = [sum(image.histogram()[:140]) for image in (ticked, bare)]
    assert dark[0] > 1.5 * dark[1]


@pytest.mark.browser
@pytest.mark.slow
def test_the_table_keeps_its_roles_on_a_phone(chromium: Browser) -> None:
    page = component_page.open_page(chromium, PHONE)
    assert page.get_by_role("table").count() == 3
    assert page.get_by_role("rowheader", name="Mensen zonder recent werk").count() == 1
    assert page.get_by_role("cell", name=re.compile("8 meer op de 100")).count() == 1
    page.context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_theme_of_a_municipality_wins(chromium: Browser) -> None:
    """The second stylesheet sets a few tokens; buttons and drawings follow."""
    ours = component_page.html()
    theme = ".theme-default { --ts-brand: rgb(120, 0, 60); }"
    page = component_page.open_page(chromium, WIDE, page_html=ours, bypass_csp=True)
    page.add_style_tag(content=theme)
    button = page.get_by_role("button", name="Bewaar en ga verder")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(120, 0, 60)"
    drawn = page.locator(".icon-array .pic-fill").first
    assert drawn.evaluate("e => getComputedStyle(e).fill") == "rgb(120, 0, 60)"
    page.context.close()


# ---- markup ----------------------------------------------------------------------------------------------------------


def _draw(source: str, **context: Any) -> str:
    return str(engines["django"].from_string("{% load components %}" + source).render(context))


def test_r5_nothing_is_ticked_unless_somebody_answered() -> None:
    source = '{% radio_group "q" "Vraag" options value %}'
    options = [("", "leeg"), ("a", "A"), (0, "nul")]
    assert "checked" not in _draw(source, options=options, value=None)
    assert _draw(source, options=options, value="a").count(" checked") == 1
    assert 'id="q-0"' in _draw(source, options=options, value=0)
    several = _draw('{% checkbox_group "q" "Vraag" options values %}', options=options, values=["a", 0])
    assert several.count(" checked") == 2


def test_names_and_words_are_escaped() -> None:
    drawn = _draw('{% radio_group "q" legend options %}', legend="<b>", options=[("x", "<script>", "<i>")])
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    said = render_to_string(
        "components/voice.html", {"whose": "client", "title": "Uw keuze", "words": "</p><script>"}
    )
    assert "<script>" not in said


def test_the_steps_say_where_we_are_and_where_we_may_go() -> None:
    drawn = _draw(
        '{% talk_steps "choices" done where %}', done=["goal"], where={"goal": "/doel/", "choices": "/hier/"}
    )
    assert drawn.count('aria-current="step"') == 1
    assert 'href="/doel/"' in drawn
    assert "/hier/" not in drawn, "the page itself is no link"
    labels = re.findall(r'steps__name">([^<]+)', drawn)
    assert labels == ["Doel", "Vragen", "Teruglezen", "Eerste idee", "Uitkomsten", "Keuzes", "Verslag"]


def test_a_django_form_uses_the_field_templates() -> None:
    form = component_page.ExampleForm({"note": "x"})
    drawn = str(form)
    assert drawn.count('class="option utrecht-form-field') == 3
    assert 'id="id_name_helptext"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'class="utrecht-form-field__input utrecht-textarea' in drawn


def test_every_reference_of_an_aria_attribute_exists() -> None:
    drawn = component_page.html()
    ids = set(re.findall(r'\bid="([^"]+)"', drawn))
    used = {
        name
        for names in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', drawn)
        for name in names.split()
    }
    assert used <= ids
    assert set(re.findall(r'\bfor="([^"]+)"', drawn)) <= ids


def test_every_component_says_its_parameters() -> None:
    folder = Path(site.BASE_DIR) / "templates" / "components"
    silent = [
        path.name
        for path in folder.rglob("*.html")
        if "{% comment %}" not in path.read_text(encoding="utf-8")
    ]
    assert silent == []


@pytest.mark.parametrize(
    "name", ["400.html", "404.html", "403.html", "403_csrf.html", "409.html", "500.html"]
)
def test_error_pages_draw_even_with_an_empty_context(name: str) -> None:
    drawn = render_to_string(name)
    assert drawn.count("<h1>") == 1
    assert 'href="/"' in drawn or "conflict" in name or name == "409.html"


def test_a_page_names_its_language_and_its_site() -> None:
    request = RequestFactory().get("/x/")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    drawn = render_to_string("404.html", request=request)
    assert '<html lang="nl"' in drawn
    assert site.SITE_NAME in drawn


# ---- paper -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_paper_is_tagged_and_says_what_it_is(tmp_path: Path) -> None:
    source = tmp_path / "report.pdf"
    source.write_bytes(component_page.pdf())
    told = subprocess.run(["pdfinfo", source], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Title:\s+Verslag van het gesprek", told)
    text = subprocess.run(
        ["pdftotext", "-layout", source, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "FICTIEF" in text
    assert "Dit gaat over groepen, niet over u." in text
    assert "Mensen in de groep:" not in text, "the labels of the phone stay off paper"
