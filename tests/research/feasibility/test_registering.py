# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan laid down before its outcomes: the text, the query, the answer, and what a release says of them."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from research.__main__ import main
from research.errors import InputError
from research.feasibility.registry import WORDS, registry_text
from research.feasibility.stamp import NAMELESS, Stamp, query, verified
from research.plan.reading import read_plan
from research.publish.registered import Registration, registry_of, sentences, with_registration
from research.release.errors import ReleaseError
from research.release.manifest import read_manifest, write_manifest
from research.release.reading import read_release
from research.release.schema import Manifest
from research.release.writing import write_release
from tests.research.builders import PLANS, ROOT, small_plan, small_table
from tests.research.time_stamps import NAME, Authority

STAMPED = {
    "plan_stamped_at": "2026-11-30T20:12:09Z",
    "plan_stamped_by": "FICTIEF",
    "plan_stamp_sha256": "ab" * 32,
}
REGISTRY = {"plan_registry": "https://osf.example/abc", "plan_registered_on": "2026-11-30"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Path:
    """A plan, its texts and query, and the answer of the authority."""
    folder = tmp_path_factory.mktemp("plan")
    small_plan(folder)
    assert main(["register", str(folder / "klein.toml"), "--out", str(folder)]) == 0
    authority.answer(folder / "plan.tsq", folder / "plan.tsr")
    return folder


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_plan_of_effects_has_a_whole_text(path: Path, lang: str) -> None:
    text_of_plan = path.read_text(encoding="utf-8")
    if "[[service]]" not in text_of_plan or "[columns]" not in text_of_plan:
        with pytest.raises(InputError):
            read_plan(path)
        return
    plan = read_plan(path)
    text = registry_text(plan, lang)
    assert "{" not in text
    assert plan.sha256 in text
    assert [line[:2] for line in text.splitlines() if re.match(r"\d\. ", line)] == [
        f"{n}." for n in range(1, 9)
    ]
    for outcome in plan.outcomes:
        assert getattr(outcome, f"definition_{lang}") in text
    for characteristic in plan.characteristics:
        for group in characteristic.groups:
            assert getattr(group, f"name_{lang}") in text
    assert getattr(plan, f"exclusion_{lang}") in text
    # What the program cannot know is left to who signs.
    assert text.count("[ ]") == 2


def test_no_text_lacks_a_language() -> None:
    for words in WORDS.values():
        assert sorted(re.findall(r"{\w+}", words["nl"])) == sorted(re.findall(r"{\w+}", words["en"]))


def test_the_query_is_that_of_openssl(stamped: Path) -> None:
    """Byte for byte, and it holds the digest of the plan and nothing else of it."""
    plan = read_plan(stamped / "klein.toml")
    done = subprocess.run(
        ["openssl", "ts", "-query", "-digest", plan.sha256, "-sha256", "-cert", "-no_nonce"],
        capture_output=True,
        check=True,
    )
    assert query(plan.sha256) == done.stdout == (stamped / "plan.tsq").read_bytes()


def test_an_answer_is_verified_offline(stamped: Path, authority: Authority) -> None:
    plan = read_plan(stamped / "klein.toml")
    stamp = verified(plan.sha256, stamped / "plan.tsr", authority.certificate)
    assert stamp.authority == NAME
    assert abs(datetime.now(UTC) - stamp.moment) < timedelta(hours=1)
    assert stamp.sha256 == hashlib.sha256((stamped / "plan.tsr").read_bytes()).hexdigest()


def test_another_plan_is_refused(stamped: Path, authority: Authority) -> None:
    with pytest.raises(InputError, match="message imprint mismatch"):
        verified("0" * 64, stamped / "plan.tsr", authority.certificate)


def test_another_authority_is_refused(stamped: Path, tmp_path: Path) -> None:
    plan = read_plan(stamped / "klein.toml")
    other = Authority(tmp_path / "other")
    with pytest.raises(InputError, match="certificate verify error"):
        verified(plan.sha256, stamped / "plan.tsr", other.certificate)


@pytest.mark.parametrize("place", [40, -40, -300])
def test_a_changed_answer_is_refused(stamped: Path, authority: Authority, tmp_path: Path, place: int) -> None:
    data = bytearray((stamped / "plan.tsr").read_bytes())
    data[place] ^= 1
    (tmp_path / "changed.tsr").write_bytes(data)
    plan = read_plan(stamped / "klein.toml")
    with pytest.raises(InputError, match="signed by an authority"):
        verified(plan.sha256, tmp_path / "changed.tsr", authority.certificate)


def test_what_is_no_answer_is_refused_with_a_sentence(
    stamped: Path, authority: Authority, tmp_path: Path
) -> None:
    plan = read_plan(stamped / "klein.toml")
    (tmp_path / "large.tsr").write_bytes(bytes(70_000))
    (tmp_path / "words.tsr").write_text("nothing")
    for path, said in (
        (stamped / "none.tsr", "the answer of a time-stamp authority"),
        (tmp_path / "large.tsr", "at most 65536 bytes"),
        (tmp_path / "words.tsr", "signed by an authority"),
        (stamped / "plan.tsq", "signed by an authority"),
    ):
        with pytest.raises(InputError, match=said):
            verified(plan.sha256, path, authority.certificate)
    with pytest.raises(InputError, match="the certificate of the authority"):
        verified(plan.sha256, stamped / "plan.tsr", tmp_path / "none.pem")


def test_without_openssl_it_says_so(
    stamped: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    plan = read_plan(stamped / "klein.toml")
    with pytest.raises(InputError, match="Install OpenSSL"):
        verified(plan.sha256, stamped / "plan.tsr", authority.certificate)


def test_an_authority_may_leave_its_name_out(stamped: Path, tmp_path: Path) -> None:
    nameless = Authority(tmp_path / "nameless", named=False)
    answer = nameless.answer(stamped / "plan.tsq", tmp_path / "plan.tsr")
    plan = read_plan(stamped / "klein.toml")
    assert verified(plan.sha256, answer, nameless.certificate).authority == NAMELESS


def test_a_release_names_the_stamp_and_the_registry(
    stamped: Path, authority: Authority, tmp_path: Path
) -> None:
    small_table().to_csv(tmp_path / "t.csv", index=False)
    plan, out = str(stamped / "klein.toml"), str(tmp_path / "est")
    assert main(["--quiet", "estimate", plan, "--data", str(tmp_path / "t.csv"), "--out", out]) == 0
    asked = ["--quiet", "release", plan, "--estimates", out, "--out", str(tmp_path)]
    proof = ["--stamp", str(stamped / "plan.tsr"), "--stamp-ca", str(authority.certificate)]
    assert main(asked) == 0
    bare = read_release(tmp_path / "klein-2026")
    assert "plan_stamp" not in (tmp_path / "klein-2026" / "manifest.txt").read_text()
    assert main([*asked, *proof, "--registry", REGISTRY["plan_registry"], "--registered", "2026-11-30"]) == 0
    release = read_release(tmp_path / "klein-2026")
    assert release.findings == bare.findings
    assert release.manifest.plan_stamped_by == NAME
    assert release.manifest.plan_registry == REGISTRY["plan_registry"]
    keys = [check.key for check in release.checks]
    assert keys[:3] == ["plan.hash", "plan.registry", "plan.stamp"]
    assert "Het plan is vastgelegd op" in release.explanation
    # The plan stays stated: a date shows that it was there, and not that nobody looked.
    assert release.manifest.gates == bare.manifest.gates
    # Half of a proof is refused, and leaves the release as it was.
    assert main([*asked, "--stamp", str(stamped / "plan.tsr")]) == 1
    assert main([*asked, "--registry", "https://osf.example/abc"]) == 1
    assert main([*asked, "--registry", "osf", "--registered", "2026-11-30"]) == 1
    assert main([*asked, "--registry", "https://osf.example/abc", "--registered", "gisteren"]) == 1
    assert read_release(tmp_path / "klein-2026") == release


@pytest.mark.parametrize(
    ("end", "said"), [("2026-12", "voor de laatste"), ("2026-11", "al (tot"), ("2024-01", "al (tot")]
)
def test_before_the_outcomes_is_said_only_where_it_was(end: str, said: str) -> None:
    nl, en = sentences(date(2026, 11, 30), end, "registry", REGISTRY)
    assert said in nl
    assert ("before the last outcomes" in en) == ("voor de laatste" in nl)
    assert "Het laat niet zien dat nog niemand een uitkomst had bekeken." in nl


def manifest_with(**words: str) -> Manifest:
    return replace(read_release(ROOT / "models_store" / "jobcorps-1995").manifest, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [STAMPED, REGISTRY, STAMPED | REGISTRY])
def test_the_words_are_read_back(words: dict[str, str]) -> None:
    read = read_manifest(write_manifest(manifest_with(**words)))
    assert {name: getattr(read, name) for name in words} == words


@pytest.mark.parametrize(
    "words",
    [
        *({k: v for k, v in STAMPED.items() if k != gone} for gone in STAMPED),
        *({k: v for k, v in REGISTRY.items() if k != gone} for gone in REGISTRY),
        STAMPED | {"plan_stamped_at": "2026-02-31T00:00:00Z"},
        STAMPED | {"plan_stamped_at": "2026-02-01"},
        STAMPED | {"plan_stamp_sha256": "ab"},
        REGISTRY | {"plan_registered_on": "2026-06-31"},
        REGISTRY | {"plan_registry": "javascript:alert(1)"},
        REGISTRY | {"plan_registry": 'https://osf.example/" onclick'},
    ],
)
def test_half_a_proof_or_no_day_is_refused(words: dict[str, str]) -> None:
    with pytest.raises(ReleaseError):
        read_manifest(write_manifest(manifest_with(**words)))


def test_a_release_without_a_proof_has_the_bytes_of_before(tmp_path: Path) -> None:
    store = ROOT / "models_store" / "jobcorps-1995"
    plan = read_plan(PLANS / "jobcorps.toml")
    release = with_registration(read_release(store), plan, Registration())
    written = write_release(release, tmp_path)
    for path in store.iterdir():
        assert (written / path.name).read_bytes() == path.read_bytes()


def test_registry_of_nothing_is_nothing() -> None:
    assert registry_of("", "") == ("", None)
    assert Registration(Stamp(datetime.now(UTC), "a", "b")).day is None
