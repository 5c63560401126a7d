# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A time stamp of a plan (RFC 3161): the query for an authority, and its answer verified offline.

The query holds the sha256 of the plan and nothing else. OpenSSL does the cryptography; nothing here calls out.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from research.errors import InputError, shown

#: A request for the time of a sha256 with the certificate of the signer, in DER: what stands before the digest, and
#: after it.
BEFORE = bytes.fromhex("30390201013031300d060960864801650304020105000420")
AFTER = bytes.fromhex("0101ff")
#: An answer is a few kilobytes.
LARGEST = 65_536
TIME = re.compile(r"^Time stamp: (\w{3} +\d+ \d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
COMMON_NAME = re.compile(r"^TSA: .*?CN ?= ?([^,/\n+]+)", re.MULTILINE)
SECONDS = 30
#: Of an authority that leaves its name out of what it signs.
NAMELESS = "een dienst zonder naam"


@dataclass(frozen=True)
class Stamp:
    """What an authority signed: that a plan was there at a `moment` (UTC); `sha256` is that of its answer."""

    moment: datetime
    authority: str
    sha256: str


def query(plan_sha256: str) -> bytes:
    """The question to a time-stamp authority, as `openssl ts -query -cert -no_nonce` writes it."""
    return BEFORE + bytes.fromhex(plan_sha256) + AFTER


def verified(plan_sha256: str, answer: Path, authorities: Path) -> Stamp:
    """The stamp in an answer, when it is about this plan and signed by who one of the `authorities` (PEM) vouches for.

    Raises `InputError` for any other answer.
    """
    data = read(answer)
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        copy = Path(folder) / "answer.tsr"
        copy.write_bytes(data)
        if not authorities.is_file():
            raise InputError(
                file=authorities.name, expected="the certificate of the authority (PEM)", found="no file",
                todo="Download it from the authority itself, and give its path with --stamp-ca.",
            )  # fmt: skip
        asked = ["-verify", "-digest", plan_sha256, "-in", str(copy), "-CAfile", str(authorities)]
        done = openssl(*asked)
        if done.returncode:
            raise InputError(
                file=answer.name, column="time stamp", found=shown(why(done.stderr)),
                expected=f"an answer about the plan with sha256 {plan_sha256[:16]}…, signed by an authority of "
                f"{authorities.name}",
                todo="Give the answer to the query of this very plan, and the certificate of who gave it.",
            )  # fmt: skip
        told = openssl("-reply", "-in", str(copy), "-text").stdout
    return Stamp(moment_of(told, answer), authority_of(told), hashlib.sha256(data).hexdigest())


def read(path: Path) -> bytes:
    """The bytes of an answer. Raises `InputError` when there are none, or far too many."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                file=path.name, expected=f"a time stamp of at most {LARGEST} bytes", found="a larger file",
                todo="Give the file that the authority answered with (.tsr).",
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            file=path.name, expected="the answer of a time-stamp authority (.tsr)", found=shown(error.strerror),
            todo="Send the query to the authority, and give the path of its answer.",
        ) from None  # fmt: skip


def openssl(*asked: str) -> subprocess.CompletedProcess[str]:
    """What `openssl ts` answers. Raises `InputError` on a machine without it."""
    try:
        return subprocess.run(  # noqa: S603 - a list without a shell; every word is a digest or a path of our own
            ["openssl", "ts", *asked],  # noqa: S607 - the OpenSSL of this machine
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            errors="replace",
        )
    except FileNotFoundError:
        raise InputError(
            file="openssl", expected="the program openssl on this machine", found="none",
            todo="Install OpenSSL, or verify on a machine that has it.",
        ) from None  # fmt: skip


def why(said: str) -> str:
    """The last reason that OpenSSL gives: the sixth part of its line of an error."""
    reasons = [line.split(":")[5] for line in said.splitlines() if line.count(":") > 6]
    return reasons[-1] if reasons else "no valid time stamp"


def moment_of(told: str, path: Path) -> datetime:
    """The time that was signed, in UTC. Raises `InputError` where there is none."""
    found = TIME.search(told)
    if found is None:
        raise InputError(
            file=path.name, column="time stamp", expected="a time", found="none", todo="Ask for a new answer."
        )
    words = " ".join(f"{found[1]} {found[2]}".split())
    return datetime.strptime(words, "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)


def authority_of(told: str) -> str:
    """The name that the authority signs with."""
    found = COMMON_NAME.search(told)
    return found[1].strip()[:200] if found and found[1].strip() else NAMELESS
