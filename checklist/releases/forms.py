# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the library: bringing in a release, withdrawing, and proposing how a group is treated."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from checklist.releases.models import GroupPolicy
from research.release.reading import EVERY_FILE
from research.release.schema import MANIFEST


def folders_in_store() -> list[str]:
    """Names of the folders in the store of this installation that look like a release."""
    store = Path(settings.MODELS_STORE)
    if not store.is_dir():
        return []
    return sorted(
        entry.name for entry in store.iterdir() if (entry / MANIFEST).is_file() and not entry.is_symlink()
    )


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The files of a release, each no larger than a release may hold."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> dict[str, bytes]:
        several: Iterable[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        files = [super(SeveralFilesField, self).clean(one, initial) for one in several]
        return {file.name: self._read(file) for file in files}

    def _read(self, file: UploadedFile) -> bytes:
        limit = EVERY_FILE.get(str(file.name))
        if limit is None:
            names = ", ".join(EVERY_FILE)
            raise forms.ValidationError(_("A release holds only %(names)s.") % {"names": names})
        if (file.size or 0) > limit:
            told = {"name": file.name, "limit": limit}
            raise forms.ValidationError(_("%(name)s is larger than %(limit)s bytes.") % told)
        return file.read()


class ImportForm(forms.Form):
    """A folder of the store, or the files of a release."""

    one_of_these = True

    use_required_attribute = False  # an empty form is not a wrong form

    folder = forms.ChoiceField(label=_("A folder on this server"), required=False, choices=())
    release_files = SeveralFilesField(
        label=_("Or the files of a release"),
        required=False,
        help_text=_(
            "Choose manifest.txt, findings.csv, checks.csv, power.csv and toelichting.txt together."
            " And insight.csv, if there is one."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("– choose a folder –")), *((name, name) for name in folders_in_store())]
        self.fields["folder"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("folder")) == bool(cleaned.get("release_files")):
            raise forms.ValidationError(_("Choose a folder, or the files: one of the two."))
        return cleaned


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    use_required_attribute = False  # an empty form is not a wrong form

    reason = forms.CharField(
        label=_("Why is this taken back?"),
        help_text=_("Everybody can read this. Write no names."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sure = forms.BooleanField(label=_("I read what goes from the talks, and I am sure."))


class PolicyForm(forms.Form):
    """How a group is treated, with the public reason."""

    use_required_attribute = False  # an empty form is not a wrong form

    characteristic = forms.ChoiceField(label=_("Which group?"), choices=())
    state = forms.ChoiceField(
        label=_("Where may it be used?"), choices=GroupPolicy.State.choices, widget=forms.RadioSelect
    )
    reason_nl = forms.CharField(
        label=_("Why? (Dutch)"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason_en = forms.CharField(
        label=_("Why? (English)"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, characteristics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["characteristic"].choices = characteristics  # type: ignore[attr-defined]
