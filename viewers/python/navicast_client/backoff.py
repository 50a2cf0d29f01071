"""When to try again after the link broke."""

from __future__ import annotations

from typing import Callable, Optional

FIRST_MILLIS = 250.0
OFTEN_MILLIS = 1_500.0
OFTEN_FOR_MILLIS = 10_000.0
RARE_MILLIS = 15_000.0


class Backoff:
    """At once, then often, then ever more rarely; by chance, so that no crowd forms."""

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._since: Optional[float] = None
        self._last = 0.0

    def next(self, now: float) -> float:
        """Milliseconds from now until the next attempt."""
        if self._since is None:
            self._since = now
            self._last = FIRST_MILLIS
            return self._random() * FIRST_MILLIS
        most = OFTEN_MILLIS if now - self._since < OFTEN_FOR_MILLIS else RARE_MILLIS
        self._last = min(self._last * 2, most)
        return self._last * (0.5 + self._random() / 2)

    def reset(self) -> None:
        """The link is there."""
        self._since = None


ASK_MILLIS = 1_000.0
LOST_MILLIS = 2_800.0
SLEPT_MILLIS = 1_500.0
"""A look this late says that we slept, and nothing of the hub."""


class Heartbeat:
    """Tells a quiet link from a dead one, by an event of our own that has to come back: a ping would only show that the
    hub is there, not that what is published arrives."""

    def __init__(self, now: float) -> None:
        self._heard = self._looked = now
        self._asked: Optional[float] = None

    def heard(self, now: float) -> None:
        self._heard = now
        self._asked = None

    def look(self, now: float) -> str:
        """What to do now: "wait", "ask" or "lost"; call it a few times a second."""
        if now - self._looked > SLEPT_MILLIS:
            self.heard(now - ASK_MILLIS)
        self._looked = now
        quiet = now - self._heard
        if quiet > LOST_MILLIS and self._asked is not None:
            return "lost"
        if quiet < ASK_MILLIS or (self._asked is not None and now - self._asked < ASK_MILLIS):
            return "wait"
        self._asked = now
        return "ask"
