# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence page, drawn once: the strip of all services, and behind each row the findings.

`page` is the same whatever this client told; at its open places (between NUL signs) stands what answers brought.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, cast

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from checklist.advice.models import FirstIdea
from checklist.advice.page.context import (
    client_week,
    practical_side,
    service_week,
    talk,
    together,
    told_names,
)
from checklist.advice.page.pieces import EVERYONE, FROZEN, Drawing, Keys
from checklist.advice.queries import Evidence
from checklist.advice.rules import (
    NONE,
    Statement,
    Study,
    ViewableFinding,
    about_everybody,
    about_groups,
    is_old,
    may_be_shown,
    stated_service,
    studies,
)
from checklist.base.slots import slot
from checklist.intake.queries import Fact
from checklist.releases import pictures, wording
from checklist.releases import rules as release_rules
from checklist.releases.wording import Lang, StatedService, years
from checklist.services.models import Service
from checklist.services.queries import regular_guidance


@dataclass(frozen=True)
class _Service:
    """One service as it is drawn: the research on it, and its statement for this client."""

    row: Service
    found: list[Study]
    said: Statement
    stated: StatedService


@dataclass(frozen=True)
class _Scales:
    """What all services share: the heading and axis of the strip, and the scale of the lines over months."""

    strip: pictures.StripHead
    months: Decimal


def draw(evidence: Evidence, ideas: Mapping[FirstIdea, str], language: str) -> Drawing:
    """The whole page of this evidence, with both first ideas (and their words), in the language that is switched on."""
    lang = cast("Lang", language)
    drawing = Drawing(base={}, directions={})
    drawing.part(EVERYONE)
    for fact in evidence.facts:
        if fact.answer_key:
            told = {
                name: getattr(fact, name) for name in ("question_key", "characteristic", "group", "refused")
            }
            drawing.part(frozenset({fact.answer_key}))["told"].append(told)
    services = [_service(evidence, row, lang) for row in evidence.services]
    axis, scales = _scales(services, lang)
    cards = [_card(drawing, evidence, service, scales, lang) for service in services]
    client_week(drawing, evidence, lang)
    page = {
        "ideas": [_idea(idea, words, evidence, lang) for idea, words in ideas.items()],
        "strip": scales.strip,
        "cards": cards,
        "regular": {name: getattr(regular_guidance(), f"{name}_{lang}") for name in ("name", "text")},
        "compared": any(s.row.in_chosen_comparison and s.facts.reference for s in evidence.effects),
        "together": together(drawing, evidence, lang),
        "no_adding": wording.no_adding(lang),
        "your_voice": wording.your_voice(lang),
        "rounding": wording.rounding_note(lang),
        "lang": lang,
        "today": evidence.situation.today,
        "fictional": evidence.situation.fictional,
    }
    drawing.base = {
        "page": render_to_string(f"{FROZEN}/page.html", page),
        "gone": _gone(services, lang),
        "taken_away": _("Taken away. Nobody can read this any more."),
        "catalogue": [{"key": row.key, "name": _name(row, lang)} for row in evidence.services],
        "releases": [_release(release, evidence) for release in evidence.releases],
        "axis": asdict(axis),
    }
    return drawing


def _service(evidence: Evidence, row: Service, lang: Lang) -> _Service:
    found = studies(row.key, evidence.effects, evidence.situation)
    said = evidence.statements[row.key]
    return _Service(row, found, said, stated_service(said, found, evidence.situation, lang))


def _scales(services: Iterable[_Service], lang: Lang) -> tuple[pictures.StripAxis, _Scales]:
    """One axis and one scale for the whole page, over all findings that any client could see here."""
    found = [(service, study) for service in services for study in service.found]
    axis = pictures.strip_axis((seen.facts for _, study in found for seen in study.main), lang)
    everybody = [one for service in services for one in service.stated.everybody]
    terms = [seen.facts for _, study in found for seen in (*study.everybody, *study.other_terms)]
    return axis, _Scales(pictures.strip_head(everybody, axis, lang), pictures.month_reach(terms, lang))


