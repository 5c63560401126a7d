# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bill of materials names every pin, and the question about vulnerabilities never calls silence good news."""

import json
from pathlib import Path

import pytest

from tests.house import bill, tree
from tests.house.bill import Asked, read, sentence


@pytest.mark.parametrize("name", bill.SETS)
def test_the_bill_names_every_pin_with_its_hashes_and_is_valid(name: str) -> None:
    text = bill.bill(name)
    assert bill.faults(text) == ""
    told = json.loads(text)
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    listed = {part["name"]: part for part in told["components"]}
    assert set(listed) == {pin.name for pin in bill.pins(name)}
    for pin in bill.pins(name):
        assert listed[pin.name]["version"] == pin.version
        assert {each["content"] for each in listed[pin.name]["hashes"]} == set(pin.hashes) != set()
        assert listed[pin.name]["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
    without = [name for name, part in listed.items() if not part.get("licenses")]
    assert len(without) <= 3, f"whose licence is not told: {without}"
    assert bill.bill(name) == text, "the same tree, the same bill"


def test_a_bill_that_breaks_the_schema_is_told() -> None:
    told = json.loads(bill.bill("web"))
    told["components"][0]["type"] = "something"
    assert "something" in bill.faults(json.dumps(told))


def test_the_audit_asks_about_every_pin_or_says_that_it_did_not() -> None:
    skipped = {"name": "django", "skip_reason": "Dependency not found"}
    sound = {"name": "django", "version": "5.2", "vulns": []}
    found = sound | {"vulns": [{"id": "PYSEC-1", "fix_versions": ["5.2.1"]}]}
    silent = read({"dependencies": [skipped, skipped]})
    assert silent == Asked(2, 0, ())
    assert sentence("web", silent).startswith("not asked: the registry told nothing about the 2 pins of web")
    half = read({"dependencies": [skipped, sound]})
    assert sentence("web", half).startswith("not asked about 1 of the 2 pins of web")
    assert sentence("web", read({"dependencies": [sound]})) == "web: nothing known against 1 pins"
    bad = read({"dependencies": [found, skipped]})
    assert bad.known == ("django 5.2: PYSEC-1, mended in 5.2.1",)
    assert "known vulnerabilities" in sentence("web", bad)


@pytest.mark.parametrize(
    ("asked", "code"), [(Asked(3, 0, ()), 0), (Asked(3, 3, ()), 0), (Asked(3, 3, ("x",)), 1)]
)
def test_silence_passes_and_a_known_vulnerability_fails(
    asked: Asked, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bill, "ask", lambda name: asked)
    assert bill.audit() == code


def test_the_commands_make_the_bill_and_ask() -> None:
    assert "tests.house.bill" in tree.text(Path("script/build"))
    assert "step audit " in tree.text(Path("script/check"))
