# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page about feasibility says, in Dutch and in English; numbers are people out of 100."""

from __future__ import annotations

# One entry a line, as long as its sentence.
# ruff: noqa: E501
LANGUAGES = ("nl", "en")
WORDS: dict[str, tuple[str, str]] = {
    "title": ("Wat dit onderzoek kan laten zien: {}", "What this study can show: {}"),
    "inside": (
        "Deze bladzijde blijft in de beveiligde omgeving. Er is nog geen uitkomst bekeken.",
        "This page stays inside the secure environment. No outcome has been opened.",
    ),
    "manager": ("Voor wie het programma leidt", "For the programme manager"),
    "can": (
        "Met {people} van {caseworkers} is voor “{service}” een verschil te zien van {smallest} van de 100 mensen of meer. Dat is groot genoeg om het onderzoek te doen.",
        "With {people} of {caseworkers} a difference of {smallest} of 100 people or more can be seen for “{service}”. That is enough to do the study.",
    ),
    "large": (
        "Met {people} van {caseworkers} is voor “{service}” alleen een verschil te zien van {smallest} van de 100 mensen of meer. Zo groot is het verschil zelden. Is er geen antwoord, dan betekent dat niet dat de hulp niet werkt.",
        "With {people} of {caseworkers} only a difference of {smallest} of 100 people or more can be seen for “{service}”. It is seldom that large. No answer will not mean that the service does not work.",
    ),
    "cannot": (
        "Met {people} van {caseworkers} kan dit onderzoek voor geen enkele hulp een antwoord geven. Begin er zo niet aan.",
        "With {people} of {caseworkers} this study can give an answer for no service. Do not begin it like this.",
    ),
    "pool": (
        "Samen met gemeenten zoals deze wel: voor “{service}” is met {ten} een verschil van 10 van de 100 te zien, met {five} een verschil van 5.",
        "Together with municipalities like this one it can: for “{service}” a difference of 10 of 100 can be seen with {ten}, a difference of 5 with {five}.",
    ),
    "other comparison": (
        "De vraag “{comparison}” heeft meer kans: daar is voor “{service}” {smallest} van de 100 te zien. Het is een andere vraag, met een ander antwoord.",
        "The question “{comparison}” has a better chance: there {smallest} of 100 can be seen for “{service}”. It is another question, with another answer.",
    ),
    "groups closed": (
        "Over geen enkele groep apart is een richting mogelijk.",
        "For no single group a direction is possible.",
    ),
    "groups": (
        "Vragen over groepen waarbij een richting mogelijk is: {can} van de {all}.",
        "Questions about groups for which a direction is possible: {can} of {all}.",
    ),
    "no groups": (
        "In dit bestand staan geen groepen uit het plan; alleen iedereen samen is bekeken.",
        "This file holds no groups of the plan; only everybody together was looked at.",
    ),
    "rate": (
        "Aangenomen: de uitkomst komt voor bij {rate} van de 100 mensen. Te zien betekent: in 8 van de 10 zulke onderzoeken, met zo veel toetsen als het plan heeft.",
        "Assumed: the outcome occurs in {rate} of 100 people. Seen means: in 8 of 10 such studies, with as many tests as the plan has.",
    ),
    "covariates": (
        "Het plan rekent met kenmerken vooraf. Daarmee kan het iets beter worden dan hier staat.",
        "The plan uses covariates. With them it can become a little better than it says here.",
    ),
    "spread": ("Hoe verschillend consulenten verwijzen", "How differently caseworkers refer"),
    "spread axis": ("standaardafwijking, van de 100 mensen", "standard deviation, of 100 people"),
    "spread long": (
        "Hoe verder naar rechts, hoe meer consulenten verschillen. Het streepje is het bereik van 95%.",
        "The further to the right, the more caseworkers differ. The line is the 95% range.",
    ),
    "map": (
        "Kleinste verschil dat te zien is, naar aantal intakes en spreiding tussen consulenten",
        "Smallest difference that can be seen, by number of intakes and spread between caseworkers",
    ),
    "map long": (
        "Getallen zijn mensen van de 100, voor iedereen samen, een hulp tegenover alles wat mensen anders kregen. Met {per} per consulent, zoals in dit bestand. Vet omlijnd: het dichtst bij dit bestand.",
        "Numbers are people out of 100, for everybody together, one service against what people got otherwise. With {per} a caseworker, as in this file. Firm outline: nearest to this file.",
    ),
    "map row": ("spreiding {}", "spread {}"),
    "map axis": ("intakes", "intakes"),
    "prospects": ("Per vraag", "For every question"),
    "more": ("Wat meer zou brengen", "What would bring more"),
    "more long": (
        "Kleinste verschil dat voor iedereen samen te zien is, van de 100.",
        "Smallest difference that can be seen for everybody together, of 100.",
    ),
    "now": ("zoals het is", "as it is"),
    "months": (
        "twee keer zo veel maanden, dezelfde consulenten",
        "twice as many months, the same caseworkers",
    ),
    "caseworkers": (
        "twee keer zo veel consulenten, met hun cliënten",
        "twice as many caseworkers, with their clients",
    ),
    "one group": ("maar één kenmerk in het plan", "only one characteristic in the plan"),
    "beside": ("samen met {}", "together with {}"),
    "together": ("met alle {} samen", "all {} together"),
    "municipalities": (
        "gemeenten zoals deze voor 10 van de 100; voor 5",
        "municipalities like this one for 10 of 100; for 5",
    ),
    "question": ("vraag", "question"),
    "service": ("hulp", "service"),
    "group": ("groep", "group"),
    "people": ("mensen", "people"),
    "workers": ("consulenten", "caseworkers"),
    "strength": ("sterkte", "strength"),
    "differing": ("twee consulenten beslissen anders bij", "two caseworkers decide differently for"),
    "smallest": ("kleinste verschil", "smallest difference"),
    "verdict": ("kan dit spreken?", "can it speak?"),
    "way": ("wat", "what"),
    "verdict can": ("ja", "yes"),
    "verdict large": ("alleen bij een groot verschil", "only of a large difference"),
    "verdict cannot": ("nee: blijft dicht", "no: stays closed"),
    "everyone": ("iedereen", "everyone"),
    "versus_reference": ("vergeleken met {}", "compared with {}"),
    "versus_otherwise": (
        "vergeleken met wat mensen anders kregen",
        "compared with what people got otherwise",
    ),
    "groups fold": ("Alle groepen", "All groups"),
    "table": ("Tabel: {}", "Table: {}"),
    "nothing": ("geen", "none"),
    "over 100": ("meer dan 100", "more than 100"),
    "record": (
        "Plan {plan} en dit bestand met vooruitzichten zijn vastgelegd onder {record}.",
        "Plan {plan} and this record of prospects are fixed under {record}.",
    ),
}