def _idea(idea: FirstIdea, words: str, evidence: Evidence, lang: Lang) -> dict[str, Any]:
    """What one voice thought of before; it stands beside the evidence."""
    chosen = [_name(service, lang) for service in evidence.services if service.key in idea.services]
    return {"whose": idea.whose, "choices": chosen or [idea.get_kind_display().capitalize()], "words": words}


def _release(release: Any, evidence: Evidence) -> dict[str, Any]:
    old = release_rules.is_expired(release.expires_on, evidence.situation.today)
    until = release.expires_on.isoformat() if release.expires_on else ""
    known = {
        "digest": release.digest,
        "slug": release.slug,
        "kind": release.kind,
        "fictional": release.fictional,
    }
    return {**known, "expires_on": until, "old": old}


def _gone(services: Iterable[_Service], lang: Lang) -> dict[str, str]:
    """What stands in a place whose answer was destroyed: a row, with the name where there is no other."""
    words = _("Taken away. Nobody can read this any more.")
    places: dict[str, str] = {}
    for service in services:
        name = "" if service.stated.everybody else _name(service.row, lang)
        drawn = render_to_string(f"{FROZEN}/gone_row.html", {"words": words, "name": name})
        places[f"headline:{service.row.key}"] = drawn
    return places


def _name(service: Service, lang: Lang) -> str:
    return str(getattr(service, f"name_{lang}"))


# ---- one service -----------------------------------------------------------------------------------------------------


def _card(
    drawing: Drawing, evidence: Evidence, service: _Service, scales: _Scales, lang: Lang
) -> dict[str, Any]:
    """What a row shows whatever was told, everybody on top; what rests on an answer goes to the places."""
    row, found, said, stated = service.row, service.found, service.said, service.stated
    practical = practical_side(row, lang, evidence.situation.today)
    everybody = about_everybody(found, evidence.situation)
    drawing.shows(EVERYONE, everybody)
    drawing.part(EVERYONE)["everybody"][row.key] = [wording.frozen(one) for one in stated.everybody]
    keys = evidence.keys_of(said.rests_on)
    drawing.shows(keys, about_groups(said, found))
    top = _say(drawing, keys, service, scales.strip, lang)
    by_number = {one.finding: one for one in stated.results}
    blocks = {"blocks": [_block(seen, by_number, lang) for seen in about_groups(said, found)]}
    drawing.put(keys, f"findings:{row.key}", render_to_string(f"{FROZEN}/findings.html", blocks))
    lines = talk(practical) if said.direction == NONE else []
    drawing.put(keys, f"talk:{row.key}", render_to_string(f"{FROZEN}/talk.html", {"lines": lines}))
    return {
        "key": row.key,
        "name": _name(row, lang),
        "text": getattr(row, f"text_{lang}"),
        "fictional": row.fictional,
        "practical": practical,
        "week": service_week(row, practical, lang),
        "week_note": wording.week_note(lang),
        "unknown": _unknown(found, evidence, lang),
        "rows": top,
        "blocks": [_block(seen, by_number, lang) for seen in everybody],
        "studies": [_study(drawing, evidence, service, study, scales, lang) for study in found],
        "places": {name: slot(f"{name}:{row.key}") for name in ("headline", "findings", "talk")}
        | {"week": slot("week:yours")},
    }


def _say(drawing: Drawing, keys: Keys, service: _Service, head: pictures.StripHead, lang: Lang) -> SafeString:
    """The rows of one service: those about everybody, given back for the page; and the direction and the groups that
    stand beside them, kept by every answer that could have changed it."""
    said, stated = service.said, service.stated
    lines, many = pictures.strip_lines(stated, head), len(stated.everybody)
    name = _name(service.row, lang)
    beside = {"lines": lines[many:], "name": "" if many else name, "head": head}
    drawing.put(keys, f"headline:{service.row.key}", render_to_string(f"{FROZEN}/headline.html", beside))
    drawing.part(keys)["services"][service.row.key] = {
        "direction": said.direction,
        "reason": said.reason,
        "lead": stated.lead,
        "groups": [wording.frozen(one) for one in stated.groups],
        "rests_on": sorted(said.rests_on),
    }
    if not keys:
        drawing.directions[service.row.key] = said.direction
    if not many:
        return mark_safe("")
    return render_to_string(f"{FROZEN}/headline.html", {"lines": lines[:many], "name": name, "head": head})


