# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editing one question. Options and lines are typed one per line, parts between bars."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.questions import rules
from checklist.questions.models import Question

TEXTS = (
    "topic_nl", "topic_en", "text_nl", "text_en", "help_nl", "help_en",
    "prompt_nl", "prompt_en", "use_nl", "use_en", "measured_nl", "measured_en",
)  # fmt: skip


class ChoiceListField(forms.CharField):
    """A list of choices: 'short word | Dutch | English | group' per line; the group may be left out."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, *, columns: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.columns = columns

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            " | ".join(row.get(column, "") for column in self.columns).rstrip(" |") for row in value
        )

    def clean(self, value: Any) -> list[dict[str, str]]:
        rows = []
        for number, line in enumerate((value or "").splitlines(), 1):
            if line.strip():
                rows.append(self._row(number, [part.strip() for part in line.split("|")]))
        if len({row["value"] for row in rows}) < len(rows):
            raise forms.ValidationError(_("Two lines have the same short word."))
        return rows

    def _row(self, number: int, parts: list[str]) -> dict[str, str]:
        if not 3 <= len(parts) <= len(self.columns) or not all(parts[:3]):
            expected = " | ".join(self.columns)
            raise forms.ValidationError(
                _("Line %(number)s: expected %(expected)s, found %(found)s part(s)."),
                params={"number": number, "expected": expected, "found": len(parts)},
            )
        return dict(zip(self.columns, parts, strict=False))


class ImportForm(forms.Form):
    """A checklist that was exported, here or elsewhere."""

    file = forms.FileField(
        label=_("File"), help_text=_("A JSON file that was exported from the page of a version.")
    )


class QuestionForm(forms.ModelForm):
    """One question in two languages, with its ground. Fields as the columns of the table; options and lines as text."""

    options = ChoiceListField(
        columns=("value", "nl", "en", "group"),
        label=_("Answers"),
        help_text=_(
            "One per line: short word | Dutch | English | group in research (only when research needs it)"
        ),
    )
    lines = ChoiceListField(
        columns=("value", "nl", "en"),
        label=_("Lines to judge"),
        help_text=_("Only for a judgement per line: short word | Dutch | English"),
    )
    depends_values = forms.CharField(
        label=_("… when the answer is one of"),
        required=False,
        help_text=_("Short words, with a space between them."),
    )

    class Meta:
        model = Question
        fields = (
            *TEXTS[:8], "kind", "options", "lines", "own_words", "sensitive", "fixed",
            "ground", "characteristic", *TEXTS[8:], "depends_on", "depends_values",
        )  # fmt: skip
        labels = {
            "kind": _("What kind of answer"),
            "ground": _("Why it is asked"),
            "characteristic": _("Group in research"),
        }
        help_texts = {
            "prompt_nl": _("How a caseworker can bring it up. It stands above the question."),
            "fixed": _(
                "Age, or what was before. Hours or travel can change: that is what the talk is about."
            ),
        }
        widgets = dict.fromkeys(
            [name for name in TEXTS if not name.startswith("topic")], forms.Textarea(attrs={"rows": 2})
        ) | {"ground": forms.RadioSelect, "kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["depends_values"] = " ".join(self.instance.depends_values)
        for name in ("kind", "ground"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]  # type: ignore[attr-defined]

    def clean_depends_values(self) -> list[str]:
        return str(self.cleaned_data["depends_values"]).split()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("ground") == rules.PRACTICAL:
            data["characteristic"] = ""
        elif data.get("ground") == rules.EFFECT and not data.get("characteristic"):
            self.add_error("characteristic", _("Name the group of the research that needs this question."))
        return data


class NewQuestionForm(QuestionForm):
    """The same, with the short name by which answers are kept."""

    key = forms.SlugField(
        label=_("Short name"), max_length=40, help_text=_("Small letters, digits and underscores.")
    )

    field_order = ("key",)
