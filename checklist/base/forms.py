# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own form rendering in the look of the site, for `{{ form }}` and `{{ field.as_field_group }}`."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

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
        built["class"] = f"utrecht-form-field__input {look} {shown.attrs.get('class', '')}".strip()
        return built


class Renderer(TemplatesSetting):
    form_template_name = "components/field/form.html"
    field_template_name = "components/field/field.html"
    bound_field_class = BoundField
