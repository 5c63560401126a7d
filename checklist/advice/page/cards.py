# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence page, drawn once: per service its first layer, and behind it the findings.

`page` is the same whatever this client told; at its open places (between NUL signs) stands what answers brought.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, cast

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from checklist.advice.models import FirstIdea
from checklist.advice.page.context import practical_side, talk, together, told_names
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
    axis = _axis(evidence, lang)
    axes = _axes(evidence, lang)
    cards = [_card(drawing, evidence, service, axes, lang) for service in evidence.services]
    page = {
        "ideas": [_idea(idea, words, evidence, lang) for idea, words in ideas.items()],
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
        "gone": _gone(evidence),
        "taken_away": _("Taken away. Nobody can read this any more."),
        "catalogue": [{"key": service.key, "name": _name(service, lang)} for service in evidence.services],
        "releases": [_release(release, evidence) for release in evidence.releases],
        "axis": asdict(axis),
    }
    return drawing


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


def _gone(evidence: Evidence) -> dict[str, str]:
    """What stands in a place whose answer was destroyed."""
    words = _("Taken away. Nobody can read this any more.")
    block = render_to_string(f"{FROZEN}/gone.html", {"words": words})
    places: dict[str, str] = {}
    for service in evidence.services:
        places[f"headline:{service.key}"] = block
    return places


def _axis(evidence: Evidence, lang: Lang) -> pictures.StripAxis:
    """The axis of the strip, over all findings that any client could see here."""
    found = (
        seen.facts
        for service in evidence.services
        for study in studies(service.key, evidence.effects, evidence.situation)
        for seen in study.main
    )
    return pictures.strip_axis(found, lang)


def _axes(evidence: Evidence, lang: Lang) -> dict[str, pictures.ForestAxis]:
    """One axis per scale for the whole page, over all findings that any client could see here."""
    found = [
        seen
        for service in evidence.services
        for study in studies(service.key, evidence.effects, evidence.situation)
        for seen in study.main
    ]
    scales = {seen.facts.scale for seen in found}
    return {
        scale: pictures.axis_for([s.facts for s in found if s.facts.scale == scale], lang) for scale in scales
    }


def _name(service: Service, lang: Lang) -> str:
    return str(getattr(service, f"name_{lang}"))


# ---- one service -----------------------------------------------------------------------------------------------------


def _card(
    drawing: Drawing,
    evidence: Evidence,
    service: Service,
    axes: Mapping[str, pictures.ForestAxis],
    lang: Lang,
) -> dict[str, Any]:
    """What a card shows whatever was told, everybody on top; what rests on an answer goes to the places."""
    found = studies(service.key, evidence.effects, evidence.situation)
    said = evidence.statements[service.key]
    stated = stated_service(said, found, evidence.situation, lang)
    practical = practical_side(service, lang, evidence.situation.today)
    everybody = about_everybody(found, evidence.situation)
    drawing.shows(EVERYONE, everybody)
    drawing.part(EVERYONE)["everybody"][service.key] = [wording.frozen(one) for one in stated.everybody]
    keys = evidence.keys_of(said.rests_on)
    drawing.shows(keys, about_groups(said, found))
    _say(drawing, keys, service, said, stated)
    blocks = {"blocks": [_block(seen, lang) for seen in about_groups(said, found)]}
    drawing.put(keys, f"findings:{service.key}", render_to_string(f"{FROZEN}/findings.html", blocks))
    lines = talk(practical) if said.direction == NONE else []
    drawing.put(keys, f"talk:{service.key}", render_to_string(f"{FROZEN}/talk.html", {"lines": lines}))
    return {
        "key": service.key,
        "name": _name(service, lang),
        "text": getattr(service, f"text_{lang}"),
        "fictional": service.fictional,
        "practical": practical,
        "unknown": _unknown(found, evidence, lang),
        "top": StatedService(state=stated.state, everybody=stated.everybody),
        "blocks": [_block(seen, lang) for seen in everybody],
        "studies": [_study(drawing, evidence, service, study, axes, lang) for study in found],
        "places": {name: slot(f"{name}:{service.key}") for name in ("headline", "findings", "talk")},
    }


