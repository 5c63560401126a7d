# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every table says what a row means and what it tells about a person, and points one way."""

import pytest
from django.apps import apps
from django.db import models

from checklist.base.privacy import Privacy
from tests.house import tree

# What destruction takes away, while the pseudonymous row that pointed at it stays (product rule S8).
DESTROYED = {"checklist.Case.client", "checklist.Answer.key"}
TABLES = sorted(apps.get_app_config("checklist").get_models(), key=lambda model: model.__name__)


def _slice_of(model: type[models.Model]) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "checklist" else None


def _own_links() -> list[models.Field]:
    return [
        field
        for model in TABLES
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.model is model
    ]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_table_says_what_a_row_means(model: type[models.Model]) -> None:
    words = (model.__doc__ or "").strip()
    assert len(words.split()) > 3, "a docstring"
    assert not words.startswith(f"{model.__name__}("), "in our own words, not Django's"


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_table_says_what_it_tells_about_a_person(model: type[models.Model]) -> None:
    assert isinstance(vars(model).get("privacy"), Privacy), (
        "set privacy = Privacy.… (checklist/base/privacy.py)"
    )


@pytest.mark.parametrize("field", _own_links(), ids=str)
def test_a_link_points_down_or_stays_in_its_slice(field: models.ForeignKey) -> None:
    here, there = _slice_of(field.model), _slice_of(field.related_model)
    if there is None or here is None:
        return  # Django's own tables
    assert tree.rank(there) <= tree.rank(here)
    if there != here:
        assert field.remote_field.hidden, 'related_name="+": what is below does not know what is above'


@pytest.mark.parametrize("field", [f for f in _own_links() if isinstance(f, models.ForeignKey)], ids=str)
def test_a_link_protects_what_it_points_at(field: models.ForeignKey) -> None:
    allowed = models.SET_NULL if str(field) in DESTROYED else models.PROTECT
    assert field.remote_field.on_delete is allowed


def test_no_table_keeps_a_national_number_or_a_date_of_birth() -> None:
    forbidden = {"bsn", "burgerservicenummer", "date_of_birth", "birth_date", "geboortedatum", "nationality"}
    names = {(model.__name__, field.name) for model in TABLES for field in model._meta.get_fields()}
    assert [pair for pair in names if pair[1].lower() in forbidden] == []


def test_no_number_on_a_row_joins_findings_r2() -> None:
    """Rule R2: no score. A column that would hold one shows in its name."""
    forbidden = {
        "score",
        "rank",
        "ranking",
        "probability",
        "prediction",
        "predicted",
        "recommendation",
        "recommended",
    }
    words = {
        (model.__name__, field.name)
        for model in TABLES
        for field in model._meta.get_fields()
        if forbidden & set(field.name.lower().split("_"))
    }
    assert words == set()
