"""A viewer whose messages come from a script, not from a hub."""

from __future__ import annotations

import unittest.mock
from typing import Any

from navicast_client import Viewer

TOPIC = "OR-3"
UTC = "2026-11-21T06:13:{:09.6f}Z"
EPOCH = 1_795_241_590_000.0 - 10_000  # 2026-11-21T06:13:00Z in milliseconds


class Script:
    """Time stands until it is turned."""

    def __init__(self, **more: Any) -> None:
        self.now = EPOCH + 10_000
        self.sequence = 0
        patcher = unittest.mock.patch("navicast_client.viewer.now_millis", lambda: self.now)
        patcher.start()
        self.stop = patcher.stop
        self.viewer = Viewer("http://127.0.0.1:1/api/hub", TOPIC, "TEST", **more)

    def say(self, event: str, captured: float | None = None, **fields: Any) -> None:
        self.sequence += 1
        captured = self.now if captured is None else captured
        resource = {
            "gateway": "gw",
            "device": "pedals",
            "kind": "footswitch",
            "session": "s1",
            "seq": self.sequence,
            "capturedAt": UTC.format((captured - EPOCH) / 1000),
            "ageMicros": 0,
            "validMillis": 150,
            **fields,
        }
        envelope = {"event": {"hub.topic": TOPIC, "hub.event": event, "context": [{"key": "navicast", "resource": resource}]}}
        self.viewer.heard(envelope, self.now)

    def pass_time(self, millis: float, every: float = 20) -> None:
        end = self.now + millis
        while self.now < end:
            self.now = min(self.now + every, end)
            self.viewer.poll()
