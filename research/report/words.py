# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words and numbers of the report, in Dutch and in English."""

from __future__ import annotations

import re

from research.release.schema import (
    CHECK_FAILED,
    COUNTERPART_SUPPRESSED,
    FEW_MUNICIPALITIES,
    MUNICIPALITIES_DIFFER,
    NO_DIFFERENCE,
    NO_VALID_GROUP,
    NOT_IN_SOURCE,
    OTHER_COMPARISON,
    OTHER_TERM,
    TOO_FEW_CASEWORKERS,
    TOO_FEW_PEOPLE,
    TOO_LARGE_TO_SEE,
    TOO_LITTLE_CONTRAST,
    TOO_UNCERTAIN,
    TOO_WIDE,
    Verdict,
)

LANGUAGES = ("nl", "en")

# One entry a line, as long as its sentence.
# ruff: noqa: E501
#: How a file was read, in Dutch; what is a name stays as it is.
READ = {
    "text with commas": "tekst met komma's", "text with semicolons": "tekst met puntkomma's",
    "text with tabs": "tekst met tabs", "decimal comma": "decimale komma", "an Arrow stream": "Arrow als stroom",
    "a SAS transport file": "SAS-transportbestand", "codes without labels": "codes zonder labels",
    "cells as text": "cellen als tekst", "packed with gzip": "ingepakt met gzip",
    "packed with zstd": "ingepakt met zstd",
}  # fmt: skip
WORDS: dict[str, tuple[str, str]] = {
    "title": ("{}: rapport", "{}: report"),
    "contents": ("Inhoud", "Contents"),
    "about": ("Over dit onderzoek", "About this study"),
    "fictional": ("FICTIEF: deze mensen en deze plaats bestaan niet.", "FICTIEF: these people and this place do not exist."),
    "inside": ("Niet gecontroleerd op herkenbaarheid: dit rapport blijft in de beveiligde omgeving.", "Not screened: this report stays inside the secure environment."),
    "table": ("Tabel: {}", "Table: {}"),
    "everyone": ("iedereen", "everyone"),
    "file": ("Gelezen: {}", "Read: {}"),
    "caution": ("Let op", "Look at"),
    "months": ("{} maanden", "{} months"),
    "after months": ("na {} maanden", "after {} months"),
    "points": ("punten", "points"),
    "difference": ("verschil", "difference"),
    "difference in": ("verschil, {}", "difference {}"),
    "no numbers": ("Er is bij geen enkele regel een getal: {}.", "No line has a number: {}."),
    "no number": ("geen getal", "no number"),
    "effects": ("Effecten", "Effects"),
    "pooled": ("Groepen samen bekeken", "Groups, partly pooled"),
    "pooled note": ("In een kleine groep speelt toeval mee: een getal kan te ver uitvallen. Daarom staat naast elke groep een tweede getal (open vierkant), dichter bij de andere groep van hetzelfde kenmerk. Hoeveel dichter, volgt uit alle kenmerken van deze hulp samen. Het bereik telt mee dat ook dit niet precies bekend is, en klopt over alle groepen samen 95 van de 100 keer; voor de groep die het meest afwijkt minder vaak. Het is gemaakt van de schattingen en fouten die hier staan; een kenmerk waarvan een groep geen getal heeft, doet niet mee. Het tweede getal is een schatting en geen antwoord: het geeft geen richting en staat nooit in een gesprek.", "In a small group chance plays a part: a number may turn out too far. So each group has a second number (open square), nearer to the other half of the same characteristic. How much nearer follows from all characteristics of this service together: their differences are taken as normal around 0 with one spread, and what that spread may be is integrated out, so ranges allow for not knowing it. They hold the truth in 95 of 100 over all groups together; less often for the group that differs most. It is made of the estimates and errors printed here; a characteristic of which a group has no number takes no part. The second number is an estimate and no answer: it gives no direction and never stands in a talk."),
    "pooled of": ("{}: elke groep, en samen bekeken", "{}: every group, and partly pooled"),
    "pooled mark": ("samen bekeken", "partly pooled"),
    "pooled estimate": ("samen bekeken", "partly pooled"),
    "pooled lower": ("van", "from"),
    "pooled upper": ("tot", "to"),
    "first-stage": ("Verschil tussen consulenten", "First stage"),
    "tendency": ("Doorverwijzen en uitkomst, in groepen van consulenten", "First stage and visual IV, in bins"),
    "tendency note": ("Iedereen staat op volgorde van hoe vaak de eigen consulent andere mensen doorverwijst, vergeleken met collega's van dezelfde locatie en maand. Elk punt is een groep van ten minste 100 mensen en 10 consulenten, met het bereik van 95%. Eerste plaatje: worden mensen van consulenten die vaker doorverwijzen ook zelf vaker doorverwezen? Tweede plaatje: is hun uitkomst anders? De helling van de lijn is het antwoord op die vraag; de band is het bereik van 95% van die helling. Wat iemand zelf koos, en wie dezelfde consulent in dezelfde maand zag, telt bij het ordenen niet mee. Dit geeft geen richting.", "Everybody is put in order of how often their caseworker refers other people, compared with colleagues of the same office and month. Every dot is a bin of at least 100 people and 10 caseworkers, with its 95% range. First picture: are people of caseworkers who refer more often referred more often themselves? Second picture: is their outcome another one? The slope of the line answers that; the band is the 95% range of that slope (leave-cell-out UJIVE, the larger of the robust and the clustered error). Nobody's own choice, nor that of who saw the same caseworker in the same month, decides on the bin. This gives no direction."),
    "stays inside": ("Dit deel blijft in de beveiligde omgeving: het staat niet in de uitgave.", "This part stays inside the secure environment: it is not in the release."),
    "not adjusted": ("Deze plaatjes zijn zonder de correctie voor de extra kenmerken van het plan; het antwoord van de uitgave is met die correctie.", "These pictures are without the correction for the covariates of the plan; the released answer has that correction."),
    "no bins too_few": ("Geen plaatje: er zijn te weinig mensen of consulenten voor drie groepen waarin niemand herkenbaar is.", "No picture: there are too few people or caseworkers for three bins in which nobody can be recognised."),
    "no bins not_solved": ("Geen plaatje: er is niemand te vergelijken, of de consulenten verschillen niet in hoe vaak zij doorverwijzen.", "No picture: nobody can be compared, or caseworkers do not differ in how often they refer."),
    "marginal": ("Wie net wel of net niet wordt doorverwezen", "Marginal treatment effects"),
    "marginal note": ("Niet iedereen wordt even snel doorverwezen. Links staan mensen die bijna elke consulent doorverwijst. Rechts staan mensen die alleen worden doorverwezen door een consulent die dat vaak doet. De lijn zegt wat de hulp uitmaakt voor wie bij zo'n consulent net wel of net niet wordt doorverwezen. Het is een rechte lijn: een bocht is uit deze aantallen niet te halen. De stippellijnen zijn het bereik van 95% van elk punt apart. De band is ruimer: die bevat de hele lijn in 95 van de 100 onderzoeken. De lijn houdt op waar consulenten niet meer verschillen; wie door elke consulent wordt doorverwezen, of door geen enkele, zit er niet in. Houdt het bereik van de helling 0 in, dan is niet aangetoond dat de hulp voor de een meer uitmaakt dan voor de ander. Dit geeft geen richting.", "Not everybody is referred as readily. On the left are people whom nearly every caseworker refers, on the right people who are referred only by a caseworker who does so often. The line is the effect on those who are just referred or just not (marginal treatment effect, Heckman and Vytlacil), as a straight line (Brinch, Mogstad and Wiswall): these counts hold no bend. Dashes are the pointwise 95% range. The band is wider: it holds the whole line in 95 of 100 studies (Scheffé). Errors are a jackknife over groups of caseworkers. The line ends where caseworkers no longer differ; who is referred by all of them, or by none, is not in it. When the range of the slope holds 0, it was not shown that the service matters more to some than to others. This gives no direction."),
    "support": ("Hier verschillen consulenten echt, en is er overal iemand met en zonder de hulp: van {} tot {} punten tegenover collega's van dezelfde locatie en maand.", "Support, with people of both kinds throughout: from {} to {} points against colleagues of the same office and month."),
    "marginal of": ("Verschil voor wie op de grens zit. {}", "Effect at the margin. {}"),
    "in numbers": ("De lijn in getallen. {}", "The line in numbers. {}"),
    "margin axis": ("hoeveel vaker de consulent doorverwijst dan collega's (punten)", "how much more often the caseworker refers than colleagues (points)"),
    "marginal slope": ("helling: verandering per 10 punten", "slope: change per 10 points"),
    "marginal middle": ("bij een gemiddelde consulent", "at the mean caseworker"),
    "marginal like_upper_quarter": ("als elke consulent doorverwees als het bovenste kwart: verschil voor wie er dan bij komt", "if every caseworker referred like the upper quarter: effect on those added (policy effect)"),
    "marginal referred_more": ("zo veel van de 100 mensen komen er dan bij", "so many of 100 people are then added"),
    "no curve too_few": ("Geen lijn: er zijn te weinig mensen of consulenten voor drie groepen waarin niemand herkenbaar is.", "No line: there are too few people or caseworkers for three bins in which nobody can be recognised."),
    "no curve not_solved": ("Geen lijn: er is niemand te vergelijken, of te weinig consulenten zagen mensen in genoeg maanden.", "No line: nobody can be compared, or too few caseworkers saw people in enough months."),
    "no curve closed": ("Geen lijn: van deze vraag is geen uitkomst bekeken.", "No line: of this question no outcome was opened."),
    "no curve several": ("Geen lijn: hier staan meer soorten hulp tegelijk naast elkaar, en dan is er niet één neiging. Alleen bij de vergelijking met wat mensen anders kregen kan een lijn bestaan.", "No line: here several services are compared at once, so there is no single tendency. A line can exist only where each service is compared with what people would otherwise have got."),
    "no curve narrow": ("Geen lijn: de consulenten verschillen te weinig in hoe vaak zij doorverwijzen, of zijn met te weinig, om te zien of het verschil voor de een groter is dan voor de ander.", "No line: caseworkers differ too little in how often they refer, or are too few, to see whether the effect differs between people."),
    "first stage of": ("Doorverwijzing naar de neiging van de consulent. {}", "Referral against the caseworker's tendency. {}"),
    "visual iv of": ("Uitkomst naar doorverwijzing. {}", "Outcome against referral. {}"),
    "lines of": ("Hellingen. {}", "Slopes. {}"),
    "tendency axis": ("hoeveel vaker de consulent anderen doorverwijst (punten)", "how much more often the caseworker refers others (points)"),
    "referred axis": ("hoeveel vaker mensen zijn doorverwezen (punten)", "how much more often people were referred (points)"),
    "outcome axis": ("uitkomst, verschil met collega's ({})", "outcome, difference with colleagues ({})"),
    "first_stage": ("doorverwijzing per punt neiging", "referral per point of tendency"),
    "reduced_form": ("uitkomst per punt neiging", "outcome per point of tendency"),
    "effect": ("uitkomst per 100 doorverwijzingen", "outcome per 100 referrals"),
    "bin": ("Groep", "Bin"),
    "tendency in points": ("Neiging (punten)", "Tendency (points)"),
    "referred more": ("Doorverwezen (punten)", "Referred (points)"),
    "referral error": ("Fout", "Error"),
    "outcome more": ("Uitkomst", "Outcome"),
    "outcome error": ("Fout", "Error"),
    "line": ("Lijn", "Line"),
    "slope": ("Helling", "Slope"),
    "profile": ("Over wie het gaat", "Who the findings are about"),
    "profile note": ("Een uitkomst gaat over mensen die bij de ene consulent wel en bij de andere niet waren doorverwezen. Het punt zegt hoeveel van 100 van hen in een groep zitten, de streep het bereik van 95%. Het open vierkant is hetzelfde van iedereen. Liggen ze uit elkaar, dan gaat de uitkomst vooral over een deel van de mensen.", "A finding is about people whom one caseworker would have referred and another would not. The dot says how many of 100 of them are in a group, the bar is its 95% range (UJIVE of the trait times the service on the service). The open square is the same of everybody. Where they lie apart, the finding is mostly about some of the people."),
    "profile of": ("Mensen voor wie de consulent uitmaakte: {}", "People for whom the caseworker mattered: {}"),
    "of 100 people": ("van de 100 mensen", "of 100 people"),
    "among compliers": ("Van 100 voor wie het uitmaakte", "Of 100 for whom it mattered"),
    "among all": ("Van 100 van iedereen", "Of 100 of everybody"),
    "assumptions": ("Twee aannames samen getoetst", "Exclusion and monotonicity, tested jointly"),
    "joint note": ("Stel dat consulenten de uitkomst alleen via de hulp veranderen, en dat een consulent die vaker doorverwijst dat bij iedereen vaker doet. Dan hangt de uitkomst van hun klanten vloeiend samen met hoe vaak zij doorverwijzen, en nergens steiler dan kan. Deze toets (Frandsen, Lefgren en Leslie) kijkt of dat zo is. Een p onder 0,05 zegt dat ten minste een van beide aannames niet klopt. Een grotere p bewijst niets: een eigen invloed die meeloopt met het doorverwijzen ziet geen enkele toets. Eronder staan onze eigen controles. Deze toets houdt niets tegen en geeft geen richting.", "Suppose that caseworkers change the outcome by way of the service alone, and that a caseworker who refers more often does so with everybody. Then the outcome of their clients is a smooth function of how often they refer, and nowhere steeper than can be. This test (Frandsen, Lefgren and Leslie, 2023) looks whether that is so. A p below 0.05 says that at least one of both assumptions does not hold. A larger p proves nothing: a direct effect that runs along with referral is seen by no test. Our own checks stand below. This test stops nothing and gives no direction."),
    "joint too_few": ("Niet getoetst: er zijn te weinig consulenten om de vorm van een samenhang te zien.", "Not tested: there are too few caseworkers to see the shape of a function."),
    "joint closed": ("Niet getoetst: van een vraag die niets kan laten zien is geen uitkomst bekeken.", "Not tested: of a question that can show nothing no outcome was opened."),
    "joint not_solved": ("Niet getoetst: er is niemand te vergelijken, of iedereen had dezelfde uitkomst.", "Not tested: nobody can be compared, or everybody had the same outcome."),
    "joint fit": ("vloeiend ({} vrijheidsgraden)", "smooth ({} degrees of freedom)"),
    "joint slope": ("niet te steil", "not too steep"),
    "joint both": ("beide samen", "both together"),
    "p axis": ("p (de stippellijn is 0,05)", "p (dashes at 0.05)"),
    "p": ("p", "p"),
    "direct": ("Als consulenten ook zelf invloed hebben", "If caseworkers matter by themselves"),
    "direct note": ("We gaan ervan uit dat een consulent de uitkomst alleen via de hulp verandert. Stel dat dit niet klopt, en dat mensen bij een consulent die 10 punten vaker doorverwijst ook om een andere reden beter of slechter af zijn. Hoe groot mag die eigen invloed zijn voordat de uitkomst niet meer staat? De band is alles wat dan nog kan; bij de stippellijn hoort 0 erbij. De eigen invloed zelf is niet te meten.", "We take it that a caseworker changes the outcome by way of the service alone. Suppose that this is not so, and that people of a caseworker who refers 10 points more often are better or worse off for another reason too. How large may that direct effect be before a finding no longer stands? The band is the union of the ranges under all direct effects up to that size (Conley, Hansen and Rossi); from the dashes on it holds 0. The direct effect itself cannot be measured."),
    "no direction to undo": ("Geen enkele uitkomst heeft een richting, dus er is geen richting die ongedaan kan worden. De tabel zegt hoe groot een eigen invloed zou zijn die het hele verschil verklaart.", "No finding has a direction, so there is none that could be undone. The table tells how large a direct effect would explain the whole difference."),
    "direct of": ("Bereik bij een eigen invloed van consulenten. {}", "Range under a direct effect of caseworkers. {}"),
    "direct axis": ("eigen invloed per 10 punten neiging ({})", "direct effect per 10 points of tendency ({})"),
    "direct effect": ("Eigen invloed", "Direct effect"),
    "finding": ("Uitkomst van", "Finding"),
    "range holds 0 at": ("Bereik met 0 bij", "Range holds 0 at"),
    "sign undone at": ("Teken weg bij", "Sign undone at"),
    "holds 0 already": ("houdt 0 al in", "holds 0 already"),
    "ways": ("Alle rekenwijzen naast elkaar", "Specification curve"),
    "ways note": ("Elke rekenwijze die het plan toelaat, van laag naar hoog. Een punt is een uitkomst van iedereen samen, de streep het puntsgewijze bereik van 95%; het vierkant met de ring is het antwoord van de uitgave. De blokjes eronder zeggen wat er is gekozen: de vergelijking, de uitkomst en de rekenwijze. Een andere vergelijking of een andere termijn is een andere vraag, dus de punten hoeven niet gelijk te zijn. Hieruit wordt niets gekozen en dit geeft geen richting. Groepen apart, kwartalen, locaties en modellen zijn alleen voor de hoofdvraag berekend.", "Every way that the plan allows, from low to high. A dot is an estimate of everyone, the bar its pointwise 95% range; the square with a ring is the released answer. The marks below say what was chosen: comparison, outcome and way of computing (Simonsohn, Simmons and Nelson). Another comparison or another term is another question, so the dots need not agree. Nothing is chosen from these and they give no direction. Groups apart, quarters, offices and learners were computed for the primary question only."),
    "no ways": ("Geen plaatje: er is geen enkel antwoord met een getal.", "No picture: there is no answer with a number."),
    "ways of": ("Alle rekenwijzen: {}", "Every way: {}"),
    "released way": ("zoals de uitgave", "as released"),
    "unadjusted": ("zonder correctie voor kenmerken", "without correction for covariates"),
    "short versus_reference": ("tegenover de gewone hulp", "against the reference"),
    "short versus_otherwise": ("tegenover wat anderen kregen", "against what others got"),
    "short assignment": ("door loting", "by lot"),
    "event": ("Per maand sinds de intake", "By month since intake"),
    "event note": ("Een hulp kan eerst werk kosten, omdat mensen bezig zijn, en later werk opleveren. Elk punt is het verschil op die termijn, voor iedereen samen, met het puntsgewijze bereik van 95%.", "A service may first cost work, since people are busy with it, and bring work later (lock-in). Every dot is the difference at that term, of everyone, with its pointwise 95% range."),
    "event few": ("Het plan kent weinig termijnen. Tussen de punten is niets gemeten, dus er staat geen lijn. De dwarsstreepjes zijn het ruimere bereik dat alle termijnen samen in 95 van de 100 onderzoeken bevat (Bonferroni).", "The plan has few terms. Nothing was measured between the dots, so there is no line. The short bars are the wider range that holds all terms together in 95 of 100 studies (Bonferroni)."),
    "event many": ("De band bevat de hele lijn in 95 van de 100 onderzoeken (Bonferroni over de termijnen).", "The band holds the whole line in 95 of 100 studies (Bonferroni over the terms)."),
    "event of": ("Verschil per termijn. {}", "Difference by term. {}"),
    "months since": ("maanden sinds de intake", "months since intake"),
    "term": ("Maand", "Month"),
    "band lower": ("Band: onder", "Band: lower"),
    "band upper": ("Band: boven", "Band: upper"),
    "costs": ("Kosten en opbrengst", "Costs and worth"),
    "costs note": ("Wat een hulp meer kost, en wat het verschil in de uitkomst waard is, per 100 mensen voor wie het uitmaakte. Beide met de prijzen van het plan. De streep houdt rekening met de laagste en de hoogste prijs en met het bereik van de uitkomst. Er staat geen oordeel over geld en geen rangorde: wat iets waard is voor een mens, staat hier niet in.", "What a service costs more, and what the difference in the outcome is worth, per 100 people for whom it mattered. Both at the prices of the plan. The bar carries the lowest and the highest price and the range of the estimate. There is no verdict about money and no ranking: what something is worth to a person is not in it."),
    "prices from": ("Prijzen: {}", "Prices: {}"),
    "costs of": ("{}: per 100 mensen, in {}", "{}: per 100 people, in {}"),
    "per 100 in": ("{} per 100 mensen", "{} per 100 people"),
    "extra cost": ("kost meer", "costs more"),
    "worth of": ("waard: {}", "worth: {}"),
    "what": ("Wat", "What"),
    "middle": ("Midden", "Middle"),
    "lowest": ("Laagste", "Lowest"),
    "highest": ("Hoogste", "Highest"),
    "balance": ("Kregen consulenten vergelijkbare mensen?", "Balance"),
    "power": ("Wat er te zien was", "Power"),
    "robustness": ("Hetzelfde antwoord, anders berekend", "The answer computed otherwise"),
    "prevalence": ("Hoe vaak het voorkomt", "How often"),
    "checks": ("Alle controles", "All checks"),
    "alarms": ("Alarmen", "Alarms"),
    "reading": ("Een punt is een uitkomst, de streep het bereik waarop is beoordeeld (met het nul-effect opgelegd): het niveau staat in de tabel, met het puntsgewijze bereik van 95% ernaast. Een richting heeft een bereik zonder 0, geen uitspraak een bereik met 0. Verschillen tussen groepen zijn apart getoetst en gecorrigeerd; lees ze niet uit een plaatje af. Het open vierkant is het gewone verschil tussen gemiddelden: een samenhang, nooit wat een hulp doet.", "Dots are estimates, bars the null-imposed sets on which each row was judged: the level stands in the table, beside the pointwise 95% range. A direction has a range without 0, no statement one that holds 0. Differences between groups are tested apart and corrected, not read from a picture. The open square is the plain comparison of means: never what a service does."),
    "reading together": ("Een punt is het gemiddelde over gemeenten, de streep het bereik waarop is beoordeeld (Hartung en Knapp): het niveau staat in de tabel, met het puntsgewijze bereik van 95% ernaast. Een richting heeft een bereik zonder 0, ook voor een volgende gemeente; geen uitspraak een bereik met 0. Of groepen verschillen, is uit openbare getallen niet te toetsen.", "Dots are averages over municipalities, bars the ranges on which each row was judged (Hartung and Knapp): the level stands in the table, beside the pointwise 95% range. A direction has a range without 0, for a next municipality too; no statement one that holds 0. Whether groups differ cannot be tested from public numbers."),
    "direction": ("deze vergelijking kan richting geven", "the comparison that may give a direction"),
    "versus_reference": ("elke hulp tegenover: {}", "each service against: {}"),
    "versus_otherwise": ("elke hulp tegenover wat mensen anders kregen", "each service against what people would otherwise have got"),
    "assignment": ("mensen met een plek tegenover mensen zonder, door loting", "people with a place against people without one, by lot"),
    "plain comparison": ("gewoon verschil (samenhang)", "plain comparison (association)"),
    "every term": ("Elke termijn, iedereen samen", "Every term, everyone"),
    "every term of": ("Iedereen samen, elke termijn: {}", "Everyone, every term: {}"),
    "strength": ("Sterkte, √K·(F−1)", "Strength, √K·(F−1)"),
    "strength note": ("De stippellijn is de kleinste sterkte: daaronder is er geen uitkomst. Bij loting: de robuuste F.", "Dashes mark the least strength: below it there is no estimate. With an offer by lot: the robust F."),
    "balance axis": ("verschil (punten)", "difference (points)"),
    "balance note": ("Een verschil in wat er vooraf al was, betekent dat de toewijzing geen toeval was. De strepen zijn 95%, zonder correctie; rood is na correctie (Holm) niet voldaan.", "An effect on what was there before means that assignment was not random. Bars are 95%, uncorrected; red does not pass after correction (Holm)."),
    "power note": ("Kleiner dan dit is niet te zien (kans 80%; bij groepen gecorrigeerd voor alle toetsen). De halve breedte is die van het bereik waarop is beoordeeld.", "Smaller than this cannot be seen (power 80%; in groups corrected for all tests). The half-width is that of the range on which the row was judged."),
    "smallest": ("{}: kleinste zichtbare verschil", "{}: smallest visible difference"),
    "robust note": ("Staat naast het antwoord en wordt nooit gekozen. Verschuift het?", "Printed beside the answer and never chosen from. Does it move?"),
    "released answer": ("het antwoord van de uitgave", "released answer"),
    "of 100": ("Van de 100 mensen", "Of 100 people"),
    "alarms note": ("2SLS met dummies, JIVE1 en OLS beantwoorden dezelfde vraag met een bekende vertekening. Een groot gat is een alarm, nooit een antwoord. Die van elke groep staan in estimates.csv.", "2SLS with dummies, JIVE1 and OLS answer the same question with known bias. A large gap is an alarm, never an answer. Those of every group stand in estimates.csv."),
    "beside": ("Naast het antwoord, iedereen, hoofdvraag", "Beside the answer, everyone, primary question"),
    "cell_out": ("zelfde consulent en maand weggelaten", "leave cell out"),
    "busy_only": ("consulenten met 25 of meer klanten", "caseworkers with 25 clients or more"),
    "quarters": ("kwartalen in plaats van maanden", "quarters instead of months"),
    "offices_out": ("elke locatie een keer weggelaten", "every office left out once"),
    "by_group": ("per groep apart: {}", "in each group apart: {}"),
    "learner": ("soepel gecorrigeerd (modellen)", "adjusted by cross-fitted learners"),
    "group": ("Groep", "Group"),
    "estimate": ("Uitkomst", "Estimate"),
    "error": ("Fout", "Error"),
    "lower": ("Onder", "Lower"),
    "upper": ("Boven", "Upper"),
    "level": ("Niveau (%)", "Level (%)"),
    "lower 95": ("Puntsgewijs 95%: onder", "Pointwise 95%: lower"),
    "upper 95": ("Puntsgewijs 95%: boven", "Pointwise 95%: upper"),
    "people": ("Mensen", "People"),
    "caseworkers": ("Consulenten", "Caseworkers"),
    "plain": ("Gewoon verschil", "Plain comparison"),
    "note": ("Opmerking", "Note"),
    "check": ("Controle", "Check"),
    "value": ("Waarde", "Value"),
    "threshold": ("Grens", "Threshold"),
    "verdict": ("Oordeel", "Verdict"),
    "statistic": ("Grootheid", "Statistic"),
    "in words": ("In woorden", "In words"),
    "way": ("Rekenwijze", "Way"),
    "otherwise": ("Anders berekend", "Otherwise"),
    "released": ("Uitgave", "Released"),
    "what and who": ("Wat en wie", "What and who"),
    "share": ("Van de 100", "Of 100"),
    "estimator": ("Schatter", "Estimator"),
    "smallest visible": ("Kleinste zichtbare", "Smallest visible"),
    "half-width": ("Halve breedte die eruit kwam", "Half-width that came out"),
    "place and period": ("Plaats en periode", "Place and period"),
    "sizes": ("Consulenten en locaties", "Caseworkers and offices"),
    "two": ("{} en {}", "{} and {}"),
    "plan": ("Plan (sha256)", "Plan (sha256)"),
    "program": ("Programma", "Program"),
    "gates": ("Controles niet voldaan", "Gates not met"),
    "none": ("geen", "none"),
    "digest": ("Vingerafdruk van de uitgave", "Digest of the release"),
    "of people": ("{} van {} mensen", "{} of {} people"),
    "joint": ("alle samen", "all jointly"),
    "predicted": ("voorspelde uitkomst", "predicted outcome"),
    "offer": ("het aanbod", "the offer"),
    Verdict.PASSED: (Verdict.PASSED, "passed"),
    Verdict.FAILED: (Verdict.FAILED, "not passed"),
    Verdict.NOT_TESTED: (Verdict.NOT_TESTED, "not tested"),
    Verdict.NOT_APPLICABLE: (Verdict.NOT_APPLICABLE, "does not apply"),
    Verdict.IN_PART: ("deels voldaan: een hulp waarbij het niet klopt, zwijgt", "passed in part: a service that failed stays silent"),
    Verdict.STATED: (Verdict.STATED, "stated, cannot be tested"),
    Verdict.UNJUDGEABLE: (Verdict.UNJUDGEABLE, "cannot be judged"),
    Verdict.NOTED: (Verdict.NOTED, "for information"),
    Verdict.BETTER: (Verdict.BETTER, "better"),
    Verdict.WORSE: (Verdict.WORSE, "worse"),
    Verdict.SIMILAR: ("vergelijkbaar: weinig verschil", "similar: little difference"),
    Verdict.NO_STATEMENT: (Verdict.NO_STATEMENT, "no statement"),
    Verdict.NOT_JUDGED: (Verdict.NOT_JUDGED, "not judged"),
    Verdict.SUPPRESSED: (Verdict.SUPPRESSED, "suppressed"),
    TOO_WIDE: (TOO_WIDE, "range too wide"),
    TOO_LARGE_TO_SEE: (TOO_LARGE_TO_SEE, "too large to see"),
    TOO_UNCERTAIN: (TOO_UNCERTAIN, "too uncertain"),
    TOO_LITTLE_CONTRAST: (TOO_LITTLE_CONTRAST, "too little difference between caseworkers"),
    NO_DIFFERENCE: (NO_DIFFERENCE, "difference between groups not shown"),
    OTHER_TERM: (OTHER_TERM, "another outcome or term"),
    OTHER_COMPARISON: (OTHER_COMPARISON, "another comparison"),
    TOO_FEW_PEOPLE: (TOO_FEW_PEOPLE, "too few people"),
    FEW_MUNICIPALITIES: (FEW_MUNICIPALITIES, "too few municipalities"),
    MUNICIPALITIES_DIFFER: (MUNICIPALITIES_DIFFER, "municipalities differ too much"),
    TOO_FEW_CASEWORKERS: (TOO_FEW_CASEWORKERS, "too few caseworkers"),
    COUNTERPART_SUPPRESSED: (COUNTERPART_SUPPRESSED, "other half suppressed"),
    CHECK_FAILED: (CHECK_FAILED, "a check is not met"),
    NOT_IN_SOURCE: (NOT_IN_SOURCE, "no number in the source"),
    NO_VALID_GROUP: (NO_VALID_GROUP, "group not measured reliably"),
}  # fmt: skip


