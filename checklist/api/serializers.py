# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The resources of the API. Names are in camelCase; numbers are numbers."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from checklist.base.moments import whole_day
from checklist.decisions.models import Decision, Override, Voice
from checklist.releases.models import Finding, Release
from checklist.releases.queries import facts_of_finding
from checklist.releases.rules import is_expired, plain_words
from checklist.releases.wording import STATES


def camel(name: str) -> str:
    """term_months → termMonths."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


class CamelSerializer(serializers.ModelSerializer):
    """Columns under their camelCase names."""

    def get_fields(self) -> dict[str, Any]:
        fields = {}
        for name, field in super().get_fields().items():
            if isinstance(field, serializers.SerializerMethodField):
                field.method_name = f"get_{name}"
            elif camel(name) != name and field.source is None:
                field.source = name
            fields[camel(name)] = field
        return fields

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, dict[str, Any]]:
        """Decimals leave as numbers: they were rounded before the release was made."""
        made, options = super().build_standard_field(field_name, model_field)
        if not isinstance(model_field, models.DecimalField):
            return made, options
        return serializers.FloatField, {"allow_null": model_field.null, "read_only": True}


class ReleaseSerializer(CamelSerializer):
    """A released study, in one line of a list."""

    is_expired = serializers.SerializerMethodField(help_text="Old research: it gives no direction.")
    licence = serializers.CharField(source="manifest.licence", read_only=True)

    class Meta:
        model = Release
        fields = [
            *("digest", "slug", "title_nl", "title_en", "kind", "fictional", "design", "place", "period"),
            *(
                "outcome_period_end",
                "direction_comparison",
                "gates_passed",
                "state",
                "approved_at",
                "expires_on",
            ),
            *("is_expired", "withdrawn_at", "withdrawn_reason", "licence"),
        ]

    def get_is_expired(self, release: Release) -> bool:
        return is_expired(release.expires_on, timezone.localdate())


class WholeReleaseSerializer(ReleaseSerializer):
    """A released study with its names, its checks and its explanation."""

    manifest = serializers.JSONField(
        help_text="manifest.txt as data: services, groups, outcomes, sources, gates."
    )
    checks = serializers.JSONField(help_text="checks.csv as data.")
    power = serializers.JSONField(help_text="power.csv as data.")

    class Meta(ReleaseSerializer.Meta):
        fields = [*ReleaseSerializer.Meta.fields, "manifest", "checks", "power", "explanation"]


class StatementSerializer(serializers.Serializer):
    """What a finding says, with all its parts, in the words of every page."""

    nl = serializers.CharField(help_text="Dutch.")
    en = serializers.CharField(help_text="English.")


class FindingSerializer(CamelSerializer):
    """One line of findings.csv: an effect, an association or a literature finding. Effects and associations differ:
    only an effect compares with and without a service. Of the other two, levelWith and levelWithout are the levels of
    the two groups of people that the outcome names in the manifest (here, there)."""

    release = serializers.CharField(
        source="release.digest", read_only=True, help_text="Digest of the release."
    )
    fictional = serializers.BooleanField(source="release.fictional", read_only=True)
    is_expired = serializers.SerializerMethodField(help_text="Old research: it gives no direction.")
    is_withdrawn = serializers.SerializerMethodField(
        help_text="Withdrawn, by itself or with its whole release: it does not hold any more."
    )
    state = serializers.SerializerMethodField(
        help_text="Of an effect: the way that it points by itself, or the true reason why it points nowhere. Of every "
        "other finding null: it compares nothing with and without a service."
    )
    statement = serializers.SerializerMethodField(
        help_text="The finding in words, as the pages say it: of an effect for whom, which way or why not, with and "
        "without, the difference with its range, how sure, where and when; of an association or a literature finding "
        "its own sentences."
    )

    class Meta:
        model = Finding
        fields = [
            *(
                "id",
                "release",
                "position",
                "fictional",
                "is_expired",
                "is_withdrawn",
                "type",
                "comparison",
                "service",
                "outcome",
            ),
            *(
                "term_months",
                "primary",
                "characteristic",
                "group",
                "group_definition",
                "unit",
                "scale",
                "estimate",
            ),
            *(
                "se",
                "lower",
                "upper",
                "interval_kind",
                "interval_level",
                "level_with",
                "level_without",
                "n",
                "caseworkers",
                "naive",
            ),
            *(
                "difference_vs_complement",
                "difference_p_holm",
                "p_holm",
                "verdict",
                "certainty",
                "place",
                "period",
            ),
            *("source", "reason_empty", "withdrawn_at", "withdrawn_reason", "state", "statement"),
        ]

    def to_representation(self, finding: Finding) -> dict[str, Any]:
        finding.known = facts_of_finding(finding, names=finding.release.names)  # type: ignore[attr-defined]
        return super().to_representation(finding)

    @extend_schema_field(serializers.ChoiceField(choices=STATES, allow_null=True))
    def get_state(self, finding: Finding) -> str | None:
        return finding.known.state if finding.type == "effect" else None  # type: ignore[attr-defined]

    @extend_schema_field(StatementSerializer)
    def get_statement(self, finding: Finding) -> dict[str, str]:
        known = finding.known  # type: ignore[attr-defined]
        return {"nl": plain_words(known, "nl"), "en": plain_words(known, "en")}

    def get_is_withdrawn(self, finding: Finding) -> bool:
        return finding.withdrawn_at is not None or finding.release.state == Release.State.WITHDRAWN

    def get_is_expired(self, finding: Finding) -> bool:
        return is_expired(finding.release.expires_on, timezone.localdate())


class WholeDayField(serializers.DateTimeField):
    """The day of a talk, as the midnight with which it began: who reads it may not see the case (R15)."""

    def to_representation(self, value: datetime) -> str:
        return str(super().to_representation(whole_day(value)))


class VoiceSerializer(CamelSerializer):
    """What one of the two chose; own words are not given."""

    services = serializers.ListField(child=serializers.CharField(), help_text="Keys of services.")

    class Meta:
        model = Voice
        fields = ["whose", "kind", "services", "family", "after_evidence", "how"]


class DecisionSerializer(CamelSerializer):
    """A record of two voices: no decision in law, no name, no own words."""

    at = WholeDayField(read_only=True, help_text="The day, as its midnight; the time is not given.")
    id = serializers.UUIDField(source="uuid", read_only=True)
    fictional = serializers.BooleanField(source="case.fictional", read_only=True)
    supersedes = serializers.UUIDField(
        source="earlier", read_only=True, default=None, allow_null=True,
        help_text="The record that this one replaces; null also where that one may not be read.",
    )  # fmt: skip
    voices = VoiceSerializer(many=True, read_only=True)
    override = serializers.SerializerMethodField(help_text="Whose choice departs from the evidence, if any.")
    evidence_withdrawn = serializers.BooleanField(
        read_only=True, help_text="Something of the research that was shown was withdrawn since."
    )

    class Meta:
        model = Decision
        fields = [
            *(
                "id",
                "at",
                "fictional",
                "supersedes",
                "client_agrees",
                "route",
                "revisit_on",
                "voices",
                "override",
                "evidence_withdrawn",
            ),
        ]

    @extend_schema_field(serializers.ChoiceField(choices=Override.By.choices, allow_null=True))
    def get_override(self, decision: Decision) -> str | None:
        return decision.override_whose  # type: ignore[attr-defined]


class OverrideSerializer(CamelSerializer):
    """A choice that departs from the evidence. That is allowed; nobody's name stands here."""

    at = WholeDayField(read_only=True, help_text="The day, as its midnight; the time is not given.")
    id = serializers.UUIDField(source="uuid", read_only=True)
    decision = serializers.UUIDField(source="decision.uuid", read_only=True)
    chosen = serializers.JSONField(help_text="Services chosen, per voice.")
    departs = serializers.JSONField(help_text="How each voice departs: away, left_out.")
    evidence_withdrawn = serializers.BooleanField(
        read_only=True, help_text="Something of the research that was shown was withdrawn since."
    )

    class Meta:
        model = Override
        fields = [
            *(
                "id",
                "at",
                "decision",
                "fictional",
                "whose",
                "caseworker_family",
                "client_family",
                "chosen",
                "departs",
                "evidence_withdrawn",
            ),
        ]
