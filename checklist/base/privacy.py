# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every table says what kind of personal data its rows hold; a house test refuses a table that does not."""

from enum import StrEnum


class Privacy(StrEnum):
    """What a row tells about a person."""

    NONE = "none"  # nothing about any person
    STAFF = "staff"  # about somebody who works here
    PSEUDONYM = "pseudonym"  # about a client, under the random key only
    PERSONAL = "personal"  # names a client, or holds readable words of one
    SEALED = "sealed"  # words of or about a client, encrypted under a key that can be destroyed
    KEY = "key"  # opens sealed words
