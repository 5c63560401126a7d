# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Index of tables. A slice's models that are not named here do not exist for Django; a house test compares."""

from checklist.access.models import AccessLine, DestructionRun, Erasure, Purpose, PurposeOfTheDay
from checklist.advice.models import EvidenceSnapshot, FirstIdea, ServiceVoice, Whose
from checklist.base.models import DataKey
from checklist.decisions.models import Decision, GivenVoice, Override, ReasonFamily, Voice
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.intake.models import Absence, Answer, Case, Client, Correction, StandIn
from checklist.people.models import Account, AccountLine, ClientCode, Proposal, Team
from checklist.questions.models import Checklist, Question
from checklist.registration.models import Registration
from checklist.releases.models import Finding, GroupPolicy, InsightRow, Release
from checklist.reviews.models import Draw, Review
from checklist.services.models import Service, ServiceLink
from checklist.transparency.models import ClientRequest

__all__ = [
    "Absence",
    "AccessLine",
    "Account",
    "AccountLine",
    "Answer",
    "Case",
    "Checklist",
    "Client",
    "ClientCode",
    "ClientRequest",
    "Correction",
    "DataKey",
    "Decision",
    "DestructionRun",
    "Draw",
    "Erasure",
    "EvidenceSnapshot",
    "Finding",
    "FirstIdea",
    "FollowUp",
    "FollowUpEvent",
    "GivenVoice",
    "GroupPolicy",
    "InsightRow",
    "Override",
    "Proposal",
    "Purpose",
    "PurposeOfTheDay",
    "Question",
    "ReasonFamily",
    "Registration",
    "Release",
    "Review",
    "Service",
    "ServiceLink",
    "ServiceVoice",
    "StandIn",
    "Team",
    "Voice",
    "Whose",
]
