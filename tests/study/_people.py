# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who keep writing while things break, and a pulse that asks whether the server lives (script/study faults)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from tests.served import Browser, Site, Talks, Writer

PATIENCE = 90.0  # seconds until a killed part has to work again
#: What may be answered while something is broken: nobody there, saved, not saved.
EXPECTED = {"0", "200", "503"}


class People:
    """Writers in threads, until told to stop."""

    def __init__(self, site: Site, talks: Talks, number: int, pause: float = 0.05) -> None:
        """One talk each."""
        self.writers = [
            Writer(Browser(site.port, talks.session), case, talks.owner) for case in talks.cases[:number]
        ]
        self.pause = pause
        self.stopped = threading.Event()
        self.asked_to_look = 0
        self.looked = [0] * number  # which look each has done
        self.succeeded = 0.0  # when somebody's save was acknowledged last
        self.waits: list[float] = []  # seconds that somebody waited to hear that it is not saved
        self.took: list[float] = []  # seconds of a save that was acknowledged
        self._threads = [threading.Thread(target=self._write, args=[place]) for place in range(number)]
        for thread in self._threads:
            thread.start()

    def _write(self, place: int) -> None:
        writer, broken = self.writers[place], True  # the first look tells what is there
        while not self.stopped.is_set():
            wanted = self.asked_to_look
            if broken or self.looked[place] < wanted:
                if not writer.look():
                    self.stopped.wait(self.pause)
                    continue
                self.looked[place], broken = wanted, False
            begin = time.monotonic()
            status = writer.write()
            end = time.monotonic()
            if status == 200:
                self.succeeded = end
                self.took.append(end - begin)
            else:
                broken = True
                if status == 503:
                    self.waits.append(end - begin)
                self.stopped.wait(self.pause)

    def everybody_looks(self, patience: float = PATIENCE) -> bool:
        """Each reads back what is there; not everybody could within the time when False."""
        self.asked_to_look += 1
        return until(lambda: min(self.looked) >= self.asked_to_look, patience)

    def stop(self) -> None:
        """Let everybody finish."""
        self.stopped.set()
        for thread in self._threads:
            thread.join()

    @property
    def acknowledged(self) -> int:
        """Saves that were acknowledged."""
        return sum(writer.acknowledged for writer in self.writers)

    @property
    def lost(self) -> list[str]:
        """What was acknowledged and is not there."""
        return [line for writer in self.writers for line in writer.lost]

    @property
    def other_answers(self) -> dict[str, int]:
        """Answers that are neither saved, nor not saved, nor nobody."""
        found: dict[str, int] = {}
        for writer in self.writers:
            for status, count in writer.statuses.items():
                if status not in EXPECTED:
                    found[status] = found.get(status, 0) + count
        return found


def until(true: Callable[[], bool], patience: float) -> bool:
    """Wait for something; False when it did not come in time."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


class Pulse:
    """Asks the page of the living every few milliseconds, for as long as a `with`."""

    def __init__(self, site: Site) -> None:
        """Begin at once."""
        self.site, self.took = site, list[float]()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self) -> None:
        while not self._stop.is_set():
            begin = time.monotonic()
            answered = self.site.livez(5.0)
            self.took.append(time.monotonic() - begin if answered is None else answered)
            self._stop.wait(0.02)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()


def late(took: list[float]) -> int:
    """How often the page of the living took more than a tenth of a second."""
    return sum(1 for one in took if one > 0.1)