def _block(seen: ViewableFinding, said: Mapping[int, wording.Stated], lang: Lang) -> dict[str, Any]:
    """One finding with its statement, its picture, for whom, and how sure."""
    card = release_rules.card(seen.facts, lang)
    title = seen.facts.group.in_(lang) if seen.facts.group else _("everybody in the study")
    return {
        **card,
        "title": title[:1].upper() + title[1:],
        "said": said[seen.row.finding],
        "period": years(seen.facts.period),
        "tags": [("warning", _("old research"))] if seen.facts.expired else [],
        "for_whom": wording.for_whom(seen.facts, lang),
        "why": wording.why_shown(seen.facts, lang) if seen.facts.group else (),
        "address": seen.address,
    }


def _unknown(found: list[Study], evidence: Evidence, lang: Lang) -> list[str]:
    """What we do not know, said first. The same for every client."""
    if not found:
        return []
    said = [wording.not_measured((), lang)]
    seen = next(seen for study in found for seen in (*study.main, *study.other_terms))
    if any(is_old(seen.row, evidence.situation.today) for study in found for seen in study.main):
        said.append(_("This is old research."))
    said.append(
        _("The study was in %(years)s. Now it may be different.") % {"years": years(seen.facts.period)}
    )
    return said


def _study(
    drawing: Drawing, evidence: Evidence, service: _Service, study: Study, scales: _Scales, lang: Lang
) -> dict[str, Any]:
    """The research of one release about everybody: its line over the months, and its numbers as a table."""
    names, everybody = told_names(evidence), [*study.everybody, *study.other_terms]
    drawing.shows(EVERYONE, everybody)
    for fact in evidence.facts:
        _why(drawing, evidence, f"{study.release[:12]}:{service.row.key}", (fact, study), lang)
    first = study.everybody[0].facts if study.everybody else None
    return {
        "title": study.title,
        "address": study.everybody[0].address if study.everybody else "",
        "months": _months(study, scales.months, lang),
        "table": _numbers(everybody, lang) if first else None,
        "why": [slot(f"why:{study.release[:12]}:{service.row.key}:{name}") for name in names],
        "other_terms": bool(study.other_terms),
        "main_term": wording.term_words(first.term_months, lang).strip() if first else "",
        "release": study.release[:12],
        "until": next((r.expires_on for r in evidence.releases if r.digest == study.release), None),
        "old": any(is_old(seen.row, evidence.situation.today) for seen in study.main),
    }


def _months(study: Study, reach: Decimal, lang: Lang) -> pictures.MonthLine | None:
    """The main outcome over the months, about everybody."""
    everybody = [seen.facts for seen in study.everybody]
    same = [
        seen.facts for seen in study.other_terms if everybody and seen.facts.outcome == everybody[0].outcome
    ]
    return pictures.month_line([*everybody, *same], reach, lang) if everybody else None


def _numbers(everybody: Iterable[ViewableFinding], lang: Lang) -> dict[str, Any]:
    """The same numbers as a table, in the order of the terms; another outcome says which."""
    terms = sorted((one.facts for one in everybody), key=lambda facts: facts.term_months or 0)
    return wording.table_of(terms, lang)


def _why(drawing: Drawing, evidence: Evidence, where: str, what: tuple[Fact, Study], lang: Lang) -> None:
    """Why groups of one thing that was told stand here: kept by that answer alone."""
    fact, study = what
    own = study.groups(fact.characteristic, fact.group)
    shown = [seen for seen in own if may_be_shown(seen.row, evidence.situation)]
    why = ""
    if shown:
        told = {
            "characteristic": evidence.names.get(fact.characteristic, ""),
            "groups": [seen.facts.group.in_(lang) for seen in shown if seen.facts.group],
            "measured": evidence.measured.get(fact.characteristic, ""),
        }
        why = render_to_string(f"{FROZEN}/why.html", told)
    keys = evidence.keys_of({fact.characteristic})
    drawing.shows(keys, shown)
    drawing.put(keys, f"why:{where}:{fact.characteristic}", why)
