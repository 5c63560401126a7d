# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the findings: the practical side, what to talk about, and what often goes together."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from checklist.advice.page.pieces import FROZEN, Drawing
from checklist.advice.queries import Evidence
from checklist.advice.rules import ViewableFinding
from checklist.base.slots import slot
from checklist.releases import pictures, wording
from checklist.releases.wording import Lang, years
from checklist.services.models import Service
from checklist.services.rules import is_stale


def practical_side(service: Service, lang: str, today: date) -> dict[str, Any]:
    """Hours, place and waiting time, who wrote them down and when; grey when that is long ago."""
    by = service.updated_by
    facts = {name: getattr(service, f"{name}_{lang}") for name in ("hours", "place", "start", "extra")}
    signed = _("findings editor") if by.is_shielded else by.display_name
    stale = is_stale(service.updated_on, today)
    return {**facts, "updated_on": service.updated_on, "updated_by": signed, "stale": stale}


def talk(practical: dict[str, Any]) -> list[str]:
    """Without an answer from research: what the talk can be about, beside the practical side."""
    asked = {
        "hours": _("Does this time fit in your week?"),
        "place": _("Can you get to this place?"),
        "start": _("Is this start soon enough, or too soon?"),
    }
    about = [ask for name, ask in asked.items() if practical[name]]
    first, last = _("Does this help fit what you want to achieve?"), _("What would you need to take part?")
    return [first, *about, last]


# ---- the week --------------------------------------------------------------------------------------------------------


def service_week(service: Service, practical: dict[str, Any], lang: Lang) -> pictures.Week:
    """The hours that a service asks, read from its text in the catalogue."""
    asks, _yours = wording.week_words(lang)
    return pictures.week(pictures.hours_in(service.hours_nl), asks, practical["hours"], lang)


def client_week(drawing: Drawing, evidence: Evidence, lang: Lang) -> None:
    """The hours that the client said, at one place for all services: kept by that answer alone, and empty without."""
    said = evidence.hours
    if said is None or said.refused or said.answer_key is None or said.answer is None:
        return
    value = str(said.answer.get("value", ""))
    _asks, yours = wording.week_words(lang)
    week = pictures.week(pictures.hours_of_option(value), yours, said.in_words(lang), lang)
    drawing.put(
        frozenset({said.answer_key}), "week:yours", render_to_string(f"{FROZEN}/week.html", {"week": week})
    )


# ---- what often goes together ----------------------------------------------------------------------------------------


def together(drawing: Drawing, evidence: Evidence, lang: Lang) -> dict[str, Any]:
    """Associations, apart from the services and toned down (R1): only about groups of this client that may speak."""
    allowed = evidence.situation.allowed
    found = [seen for seen in evidence.associations if seen.row.characteristic in allowed]
    for fact in evidence.facts:
        own = [s for s in found if (s.row.characteristic, s.row.group) == (fact.characteristic, fact.group)]
        heard = own if fact.group and not fact.refused else []
        drawing.shows(evidence.keys_of({fact.characteristic}), heard)
        shown = [_association(seen, lang) for seen in heard]
        html = render_to_string(f"{FROZEN}/together.html", {"associations": shown}) if shown else ""
        drawing.put(evidence.keys_of({fact.characteristic}), f"together:{fact.characteristic}", html)
    closing = wording.association_sentences(found[0].facts, lang)[-2:] if found else ()
    names = told_names(evidence) if found else []
    return {"places": [slot(f"together:{name}") for name in names], "closing": closing}


def _association(seen: ViewableFinding, lang: Lang) -> dict[str, Any]:
    """What goes together, without the two sentences that close every association: those stand once below all."""
    where = ", ".join(word for word in (seen.facts.place, years(seen.facts.period)) if word)
    group = seen.facts.group.in_(lang) if seen.facts.group else ""
    source = f"{seen.title} ({where})" if where else seen.title
    return {
        "group": group,
        "sentences": wording.association_sentences(seen.facts, lang)[:-2],
        "source": source,
    }


def told_names(evidence: Evidence) -> list[str]:
    return list(dict.fromkeys(fact.characteristic for fact in evidence.facts))