def _say(drawing: Drawing, keys: Keys, service: Service, said: Statement, stated: StatedService) -> None:
    """The direction and the groups that stand beside everybody: kept by every answer that could have changed it."""
    beside = replace(stated, everybody=())
    drawn = render_to_string(f"{FROZEN}/headline.html", {"said": beside})
    drawing.put(keys, f"headline:{service.key}", drawn)
    drawing.part(keys)["services"][service.key] = {
        "direction": said.direction,
        "reason": said.reason,
        "lead": stated.lead,
        "groups": [wording.frozen(one) for one in stated.groups],
        "rests_on": sorted(said.rests_on),
    }
    if not keys:
        drawing.directions[service.key] = said.direction


def _block(seen: ViewableFinding, lang: Lang) -> dict[str, Any]:
    """One finding with its sentences, its pictures, for whom, and how sure."""
    card = release_rules.card(seen.facts, lang)
    title = seen.facts.group.in_(lang) if seen.facts.group else _("everybody in the study")
    return {
        **card,
        "title": title[:1].upper() + title[1:],
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
    drawing: Drawing,
    evidence: Evidence,
    service: Service,
    study: Study,
    axes: Mapping[str, pictures.ForestAxis],
    lang: Lang,
) -> dict[str, Any]:
    """The forest table of one release: everybody in the page, each group of this client at its own place."""
    table, names = _table(study, axes, lang), told_names(evidence)
    drawing.shows(EVERYONE, [*(study.everybody if table else ()), *study.other_terms])
    for fact in evidence.facts:
        _group(drawing, evidence, f"{study.release[:12]}:{service.key}", (fact, study, table), lang)
    everybody = (
        tuple(pictures.forest_row(seen.facts, table.axis, lang) for seen in study.everybody) if table else ()
    )
    return {
        "title": study.title,
        "address": study.everybody[0].address if study.everybody else "",
        "table": replace(table, rows=everybody) if table else None,
        "places": [slot(f"row:{study.release[:12]}:{service.key}:{name}") for name in names],
        "why": [slot(f"why:{study.release[:12]}:{service.key}:{name}") for name in names],
        "other_terms": [
            wording.stated(seen.facts, lang, finding=seen.row.finding) for seen in study.other_terms
        ],
        "main_term": wording.term_words(study.main[0].facts.term_months, lang).strip() if study.main else "",
        "release": study.release[:12],
        "until": next((r.expires_on for r in evidence.releases if r.digest == study.release), None),
        "old": any(is_old(seen.row, evidence.situation.today) for seen in study.main),
    }


def _group(
    drawing: Drawing,
    evidence: Evidence,
    where: str,
    what: tuple[Fact, Study, pictures.ForestTable | None],
    lang: Lang,
) -> None:
    """The rows of one thing that was told, and why they are there: kept by that answer alone."""
    fact, study, table = what
    own = study.groups(fact.characteristic, fact.group)
    shown = [seen for seen in own if may_be_shown(seen.row, evidence.situation)]
    rows, why = "", ""
    if shown and table:
        lines = tuple(pictures.forest_row(seen.facts, table.axis, lang) for seen in shown)
        rows = render_to_string(f"{FROZEN}/rows.html", {"table": replace(table, rows=lines)})
        told = {
            "characteristic": evidence.names.get(fact.characteristic, ""),
            "groups": [seen.facts.group.in_(lang) for seen in shown if seen.facts.group],
            "measured": evidence.measured.get(fact.characteristic, ""),
        }
        why = render_to_string(f"{FROZEN}/why.html", told)
    keys = evidence.keys_of({fact.characteristic})
    drawing.shows(keys, shown if table else ())
    drawing.put(keys, f"row:{where}:{fact.characteristic}", rows)
    drawing.put(keys, f"why:{where}:{fact.characteristic}", why)


def _table(study: Study, axes: Mapping[str, pictures.ForestAxis], lang: Lang) -> pictures.ForestTable | None:
    """The table of all groups that could stand in it; its legend is the same for every client."""
    facts = [seen.facts for seen in study.main]
    return pictures.forest_table(facts, axes[facts[0].scale], lang) if facts else None
