# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in a release: all of it is checked again, and when refused nothing is written."""

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from checklist.people.permissions import Refused
from checklist.releases.actions import ReleaseRefused, import_files, import_release
from checklist.releases.models import Finding, Release
from research.release.schema import FILE_LIMITS, FindingRow
from research.release.writing import release_files, write_release
from tests.people import People, make_people
from tests.worlds import imported, small_release

pytestmark = pytest.mark.django_db
Files = dict[str, bytes]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def files() -> Files:
    return release_files(small_release())


def nothing_written() -> bool:
    return not Release.objects.exists() and not Finding.objects.exists()


def test_every_word_and_number_arrives(people: People, tmp_path: Path) -> None:
    record = small_release()
    release = import_release(path=write_release(record, tmp_path), by=people.esra)
    assert release.state == Release.State.IMPORTED
    assert release.approved_by is None
    assert release.imported_by == people.esra
    assert len(release.digest) == 64
    stored = list(Finding.objects.filter(release=release).order_by("position"))
    assert len(stored) == len(record.findings)
    for row, sent in zip(stored, record.findings, strict=True):
        for column in fields(FindingRow):
            assert getattr(row, column.name) == getattr(sent, column.name), column.name
    assert release.checks[0]["value"] == "86.0"
    assert release.manifest["services"][1]["name_nl"] == "Direct naar werk"


def test_the_same_release_comes_in_once(people: People) -> None:
    imported(small_release(), people)
    with pytest.raises(Refused, match=r"is al ingevoerd op \d\d-\d\d-\d{4}"):
        imported(small_release(), people)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("name", sorted(FILE_LIMITS))
def test_one_changed_byte_in_any_file_is_refused(people: People, files: Files, name: str) -> None:
    data = bytearray(files[name])
    data[len(data) // 2] ^= 1
    with pytest.raises(ReleaseRefused):
        import_files(files=files | {name: bytes(data)}, by=people.esra)
    assert nothing_written()


def _without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: data for key, data in files.items() if key != name}


def _with(**extra: bytes) -> Callable[[Files], Files]:
    return lambda files: files | {name.replace("_", "."): data for name, data in extra.items()}


REFUSALS: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a file is missing": (
        _without("power.csv"),
        "power.csv: verwacht werd het bestand; gevonden is geen bestand",
    ),
    "a file too many": (
        _with(model_pkl=b"x"),
        "model.pkl: verwacht werd alleen de bestanden van een uitgave",
    ),
    "not text": (_with(findings_csv=b"\xff\xfe"), "findings.csv: verwacht werd sha256"),
    "empty": (lambda files: {}, "manifest.txt: verwacht werd het bestand"),
    "too large": (
        lambda files: files | {"toelichting.txt": b"a" * (FILE_LIMITS["toelichting.txt"] + 1)},
        "toelichting.txt: verwacht werd ten hoogste 262144 bytes",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_says_file_expected_and_found(people: People, files: Files, case: str) -> None:
    change, sentence = REFUSALS[case]
    with pytest.raises(ReleaseRefused) as refused:
        import_files(files=change(files), by=people.esra)
    assert sentence in str(refused.value.sentence)
    assert nothing_written()


def test_a_refusal_speaks_the_language_of_the_reader(people: People, files: Files) -> None:
    with translation.override("en"), pytest.raises(ReleaseRefused) as refused:
        import_files(files=_without("power.csv")(files), by=people.esra)
    assert "power.csv: expected the file; found no file" in str(refused.value.sentence)


def test_a_text_longer_than_its_column_is_refused_on_every_engine(people: People) -> None:
    with pytest.raises(
        ReleaseRefused, match=r"manifest\.txt, regel 1, “place”: verwacht werden hoogstens 200 tekens"
    ):
        imported(small_release(place="x" * 201), people)
    assert nothing_written()


def test_a_fault_in_the_last_line_leaves_nothing_behind(people: People) -> None:
    """The rows before it were fine: atomic means that they do not stay either."""
    record = small_release()
    long_text = replace(record.findings[-1], group_definition="x" * 301)
    with pytest.raises(ReleaseRefused, match=r"findings\.csv, regel 48, “group_definition”"):
        imported(replace(record, findings=(*record.findings[:-1], long_text)), people)
    assert nothing_written()


@pytest.mark.parametrize("slug", ["invoeren", "groepen"])
def test_a_release_cannot_take_the_name_of_a_page(people: People, slug: str) -> None:
    with pytest.raises(ReleaseRefused, match="zo heet al een pagina"):
        imported(small_release(slug), people)


@pytest.mark.parametrize("who", ["anouk", "carla", "farid", "gerda"])
def test_only_an_editor_brings_research_in(people: People, files: Files, who: str) -> None:
    with pytest.raises(Refused):
        import_files(files=files, by=getattr(people, who))
    assert nothing_written()


def test_numbers_are_stored_as_released(people: People) -> None:
    release = imported(small_release(), people)
    first = release.findings.get(position=1)
    assert (first.estimate, first.lower, first.upper) == (Decimal(9), Decimal(7), Decimal(11))


# ---- the page and the command ----------------------------------------------------------------------------------------


def _uploads(files: Files) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data) for name, data in files.items()]


