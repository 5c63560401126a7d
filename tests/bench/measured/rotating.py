# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keys.py measures, in a process of its own; prints one line of JSON.

fill N   a migrated database with the keys of N clients under the old master key
rotate   wrap them anew under the new one, then write the table anew
work     open a client's key and make a new one, again and again until told to end
"""

import base64
import json
import os
import resource
import signal
import sys
import time
from typing import Any
from uuid import uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "reintapp.settings.test"
OLD, NEW = (base64.b64encode(letter * 32).decode() for letter in (b"o", b"n"))
AT_ONCE = 10_000


def fill(keys: int) -> dict[str, Any]:
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap
    from django.core.management import call_command

    from checklist.base.keyring import mark_of_key, master_keys
    from checklist.base.models import DataKey

    call_command("migrate", verbosity=0)
    master = master_keys()[0]
    under = mark_of_key(master)
    for begin in range(0, keys, AT_ONCE):
        DataKey.objects.bulk_create(
            DataKey(
                client_key=uuid4(),
                kind="client",
                wrapped=aes_key_wrap(master, os.urandom(32)),
                wrapped_under=under,
            )
            for _ in range(min(AT_ONCE, keys - begin))
        )
    return {"keys": keys}


def rotate() -> dict[str, Any]:
    from checklist.base.models import DataKey
    from checklist.base.rotation import to_do, wrap_anew
    from checklist.base.traces import remove_traces

    began = time.perf_counter()
    done = sum(batch.done for batch in wrap_anew())
    wrapped = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    remove_traces([DataKey])
    assert not to_do().exists()
    return {"done": done, "wrap": wrapped - began, "clean": time.perf_counter() - wrapped, "peak_mib": peak}


def work() -> dict[str, Any]:
    from checklist.base.keys import Sealer, new_client_key

    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: ended.append(number))
    looks, longest = 0, 0.0
    while not ended:
        began = time.perf_counter()
        key = new_client_key()
        Sealer(key).seal("words", "somewhere")
        longest, looks = max(longest, time.perf_counter() - began), looks + 1
        time.sleep(0.02)
    return {"looks": looks, "longest": longest}


def main() -> None:
    import django
    from django.conf import settings

    settings.MASTER_KEY = OLD
    if sys.argv[1] != "fill":
        settings.MASTER_KEY, settings.MASTER_KEY_FALLBACKS = NEW, [OLD]
    django.setup()
    parts = {"fill": lambda: fill(int(sys.argv[2])), "rotate": rotate, "work": work}
    print(json.dumps(parts[sys.argv[1]]()))


if __name__ == "__main__":
    main()
