"""The clock of one gateway as this viewer sees it: step 4 of consumers.md."""

from __future__ import annotations

import math
import re
from datetime import datetime, timezone

SECONDS_KEPT = 30
FORGET_MILLIS = 600_000.0


class GatewayClock:
    """Learns how far the own clock is ahead of the gateway's.

    The least of all samples is the difference of the two clocks plus the shortest way, since no way is negative.
    All times are milliseconds.
    """

    def __init__(self, tolerance_millis: float) -> None:
        self._tolerance = tolerance_millis
        self._seconds: list[list[float]] = []  # [since, least sample] of each second with events

    def hear(self, now: float, captured: float, age: float) -> None:
        """Learns from an event that came now, fresh or not."""
        sample = now - captured - age
        if self._seconds and now - self._seconds[-1][0] < 1000:
            self._seconds[-1][1] = min(self._seconds[-1][1], sample)
            return
        self._seconds.append([now, sample])
        self._seconds = [s for s in self._seconds if now - s[0] < FORGET_MILLIS][-SECONDS_KEPT:]

    @property
    def offset(self) -> float:
        """The shortest way included; NaN before the first event."""
        return min((sample for _, sample in self._seconds), default=math.nan)

    @property
    def trusted(self) -> bool:
        """One sample may be that of a late event; two of different seconds, or one that fits synchronised clocks, do."""
        return len(self._seconds) > 1 or abs(self.offset) <= self._tolerance

    def to_own(self, gateway_millis: float) -> float:
        """A time of the gateway by the own clock; NaN while the offset cannot be trusted."""
        return gateway_millis + self.offset if self.trusted else math.nan


_UTC = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z")


def to_millis(utc: object) -> float | None:
    """Milliseconds since 1970 of an ISO 8601 text in UTC; None where it is none."""
    match = _UTC.fullmatch(utc) if isinstance(utc, str) else None
    if not match:
        return None
    try:
        whole = datetime(*(int(part) for part in match.groups()[:6]), tzinfo=timezone.utc).timestamp()
    except ValueError:
        return None
    return whole * 1000 + float(f"0.{match[7] or 0}") * 1000
