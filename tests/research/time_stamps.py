# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A time-stamp authority that a test makes with OpenSSL; it is FICTIEF and nobody else trusts it."""

from __future__ import annotations

import subprocess
from pathlib import Path

NAME = "FICTIEF tijdstempel"
SETTINGS = """[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
tsa_name = {named}
ess_cert_id_alg = sha256
[signer]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""


class Authority:
    """A certificate that vouches (`ca.pem`) and a signer under it."""

    def __init__(self, folder: Path, *, named: bool = True) -> None:
        """Make the keys."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.certificate = folder, folder / "ca.pem"
        (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder, named="yes" if named else "no"))
        (folder / "serial").write_text("01\n")
        self.run(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
            "-subj", "/CN=FICTIEF", "-days", "2",
        )  # fmt: skip
        self.run(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
            "-subj", f"/O=FICTIEF/CN={NAME}",
        )  # fmt: skip
        self.run(
            "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-extfile", "tsa.cnf", "-extensions", "signer", "-out", "tsa.pem", "-days", "2",
        )  # fmt: skip

    def run(self, *asked: str) -> None:
        """One command of OpenSSL, in the folder."""
        done = subprocess.run(
            ["openssl", *asked], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def answer(self, query: Path, out: Path) -> Path:
        """What the authority answers to a query."""
        self.run(
            "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", str(query),
            "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", str(out),
        )  # fmt: skip
        return out
