# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own form rendering in the look of the site, for `{{ form }}` and `{{ field.as_field_group }}`."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from checklist.base.readers import FIRST_DAY, LAST_DAY

_CLASSES = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.CheckboxSelectMultiple, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, "file-input"),
    (forms.DateInput, "utrecht-textbox utrecht-textbox--html-input"),
    (forms.TextInput, "utrecht-textbox utrecht-textbox--html-input"),
)


_TYPED = (forms.Textarea, forms.TextInput)


class BoundField(forms.BoundField):
    """A field that knows the class of its control and where its explanation and errors stand."""

    @property
    def kind(self) -> str:
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkbox-group"
        if isinstance(widget, forms.RadioSelect):
            return "radio-group"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "control"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        look = next((classes for kind, classes in _CLASSES if isinstance(shown, kind)), "")
        if isinstance(shown, _TYPED) and getattr(shown, "input_type", "text") == "text":
            built.setdefault("dir", "auto")  # a name or a sentence from the right to the left
        built["class"] = f"utrecht-form-field__input {look} {shown.attrs.get('class', '')}".strip()
        return built


class DayField(forms.DateField):
    """A day in a year that a term or a search can be about; a slip of the keyboard is told, not stored."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        told = _("Choose a day between 1900 and 2199.")
        self.validators += [MinValueValidator(FIRST_DAY, told), MaxValueValidator(LAST_DAY, told)]


class NumberField(forms.IntegerField):
    """A whole number from 0 that fits a column: the version of a row that somebody had on screen."""

    def __init__(self, *, min_value: int = 0, max_value: int = 2**31 - 1, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)


class SometimesNeeded(forms.CharField):
    """Words that one of the answers of a form needs, as its help says: never drawn as "not required"."""

    sometimes_needed = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class Renderer(TemplatesSetting):
    form_template_name = "components/field/form.html"
    field_template_name = "components/field/field.html"
    bound_field_class = BoundField