def test_the_page_takes_five_files(client: Client, people: People, files: Files) -> None:
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("releases:import"), {"folder": "", "release_files": _uploads(files)})
    release = Release.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("releases:version", args=[release.slug, release.digest])


def test_the_page_says_what_is_wrong_and_writes_nothing(client: Client, people: People, files: Files) -> None:
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    files["findings.csv"] = files["findings.csv"].replace(b"beter", b"slecht", 1)
    answer = client.post(reverse("releases:import"), {"folder": "", "release_files": _uploads(files)})
    assert answer.status_code == 422
    assert "findings.csv: verwacht werd sha256" in answer.content.decode()
    assert nothing_written()


def test_the_page_offers_the_folders_of_the_store(
    client: Client, people: People, tmp_path: Path, settings: object
) -> None:
    write_release(small_release(), tmp_path)
    (tmp_path / "geen-onderzoek").mkdir()
    settings.MODELS_STORE = tmp_path  # type: ignore[attr-defined]
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("releases:import")).content.decode()
    assert "fictief-klein" in page
    assert "geen-onderzoek" not in page
    assert client.post(reverse("releases:import"), {"folder": "fictief-klein"}).status_code == 302
    assert Release.objects.count() == 1


@pytest.mark.parametrize("folder", ["../../etc", "/etc", "geen-onderzoek"])
def test_the_page_reaches_no_other_folder(client: Client, people: People, folder: str) -> None:
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("releases:import"), {"folder": folder}).status_code == 422


def test_the_page_refuses_other_files_and_too_large_ones(client: Client, people: People) -> None:
    client.force_login(people.esra, backend="django.contrib.auth.backends.ModelBackend")
    for name, data in (("model.pkl", b"x"), ("toelichting.txt", b"a" * 262_145)):
        sent = {"folder": "", "release_files": [SimpleUploadedFile(name, data)]}
        assert client.post(reverse("releases:import"), sent).status_code == 422


@pytest.mark.parametrize("who", ["anouk", "carla", "farid", "gerda"])
def test_the_page_is_for_editors(client: Client, people: People, who: str) -> None:
    client.force_login(getattr(people, who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("releases:import")).status_code == 403


def test_the_command_brings_in_a_folder(people: People, tmp_path: Path) -> None:
    folder = write_release(small_release(), tmp_path)
    call_command("import_release", folder, by="esra", verbosity=0)
    assert Release.objects.get().imported_by == people.esra


@pytest.mark.parametrize("by", ["farid", "niemand"])
def test_the_command_wants_an_editor(people: People, tmp_path: Path, by: str) -> None:
    folder = write_release(small_release(), tmp_path)
    with pytest.raises(CommandError, match="expected the user name of an active editor"):
        call_command("import_release", folder, by=by)
    assert nothing_written()


def test_the_command_refuses_with_the_sentence(people: People, tmp_path: Path) -> None:
    folder = write_release(small_release(), tmp_path)
    (folder / "power.csv").unlink()
    with pytest.raises(CommandError, match=r"Nothing was brought in\. power\.csv.*expected"):
        call_command("import_release", folder)
    assert nothing_written()


def test_the_page_does_not_call_both_ways_in_needless(people: People) -> None:
    """One of the two is needed, so neither says that it is not."""
    editor = Client()
    editor.force_login(people.esra, "django.contrib.auth.backends.ModelBackend")
    assert "hoeft niet" not in editor.get("/onderzoek/invoeren/").content.decode()
