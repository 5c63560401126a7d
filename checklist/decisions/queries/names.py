# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How choices are called, in one language."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import FirstIdea
from checklist.advice.queries import first_ideas
from checklist.decisions import rules
from checklist.decisions.models import ReasonFamily, Voice
from checklist.decisions.rules import Choice
from checklist.intake.models import Case
from checklist.services.queries import all_services, regular_guidance


@dataclass(frozen=True)
class ChoiceNames:
    """How choices are called, in one language; services in the order of the catalogue."""

    regular: str
    services: dict[str, str]  # those that are offered now
    all_services: dict[str, str]

    def options(self, *, client: bool) -> list[tuple[str, Any]]:
        """What can be ticked: the regular guidance first, then the services in the order of the catalogue (R5)."""
        kinds = (rules.UNDECIDED, rules.NO_CHOICE) if client else (rules.UNDECIDED,)
        last = [(f":{kind}", OPEN_CHOICES[kind]) for kind in kinds]
        return [(f":{rules.ONLY_REGULAR}", self.regular), *self.services.items(), *last]

    def of(self, choice: Choice) -> list[str]:
        """A choice in words."""
        if choice.services:
            known = [name for key, name in self.all_services.items() if key in choice.services]
            return known + sorted(choice.services - self.all_services.keys())
        return [self.regular if choice.kind == Voice.Kind.ONLY_REGULAR else str(OPEN_CHOICES[choice.kind])]


OPEN_CHOICES: dict[str, Promise] = {
    Voice.Kind.UNDECIDED: _("Not decided yet"),
    Voice.Kind.NO_CHOICE: _("No choice now"),
    FirstIdea.Kind.NO_IDEA: _("No idea yet"),
    FirstIdea.Kind.NOT_GIVEN: _("No first idea"),
}


def choice_names(language: str) -> ChoiceNames:
    rows = all_services()
    names = {row.key: getattr(row, f"name_{language}") for row in rows}
    offered = {row.key: names[row.key] for row in rows if row.is_on}
    return ChoiceNames(getattr(regular_guidance(), f"name_{language}"), offered, names)


def ideas_in_words(case: Case, names: ChoiceNames) -> dict[str, str]:
    """The first idea of each voice (R6), for beside the choices."""
    ideas = first_ideas(case)
    return {
        whose: ", ".join(names.of(Choice(idea.kind, frozenset(idea.services))))
        for whose, idea in ideas.items()
    }


#: Families of reasons as each voice reads them: the same keys, in the same order (R7).
CLIENT_FAMILIES: list[tuple[str, Promise]] = [
    (ReasonFamily.FITS, _("It fits me")),
    (ReasonFamily.DOES_NOT_FIT, _("It does not fit me")),
    (ReasonFamily.NOT_NOW, _("This is not the moment")),
    (ReasonFamily.DOUBTS, _("I doubt the research")),
    (ReasonFamily.WORRIED, _("I worry about what follows")),
    (ReasonFamily.WANTS_OTHER, _("I want something else")),
    (ReasonFamily.NOT_PRACTICAL, _("It is not possible in practice")),
    (ReasonFamily.OTHER, _("Something else")),
]
CASEWORKER_FAMILIES: list[tuple[str, Promise]] = [
    (ReasonFamily.FITS, _("It fits this person")),
    (ReasonFamily.DOES_NOT_FIT, _("It does not fit this person")),
    *CLIENT_FAMILIES[2:],
]
