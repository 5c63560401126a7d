# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the account and the page of a linking say, in English and Dutch."""

from __future__ import annotations

#: Sentences of the account: English, Dutch.
SAID: dict[str, tuple[str, str]] = {
    "declared": ("{name} sha256 {sha256}", "{name} sha256 {sha256}"),
    "standard columns": ("standard columns", "standaardkolommen"),
    "no plan": ("no plan: the standard columns", "geen plan: de standaardkolommen"),
    "work of categories": ("work is SECM {codes}", "werk is SECM {codes}"),
    "work of jobs": (
        "work is at least {hours} hours a month in the jobs of SPOLISBUS",
        "werk is minstens {hours} uur per maand in de banen van SPOLISBUS",
    ),
    "passed over": ("passed over for {used}", "niet gebruikt: {used} gaat voor"),
    "not needed": ("not needed for these columns", "niet nodig voor deze kolommen"),
    "unknown name": (
        "no table of the layout is called like this; not read",
        "geen tabel van de indeling heet zo; niet gelezen",
    ),
    "rows read": ("rows read", "rijen gelezen"),
    "no pseudonym": ("rows without a pseudonym dropped", "rijen zonder pseudoniem vallen af"),
    "not in the register": ("rows that are not “{person}” dropped", "rijen zonder “{person}” vallen af"),
    "zeros of the upload": (
        "{rows} pseudonyms had lost their leading zeros; put back",
        "{rows} pseudoniemen misten de nullen vooraan; teruggezet",
    ),
    "zeros of a file": (
        "{rows} rows had lost the leading zeros of the pseudonym; put back",
        "{rows} rijen misten de nullen vooraan in het pseudoniem; teruggezet",
    ),
    "empty cell": (
        "rows with an empty cell left out, as declared",
        "rijen met een lege cel blijven weg, zoals afgesproken",
    ),
    "not studied": (
        "rows of services that are not studied left out, as declared",
        "rijen met een voorziening die niet meedoet blijven weg, zoals afgesproken",
    ),
    "double": ("rows that say the same twice counted once", "rijen die hetzelfde zeggen tellen één keer"),
    "two left out": (
        "people with two different first intakes left out, as declared",
        "mensen met twee verschillende eerste intakes blijven weg, zoals afgesproken",
    ),
    "two settled": (
        "two first intakes: settled by the declared order {order}",
        "twee eerste intakes: beslist door de afgesproken volgorde {order}",
    ),
    "later intakes": (
        "later intakes of the same person dropped",
        "latere intakes van dezelfde persoon vallen af",
    ),
    "people": ("people with one first intake", "mensen met één eerste intake"),
    "other letter": (
        "{rows} rows carry the number of somebody of the upload under another letter than {person}; left out",
        "{rows} rijen dragen het nummer van iemand onder een andere letter dan {person}; weggelaten",
    ),
    "unknown of people": (
        "unknown in the linked table: no record, no file of that year, or a code that says so",
        "onbekend in de tabel: geen gegeven, geen bestand van dat jaar, of een code die dat zegt",
    ),
    "unknown cells": ("{cells} cells say that it is unknown", "{cells} cellen zeggen dat het onbekend is"),
    "no record": ("people without a record dropped", "mensen zonder record vallen af"),
    "no file": ("no file of this table: unknown", "geen bestand van deze tabel: onbekend"),
    "no file of that year": ("no file of that year: unknown", "geen bestand van dat jaar: onbekend"),
    "before the table": ("the table begins in {year}: unknown", "de tabel begint in {year}: onbekend"),
    "in the file": ("people in the file", "mensen in het bestand"),
    "no level": (
        "without a level in the year before: unknown",
        "zonder niveau in het jaar ervoor: onbekend",
    ),
    "two households": (
        "people with two households on that day: the last that began counts, then the first to end, then the code",
        "mensen met twee huishoudens op die dag: wat het laatst begon telt, dan wat eerst eindigt, dan de code",
    ),
    "no spell at the intake": (
        "no spell at the intake: unknown",
        "geen periode op het intakemoment: onbekend",
    ),
    "no arrears": (
        "not in the file: no arrears; {people} people without a file: unknown",
        "niet in het bestand: geen achterstand; {people} mensen zonder bestand: onbekend",
    ),
    "no condition": (
        "not in the file: no chronic condition; {people} people without a file: unknown",
        "niet in het bestand: geen chronische aandoening; {people} mensen zonder bestand: onbekend",
    ),
    "with a spell": ("people with a spell", "mensen met een periode"),
    "with a job": ("people with a job", "mensen met een baan"),
    "two categories": (
        "people with two categories on one day: a month in which one of them is work counts as work",
        "mensen met twee categorieën op één dag: een maand waarin een ervan werk is, telt als werk",
    ),
    "known months": (
        "known; the months of the others are not covered: unknown",
        "bekend; van de anderen zijn de maanden niet gedekt: onbekend",
    ),
    "in work at the intake": (
        "people out of work in the month of the intake; who was in work and stayed has not started",
        "mensen zonder werk in de maand van de intake; wie werkte en bleef werken, is niet begonnen",
    ),
    "clients left out": (
        "inhabitants on the first day of month {month}; who is in the upload in this year or before is left out",
        "inwoners op de eerste dag van maand {month}; wie dit jaar of eerder in de aanlevering staat, blijft weg",
    ),
    "clients here": (
        "first in the upload in this year, and living here on that day; clients need not live here, the others must",
        "dit jaar voor het eerst in de aanlevering, en die dag hier wonend; voor cliënten hoeft dat niet",
    ),
    "clients elsewhere": (
        "people of the upload of {of_year} do not live in the municipality of the plan: look at its code",
        "mensen uit de aanlevering van {of_year} wonen niet in de gemeente van het plan: kijk naar de code",
    ),
    "upload begins": (
        "in the upload, which begins in {begin}: who was a client only before that stands among the others",
        "in de aanlevering, die begint in {begin}: wie alleen daarvóór cliënt was, staat bij de anderen",
    ),
    "jump": (
        "inhabitants of difference between {earlier} ({then}) and {later} ({now}): look at codes and files",
        "inwoners verschil tussen {earlier} ({then}) en {later} ({now}): kijk naar de codes en de bestanden",
    ),
    "no dwelling": (
        "spells on that day; {unplaced} at no dwelling of {dwellings}, {townless} at one without a municipality",
        "periodes op die dag; {unplaced} bij geen woonobject van {dwellings}, {townless} bij een zonder gemeente",
    ),
    "outside the ages": (
        "people of other ages, or of an unknown age, left out",
        "mensen met een andere of onbekende leeftijd blijven weg",
    ),
    "outside the period": (
        "people have their intake outside the period of the plan ({begin} to {end}); they stay in the table",
        "mensen hebben hun intake buiten de periode van het plan ({begin} tot en met {end}); ze blijven in de tabel",
    ),
    "not declared": (
        "people are unknown here, and the plan does not say so: write missing = {missing} at the column {column}",
        "mensen zijn hier onbekend, en het plan zegt dat niet: schrijf missing = {missing} bij de kolom {column}",
    ),
    "ends before it begins": (
        "{rows} rows end before they begin; left out",
        "{rows} rijen eindigen voor ze beginnen; weggelaten",
    ),
    "in the table": ("people in the table", "mensen in de tabel"),
}