#: Dutch for the words in the column `statistic` of the checks that are drawn; the column itself is English.
STATISTICS = (
    ("difference (points)", "verschil (punten)"),
    ("error", "fout"),
    ("first-stage F (robust)", "F van de eerste stap (robuust)"),
)


def statistic(lang: str, text: str) -> str:
    """The words of a statistic in the language of the report; numbers as the language writes them."""
    if lang == "nl":
        for english, dutch in STATISTICS:
            text = text.replace(english, dutch)
        text = re.sub(r"(\d)\.(\d)", r"\1,\2", text)
    return text


def words(lang: str, key: str, *fill: str) -> str:
    """The words behind a key, with what belongs in their gaps; raises `KeyError` for a key that has none."""
    return WORDS[key][LANGUAGES.index(lang)].format(*fill)


def told(lang: str, value: float | None, places: int = 1) -> str:
    """A number as it is written in the language, or a dash."""
    if value is None:
        return "–"
    text = f"{round(value, places) + 0.0:,.{places}f}".replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def capital(text: str) -> str:
    """The same words with a capital first."""
    return text[:1].upper() + text[1:]


def reading(lang: str, how: str) -> str:
    """How a file was read, in the language of the report."""
    if lang != "nl":
        return how
    parts = [READ.get(part, part) for part in how.split(", ")]
    return ", ".join(f"blad{part[5:]}" if part.startswith("sheet ") else part for part in parts)