#: What is counted, for one and for more.
COUNTED: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "intakes": (("intake", "intakes"), ("intake", "intakes")),
    "caseworkers": (("consulent", "consulenten"), ("caseworker", "caseworkers")),
    "municipalities": (("gemeente", "gemeenten"), ("municipality", "municipalities")),
    "people": (("mens", "mensen"), ("person", "people")),
}


def counted(lang: str, value: float | None, what: str) -> str:
    """A number with what it counts, in the singular after a one."""
    written = number(lang, value)
    return f"{written} {COUNTED[what][LANGUAGES.index(lang)][written != '1']}"


def say(lang: str, key: str, **values: object) -> str:
    """The words under a key, filled."""
    return WORDS[key][LANGUAGES.index(lang)].format(**values)


def say_one(lang: str, key: str, value: object) -> str:
    """The words under a key with one unnamed value."""
    return WORDS[key][LANGUAGES.index(lang)].format(value)


def number(lang: str, value: float | None, places: int = 0) -> str:
    """A number as people write it; nothing where there is none, and a word where no share can be that large."""
    if value is None:
        return say(lang, "nothing")
    if value > 100.0 and places:
        return say(lang, "over 100")
    written = f"{value:,.{places}f}"
    return written if lang == "en" else written.replace(",", " ").replace(".", ",").replace(" ", ".")