#: Words of the page: English, Dutch.
PAGE: dict[str, tuple[str, str]] = {
    "title": ("Account of the linking", "Verslag van de koppeling"),
    "inside": (
        "For inside the secure environment: small numbers stand here that may not leave.",
        "Voor binnen de beveiligde omgeving: hier staan kleine aantallen die niet naar buiten mogen.",
    ),
    "flow": ("From upload to table", "Van aanlevering naar tabel"),
    "flow long": (
        "A box is a step with what was left; its arrow says what was lost. Below: for how many people a fact is known.",
        "Een vak is een stap met wat overbleef, bij de pijl staat wat afviel. Daaronder: van hoeveel iets bekend is.",
    ),
    "declared": ("What was declared", "Wat was afgesproken"),
    "files": ("Files and years used", "Gebruikte bestanden en jaren"),
    "years": ("Years and tables without a file", "Jaren en tabellen zonder bestand"),
    "minds": ("To mind first", "Let hier eerst op"),
    "passed": ("Files passed over", "Niet gebruikte bestanden"),
    "joins": ("People found and lost", "Mensen gevonden en afgevallen"),
    "unknowns": ("Unknown, by column", "Onbekend, per kolom"),
    "ties": ("Ties, settled by content", "Gelijke gevallen, beslist op inhoud"),
    "dropped": ("Rows dropped or repaired", "Rijen die afvielen of hersteld zijn"),
    "measures": ("Measures of work", "Maten voor werk"),
    "none": ("None.", "Geen."),
    "step": ("step", "stap"),
    "table": ("table", "tabel"),
    "year": ("year", "jaar"),
    "file": ("file", "bestand"),
    "edition": ("edition", "editie"),
    "before": ("before", "ervoor"),
    "found": ("found", "gevonden"),
    "lost": ("not found", "niet gevonden"),
    "said": ("what happened", "wat er gebeurde"),
    "rows": ("rows", "rijen"),
    "people word": ("people", "mensen"),
    "known": ("known", "bekend"),
    "unknown": ("unknown", "onbekend"),
}
STEPS: dict[str, str] = {
    "name": "naam",
    "layout": "indeling",
    "upload": "aanlevering",
    "plan": "plan",
    "work": "werk",
    "rows of the upload": "rijen van de aanlevering",
    "key": "sleutel",
    "leading zeros": "nullen vooraan",
    "services": "voorzieningen",
    "double rows": "dubbele rijen",
    "first intake": "eerste intake",
    "people of the upload": "mensen van de aanlevering",
    "two first intakes": "twee eerste intakes",
    "linked table": "gekoppelde tabel",
    "linked": "gekoppelde tabel",
    "started": "begonnen",
    "inhabitants": "inwoners",
    "clients": "cliënten",
    "addresses": "adressen",
    "ages": "leeftijden",
    "period": "periode",
    "spells": "periodes",
}
LANGUAGES = ("en", "nl")


def said(lang: str, key: str, **values: object) -> str:
    """A sentence of the account."""
    return SAID[key][LANGUAGES.index(lang)].format(**values)


def page_words(lang: str, key: str) -> str:
    """Words of the page."""
    return PAGE[key][LANGUAGES.index(lang)]


def step_words(lang: str, step: str) -> str:
    """The name of a step; names of tables and columns stay."""
    called = step.removeprefix("unknown ")
    return STEPS.get(called, called) if lang == "nl" else called
