# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that do not belong in the tree: of a municipality, and of somebody's machine."""

import re
from pathlib import Path

import pytest

from tests.house import tree

# The four largest and the forty-odd of the G40; a product for all of them names none of them.
MUNICIPALITIES = """
Alkmaar|Almelo|Almere|Alphen aan den Rijn|Amersfoort|Amsterdam|Apeldoorn|Arnhem|Assen|Breda|Delft|Den Bosch|Den Haag|
Deventer|Dordrecht|Ede|Eindhoven|Emmen|Enschede|Gouda|Groningen|Haarlem|Haarlemmermeer|Heerlen|Helmond|Hengelo|Hilversum|Hoorn|
Leeuwarden|Leiden|Lelystad|Maastricht|Nijmegen|Oss|Roosendaal|Rotterdam|Schiedam|'s-Gravenhage|'s-Hertogenbosch|
Sittard-Geleen|Tilburg|Utrecht|Venlo|Vlaardingen|Zaanstad|Zoetermeer|Zwolle
""".replace("\n", "")
MUNICIPALITY = re.compile(rf"(?<![\w/-])(?:{MUNICIPALITIES})(?![\w-])")
# The name of a component library and of a time zone are no municipality's.
HARMLESS = re.compile(r"Utrecht component|Europe/Amsterdam|@utrecht|Gemeente Utrecht \*/")
SHOWN = tree.matching(
    "checklist/*.py", "reintapp/*.py", "research/*.py", "templates/", "checklist/locale/", "checklist/defaults/",
    "checklist/static/checklist/", "checklist/static/theme/",
)  # fmt: skip

# Written in parts, so that this file does not find itself.
PLACES = "|".join(["ho" + "me/[a-z]", "ro" + "ot/", "wo" + "rk/", "Us" + "ers/", "tmp/te" + "am"])
MACHINE = re.compile(rf"(?<![A-Za-z0-9_.])/(?:{PLACES})")
MARK = "SP" + "DX"
BINARY = {".png", ".jpg", ".pdf", ".mo", ".ico", ".woff2"}


@pytest.mark.parametrize("path", [path for path in SHOWN if path.suffix not in BINARY], ids=str)
def test_no_municipality_is_named(path: Path) -> None:
    assert MUNICIPALITY.findall(HARMLESS.sub("", tree.text(path))) == []


def test_the_list_of_municipalities_finds_one() -> None:
    assert MUNICIPALITY.findall("de gemeente Zwolle en Den Haag") == ["Zwolle", "Den Haag"]


def test_no_path_of_a_machine() -> None:
    found = {
        f"{path}: {match[0]}"
        for path in tree.files()
        if path.suffix not in BINARY and (match := MACHINE.search(tree.text(path)))
    }
    assert found == set()


def test_every_source_file_says_whose_it_is() -> None:
    for path in tree.matching("*.py", "script/", ".ci/"):
        if "migrations" not in path.parts and tree.text(path):  # an empty file is nobody's
            head = tree.text(path)[:400]
            assert f"{MARK}-FileCopyrightText: 2026 The Tweespraak contributors" in head, str(path)
            assert f"{MARK}-License-Identifier: EUPL-1.2" in head, str(path)
