# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manifest as text: one `key: value` a line, in one fixed order, closed by a digest of itself."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import Any

from research.release.combined import LEAST_MEMBERS
from research.release.digest import seal, sha256, unseal
from research.release.errors import MAKE_AGAIN, Bilingual, ReleaseError, one_of, quoted, same
from research.release.levels import FAMILY_RULES
from research.release.more_rows import Member, place_key
from research.release.schema import (
    COMBINED_DESIGN,
    COMPARISONS,
    DESIGNS,
    GATE_VERDICTS,
    GATES,
    INSIGHT_VERSION,
    KINDS,
    LEVELS,
    MANIFEST,
    MAX_CELL,
    SCALES,
    SCHEMA_VERSIONS,
    SORTS,
    Characteristic,
    Group,
    Manifest,
    Outcome,
    Part,
    Service,
    Source,
    Topic,
    data_files,
    known_words,
)
from research.release.tables import as_text, decode

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+){0,7}")
HEX = re.compile(r"[0-9a-f]{64}")
#: What is little difference: above 0, and of a share at most this many of 100.
MARGIN = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{0,2}[1-9])?")
WIDEST_MARGIN = 10
MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
DAY = re.compile(MONTH.pattern + r"-(0[1-9]|[12][0-9]|3[01])")
MOMENT = re.compile(DAY.pattern + r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
ADDRESS = re.compile(r"https://[!-~]{1,300}")
#: The plain fields, in the order of the file.
HEAD = (
    "schema",
    "slug",
    "title_nl",
    "title_en",
    "kind",
    "fictional",
    "design",
    "place",
    "period",
    "outcome_period_end",
    "municipalities",
    "offices",
    "caseworkers",
    "plan_sha256",
    "code_version",
    "direction_comparison",
    "subgroup_comparisons",
    "rule_profile",
    "licence",
    "made_by",
)
#: What came later, behind the others: a line without a value is not written, and an older release has none.
LATER_HEAD = (
    "plan_stamped_at",
    "plan_stamped_by",
    "plan_stamp_sha256",
    "plan_registry",
    "plan_registered_on",
    "families",
)
MAY_BE_EMPTY = {
    "period",
    "outcome_period_end",
    "municipalities",
    "offices",
    "caseworkers",
    "plan_sha256",
    "direction_comparison",
}
NUMBERS = {"municipalities", "offices", "caseworkers", "subgroup_comparisons"}
#: Each kind of list: word in the file, field of the manifest, record, number of parts in its key.
LISTS: tuple[tuple[str, str, type, int], ...] = (
    ("service", "services", Service, 1),
    ("characteristic", "characteristics", Characteristic, 1),
    ("group", "groups", Group, 2),
    ("outcome", "outcomes", Outcome, 1),
    ("source", "sources", Source, 1),
    ("topic", "topics", Topic, 1),
    ("part", "parts", Part, 2),
    ("member", "members", Member, 1),
)
OPTIONAL_PARTS = {"url", "unit", "unit_nl", "unit_en", "definition_nl", "definition_en"}
#: Parts that came later: an older release has no such line, and a line without a value is not written.
LATER_PARTS = {"here_nl", "here_en", "there_nl", "there_en", "margin", "design_nl", "design_en"}


def write_manifest(manifest: Manifest) -> bytes:
    """A manifest to bytes; the `digest` of the record is replaced by the one of the lines."""
    lines = [f"{name}: {as_text(getattr(manifest, name))}" for name in HEAD]
    lines += [f"{name}: {value}" for name in LATER_HEAD if (value := getattr(manifest, name))]
    lines += [f"gate.{key}: {verdict}" for key, verdict in manifest.gates]
    for word, field, record, parts in LISTS:
        names = [f.name for f in fields(record)]
        for item in getattr(manifest, field):
            stem = ".".join([word, *(str(getattr(item, name)) for name in names[:parts])])
            lines += [
                f"{stem}.{name}: {as_text(getattr(item, name))}"
                for name in names[parts:]
                if name not in LATER_PARTS or getattr(item, name)
            ]
    lines += [f"file.{name}: {digest}" for name, digest in manifest.files]
    return seal(lines)


class Lines:
    """The lines of a manifest, taken one by one in their fixed order."""

    def __init__(self, text: str) -> None:
        """Take the text of the manifest without its last line."""
        self.lines = text.split("\n")[:-1]
        self.at = 0

    @property
    def number(self) -> int:
        """The number of the line that comes next."""
        return self.at + 1

    def refuse(
        self, expected: Bilingual, found: str, line: int | None = None, todo: Bilingual = MAKE_AGAIN
    ) -> ReleaseError:
        """An error about one line."""
        return ReleaseError(
            file=MANIFEST, line=line or self.number, expected=expected, found=quoted(found), todo=todo
        )

    def peek(self) -> tuple[str, str]:
        """Key and value of the next line; empty at the end.

        Raises `ReleaseError` for a line of another form.
        """
        if self.at >= len(self.lines):
            return "", ""
        line = self.lines[self.at]
        key, colon, value = line.partition(": ")
        if not colon:
            raise self.refuse(same("“key: value”"), line)
        if len(line) > MAX_CELL or value != value.strip():
            raise self.refuse(Bilingual("één korte waarde", "one short value"), value)
        return key, value

    def take(self, key: str, *, empty: bool = False) -> str:
        """The value of the next line, which must have this key.

        Raises `ReleaseError` for another key, or for no value.
        """
        label, value = self.peek()
        if label != key:
            raise self.refuse(Bilingual(f"de regel “{key}”", f"the line “{key}”"), label)
        if not value and not empty:
            raise self.refuse(Bilingual(f"een waarde voor “{key}”", f"a value for “{key}”"), value)
        self.at += 1
        return value


def read_manifest(data: bytes) -> Manifest:
    """Bytes of a manifest to the record; refuses a wrong digest, order, line or word.

    Raises `ReleaseError` at the first of them.
    """
    body, stated = unseal(data)
    text = decode(MANIFEST, data)
    if sha256(body) != stated:
        raise ReleaseError(
            file=MANIFEST,
            line=text.count("\n"),
            expected=same(f"digest: {sha256(body)}"),
            found=quoted(stated),
            todo=MAKE_AGAIN,
        )
    lines = Lines(body.decode("utf-8"))
    head = read_head(lines)
    gates = read_gates(lines, known_words(GATE_VERDICTS, head["schema"]))
    lists: dict[str, Any] = {}
    for word, field, record, parts in LISTS:
        lists[field] = read_list(lines, word, record, parts)
    files = tuple(
        (name, take_sha(lines, f"file.{name}")) for name in data_files(head["schema"], head["design"])
    )
    if lines.at != len(lines.lines):
        raise lines.refuse(Bilingual("het einde van het bestand", "the end of the file"), lines.peek()[0])
    manifest = Manifest(**head, **lists, gates=gates, files=files, digest=stated)
    check_names(manifest)
    if write_manifest(manifest) != data:
        raise ReleaseError(
            file=MANIFEST,
            expected=Bilingual("de vaste schrijfwijze", "the canonical spelling"),
            found=Bilingual("een andere schrijfwijze", "another spelling"),
            todo=MAKE_AGAIN,
        )
    return manifest


def take_sha(lines: Lines, key: str) -> str:
    """A line that holds a sha256. Raises `ReleaseError` for anything else."""
    number, value = lines.number, lines.take(key)
    if not HEX.fullmatch(value):
        raise lines.refuse(Bilingual("64 tekens 0-9 a-f", "64 characters 0-9 a-f"), value, number)
    return value


def read_head(lines: Lines) -> dict[str, Any]:
    """The plain fields at the top, each held against what it may be.

    Raises `ReleaseError` at the first that is wrong.
    """
    head: dict[str, Any] = {}
    for name in (*HEAD, *LATER_HEAD):
        if name in LATER_HEAD and lines.peek()[0] != name:
            head[name] = ""
            continue
        number = lines.number
        value = lines.take(name, empty=name in MAY_BE_EMPTY)
        expected = wrong_word(name, value)
        if expected:
            raise lines.refuse(
                Bilingual(f"bij “{name}” {expected.nl}", f"for “{name}” {expected.en}"), value, number
            )
        head[name] = (int(value) if value else None) if name in NUMBERS else value
    head["fictional"] = head["fictional"] == "yes"
    return head


def wrong_word(name: str, value: str) -> Bilingual | None:
    """What a plain field should have been; `None` when its value is right."""
    if value == "" and name in MAY_BE_EMPTY:
        return None
    closed = {
        "schema": SCHEMA_VERSIONS,
        "kind": KINDS,
        "fictional": ("yes", "no"),
        "design": DESIGNS,
        "direction_comparison": COMPARISONS,
        "families": FAMILY_RULES[1:],
    }
    if name in closed:
        return None if value in closed[name] else one_of(closed[name])
    shapes: dict[str, tuple[re.Pattern[str], Bilingual]] = {
        "slug": (
            SLUG,
            Bilingual("kleine letters, cijfers en streepjes", "lower-case letters, digits and hyphens"),
        ),
        "plan_sha256": (HEX, Bilingual("64 tekens 0-9 a-f", "64 characters 0-9 a-f")),
        "outcome_period_end": (
            MONTH,
            Bilingual("jaar en maand, zoals 2024-12", "year and month, like 2024-12"),
        ),
        "plan_stamped_at": (MOMENT, same("2024-12-31T23:59:59Z")),
        "plan_stamp_sha256": (HEX, Bilingual("64 tekens 0-9 a-f", "64 characters 0-9 a-f")),
        "plan_registry": (ADDRESS, Bilingual("een adres met https://", "an address with https://")),
        "plan_registered_on": (DAY, same("2024-12-31")),
    }
    shapes |= {
        name: (re.compile(r"0|[1-9][0-9]{0,6}"), Bilingual("een geheel getal", "a whole number"))
        for name in NUMBERS
    }
    if name in shapes and not shapes[name][0].fullmatch(value):
        return shapes[name][1]
    return None


def read_gates(lines: Lines, words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The gates: known names, in their fixed order, each with one of these verdicts.

    Raises `ReleaseError` at the first that is wrong.
    """
    gates: list[tuple[str, str]] = []
    while lines.peek()[0].startswith("gate."):
        number, (key, value) = lines.number, lines.peek()
        name = key.removeprefix("gate.")
        after = GATES.index(gates[-1][0]) if gates else -1
        if name not in GATES[after + 1 :]:
            raise lines.refuse(one_of(GATES[after + 1 :]), name, number)
        if value not in words:
            raise lines.refuse(one_of(words), value, number)
        gates.append((name, value))
        lines.at += 1
    return tuple(gates)


def read_list(lines: Lines, word: str, record: type, parts: int) -> tuple[Any, ...]:
    """The services, characteristics, groups, outcomes or sources of a release.

    Raises `ReleaseError` at the first key that is wrong.
    """
    names = [f.name for f in fields(record)]
    items: list[Any] = []
    seen: set[tuple[str, ...]] = set()
    while lines.peek()[0].startswith(f"{word}."):
        number = lines.number
        key = tuple(lines.peek()[0].split(".")[1 : 1 + parts])
        if len(key) != parts or not all(KEY.fullmatch(part) for part in key):
            raise lines.refuse(
                Bilingual("een sleutel met kleine letters", "a key in lower-case letters"), lines.peek()[0]
            )
        if key in seen:
            raise lines.refuse(Bilingual("elke sleutel één keer", "every key once"), ".".join(key), number)
        seen.add(key)
        stem = ".".join([word, *key])
        values: list[Any] = []
        for name in names[parts:]:
            absent = name in LATER_PARTS and lines.peek()[0] != f"{stem}.{name}"
            values.append("" if absent else lines.take(f"{stem}.{name}", empty=name in OPTIONAL_PARTS))
        check_item(lines, number, word, names[parts:], values)
        items.append(record(*key, *values))
    return tuple(items)


def check_item(lines: Lines, number: int, word: str, names: list[str], values: list[Any]) -> None:
    """The closed words inside a listed item; turns `reference` into a truth value.

    Raises `ReleaseError` at the first other word.
    """
    for position, (name, value) in enumerate(zip(names, values, strict=True)):
        allowed = {"level": LEVELS, "reference": ("yes", "no"), "scale": SCALES, "sort": SORTS}.get(name)
        if allowed and value not in allowed:
            raise lines.refuse(one_of(allowed), value, number + position)
        if name == "reference":
            values[position] = value == "yes"
        if (
            name == "margin"
            and value
            and not margin_fits(value, share=values[names.index("scale")] == "share")
        ):
            told = Bilingual(
                f"een marge boven 0, van een aandeel ten hoogste {WIDEST_MARGIN}, met één decimaal",
                f"a margin above 0, of a share at most {WIDEST_MARGIN}, with one decimal",
            )
            raise lines.refuse(told, value, number + position)
        if name == "url" and value and not value.startswith("https://"):
            raise lines.refuse(
                Bilingual("een adres met https://", "an address with https://"), value, number + position
            )


def margin_fits(value: str, *, share: bool) -> bool:
    """Can this be what a plan calls little difference? Never so much that a range could be too wide to speak."""
    if not MARGIN.fullmatch(value) or float(value) <= 0:
        return False
    return not share or (float(value) <= WIDEST_MARGIN and len(value.partition(".")[2]) <= 1)


def check_names(manifest: Manifest) -> None:
    """Groups belong to a listed characteristic, parts to a topic; kind and design fit together.

    Raises `ReleaseError` at the first that does not fit.
    """
    check_topics(manifest)
    check_registration(manifest)
    known = {item.key for item in manifest.characteristics}
    for group in manifest.groups:
        if group.characteristic not in known:
            raise ReleaseError(
                file=MANIFEST,
                expected=one_of(tuple(sorted(known))),
                found=quoted(group.characteristic),
                todo=MAKE_AGAIN,
            )
    check_members(manifest)
    effects = manifest.design in ("caseworker", "assignment", COMBINED_DESIGN)
    if effects != (manifest.kind in ("own", "elsewhere")):
        raise ReleaseError(
            file=MANIFEST,
            expected=Bilingual("een opzet die past bij de soort", "a design that fits the kind"),
            found=same(f"{manifest.kind} / {manifest.design}"),
            todo=MAKE_AGAIN,
        )
    if effects and (tuple(key for key, _ in manifest.gates) != GATES or not manifest.plan_sha256):
        raise ReleaseError(
            file=MANIFEST,
            expected=Bilingual("een plan en alle controles", "a plan and every gate"),
            found=quoted(", ".join(key for key, _ in manifest.gates)),
            todo=MAKE_AGAIN,
        )


def check_members(manifest: Manifest) -> None:
    """Three or more municipalities in a combination, none in anything else. Raises `ReleaseError`."""
    least = LEAST_MEMBERS if manifest.design == COMBINED_DESIGN else 0
    many = len(manifest.members)
    if many < least or (many and not least):
        wanted = Bilingual(f"ten minste {least} gemeenten", f"at least {least} municipalities")
        raise ReleaseError(
            file=MANIFEST,
            expected=wanted if least else Bilingual("geen regel “member”", "no line “member”"),
            found=same(f"{many} × member"),
            todo=MAKE_AGAIN,
        )
    places = [place_key(member.place) for member in manifest.members]
    if many and (manifest.municipalities != many or len(set(places)) != many):
        raise ReleaseError(
            file=MANIFEST,
            expected=Bilingual(
                f"{many} gemeenten, elk met een eigen naam",
                f"{many} municipalities, each with a name of its own",
            ),
            found=quoted(
                f"{manifest.municipalities}: {', '.join(member.place for member in manifest.members)}"
            ),
            todo=MAKE_AGAIN,
        )
    digests = [member.digest for member in manifest.members]
    for digest in digests:
        if not HEX.fullmatch(digest) or digests.count(digest) > 1:
            raise ReleaseError(
                file=MANIFEST,
                expected=Bilingual(
                    "per gemeente één eigen uitgave", "one release of its own per municipality"
                ),
                found=quoted(digest),
                todo=MAKE_AGAIN,
            )


def check_topics(manifest: Manifest) -> None:
    """Topics stand in the version that holds the table of the whole group, each with a part.

    Raises `ReleaseError` at the first that does not fit.
    """
    whole = manifest.schema == INSIGHT_VERSION
    if whole != bool(manifest.topics):
        raise ReleaseError(
            file=MANIFEST,
            expected=same(f"schema: {INSIGHT_VERSION}, topic.…"),
            found=same(f"schema: {manifest.schema}, {len(manifest.topics)} × topic"),
            todo=MAKE_AGAIN,
        )
    keys, of_parts = {topic.key for topic in manifest.topics}, {part.topic for part in manifest.parts}
    for key in sorted(keys ^ of_parts):
        raise ReleaseError(
            file=MANIFEST,
            expected=Bilingual("bij elk onderwerp ten minste één deel", "at least one part for every topic"),
            found=quoted(key),
            todo=MAKE_AGAIN,
        )


def check_registration(manifest: Manifest) -> None:
    """A time stamp has a moment, a signer and a fingerprint; a registry an address and a day; both are of a plan.

    Raises `ReleaseError` at the first that is there by half.
    """
    for words in (LATER_HEAD[:3], LATER_HEAD[3:5]):
        given = [name for name in words if getattr(manifest, name)]
        wanted = manifest.plan_sha256 and manifest.outcome_period_end
        if given and (len(given) != len(words) or not wanted):
            raise ReleaseError(
                file=MANIFEST,
                expected=same(", ".join(("plan_sha256", "outcome_period_end", *words))),
                found=quoted(", ".join(given)),
                todo=MAKE_AGAIN,
            )
    for day in (manifest.plan_stamped_at[:10], manifest.plan_registered_on):
        if day and not is_day(day):
            raise ReleaseError(
                file=MANIFEST,
                expected=Bilingual("een dag die bestaat", "a day that exists"),
                found=quoted(day),
                todo=MAKE_AGAIN,
            )


def is_day(word: str) -> bool:
    """Does the calendar have this day?"""
    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True
