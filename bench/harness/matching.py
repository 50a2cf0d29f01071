"""Which event came of which report: pure functions over what the C programs wrote down.

A report carries a key that counts up and starts over after CYCLE of them. Events of one source arrive in the order
of its reports, so a key names the first report that carries it among those not matched yet. An event whose
report would lie in its own future is one that the gateway told again, and is no match.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

CYCLE = 300
MICROS_PER_NANO = 1e-3
EPOCH = datetime.fromtimestamp(0, timezone.utc)


@dataclass(frozen=True)
class Stamp:
    nanos: int
    key: int


@dataclass
class Outcome:
    """Of the reports sent: the latency of each that arrived, and what became of the others.

    merged: a later report of the same source arrived in its place; lost: none did.
    """

    sent: int = 0
    micros: list[float] = field(default_factory=list)
    merged: int = 0
    lost: int = 0

    def add(self, other: Outcome) -> None:
        self.sent += other.sent
        self.micros += other.micros
        self.merged += other.merged
        self.lost += other.lost


def stamps(file: Path) -> list[Stamp]:
    with file.open() as lines:
        return [Stamp(int(nanos), int(key)) for nanos, key in (line.split() for line in lines)]


def frames(file: Path) -> Iterator[tuple[int, str]]:
    """Each frame that a subscriber kept, with the time at which it came."""
    with file.open() as lines:
        for line in lines:
            nanos, _, payload = line.rstrip("\n").partition(" ")
            yield int(nanos), payload


def match(sent: list[Stamp], received: Iterable[Stamp]) -> Outcome:
    """Matches the events of one source to its reports by key."""
    outcome = Outcome(sent=len(sent))
    following = 0
    for event in received:
        if following == len(sent):
            break
        index = following + (event.key - sent[following].key) % CYCLE
        if index < len(sent) and sent[index].nanos < event.nanos:
            outcome.micros.append((event.nanos - sent[index].nanos) * MICROS_PER_NANO)
            outcome.merged += index - following
            following = index + 1
    outcome.lost = len(sent) - following
    return outcome


def match_in_order(sent: list[Stamp], received: list[Stamp]) -> Outcome:
    """Matches a way that loses and merges nothing: the nth event is of the nth report."""
    pairs = list(zip(sent, received))
    micros = [(event.nanos - report.nanos) * MICROS_PER_NANO for report, event in pairs]
    return Outcome(len(sent), micros, 0, len(sent) - len(pairs))


def _resource(payload: str, name: str) -> dict | None:
    event = json.loads(payload).get("event", {})
    return event["context"][0]["resource"] if event.get("hub.event") == name else None


def is_gateway_event(payload: str) -> bool:
    """False for what a hub says of itself."""
    return '"capturedAt":' in payload


def motion_keys(received: Iterable[tuple[int, str]], full_deflection: float) -> Iterator[Stamp]:
    """Keys of navi-motion: the X axis, in counts of the device."""
    for nanos, payload in received:
        resource = _resource(payload, "navi-motion")
        if resource is not None:
            yield Stamp(nanos, round(resource["translation"][0] * full_deflection))


def parts(received: Iterable[tuple[int, str]], wall_ahead_nanos: int) -> dict[str, list[float]]:
    """How long each event was in the gateway, and how long on its way from there, in microseconds.

    In the gateway: from its read of the report to the encoding of the event, as the event itself says. What is
    left of the whole latency was spent between the device's write and the gateway's read.

    wall_ahead_nanos: by how much the wall clock, which events carry, is ahead of the clock of the stamps
    """
    inside, delivery = [], []
    for nanos, payload in received:
        resource = json.loads(payload)["event"]["context"][0]["resource"]
        captured = datetime.fromisoformat(resource["capturedAt"]) - EPOCH
        encoded_micros = captured // timedelta(microseconds=1) + resource["ageMicros"]
        inside.append(resource["ageMicros"])
        delivery.append((nanos + wall_ahead_nanos) * MICROS_PER_NANO - encoded_micros)
    return {"inside": inside, "delivery": delivery}


def pose_keys(received: Iterable[tuple[int, str]]) -> dict[str, list[Stamp]]:
    """Keys of navi-pose by tool: the position along x, in millimetres."""
    by_tool: dict[str, list[Stamp]] = {}
    for nanos, payload in received:
        resource = _resource(payload, "navi-pose")
        for tool in resource["tools"] if resource is not None else ():
            if tool["status"] == "ok":
                by_tool.setdefault(tool["name"], []).append(Stamp(nanos, round(tool["position"][0])))
    return by_tool
