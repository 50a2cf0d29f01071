"""What a viewer checks before it acts on NAVICast events. The numbers are the steps of docs/consumers.md.

Pure: time is passed in, in milliseconds of one clock that is close to UTC and never jumps.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Optional

from .clock import GatewayClock, to_millis
from .wire import Resource, Self, read

POSE_MILLIS = 250.0
TOLERANCE_MILLIS = 50.0
MAX_SESSIONS = 8
MAX_STREAMS = 1024


@dataclass(frozen=True)
class Act:
    """What the consumer does: begin, move or show (`on`), or let go, stand still, hide.

    cause: why it is over: "released" is the person's will, after all else run nothing that a release would run:
        "lease" (nothing more was heard), "newer", "device", "session", "link", "paused", or a reason of docs/events.md.
    tool: the one tool that it is about, of a pose.
    lasts: false for an action that is whole in itself (a trigger).
    """

    event: str
    resource: Resource
    on: bool
    age_millis: float
    tool: Optional[dict[str, Any]] = None
    lasts: bool = True
    cause: Optional[str] = None


@dataclass
class _Lasting:
    act: Act
    until: float


@dataclass
class _Session:
    gateway: str
    clock: GatewayClock
    seqs: dict[str, float] = field(default_factory=dict)
    """The highest `seq` of each stream."""
    ids: dict[str, float] = field(default_factory=dict)
    """The highest `pressId` of each control, `actionId` of each action."""
    on: dict[str, _Lasting] = field(default_factory=dict)


@dataclass(frozen=True)
class _Passing:
    """One event on its way through the steps. `captured` is by the own clock; NaN while that is not known."""

    session: _Session
    key: str
    captured: float
    now: float

    def fresh(self, millis: float) -> bool:
        return millis == 0 or self.now - self.captured <= millis  # never, while captured is NaN

    @property
    def age(self) -> float:
        return self.now - self.captured


_LIVES = {
    "pressed": "begins", "held": "goes on", "released": "ends",
    "started": "begins", "updated": "goes on", "ended": "ends",
    "cancelled": "ends",
}  # fmt: skip
_PHASES = {"navi-button": {"pressed", "held", "released", "cancelled"}, "navi-action": {"started", "updated", "ended", "cancelled"}}


class Consumer:
    """All nine steps, for one topic. `act` is called with each Act, in order."""

    def __init__(
        self,
        own: Self,
        act: Callable[[Act], None],
        pose_millis: float = POSE_MILLIS,
        tolerance_millis: float = TOLERANCE_MILLIS,
    ) -> None:
        self._own = own
        self._act = act
        self._pose_millis = pose_millis
        self._tolerance = tolerance_millis
        self._sessions: dict[str, _Session] = {}
        self._paused = False
        self.session = ""
        """The session that was first heard of last; empty before any."""

    def receive(self, message: object, now: float, received: float | None = None) -> None:
        """One parsed message from the hub; whatever it is, it does no harm.

        received: when it came from the network, where that was before now (the host was busy in between).
        """
        self.tick(now)
        heard = read(message, self._own)  # 1
        if heard is None:
            return
        event, r = heard
        s = self._sessions.get(r["session"]) or self._begin(r["session"], r["gateway"])  # 2
        captured = to_millis(r["capturedAt"])
        assert captured is not None  # read() has seen to that
        s.clock.hear(now if received is None else received, captured, r["ageMicros"] / 1000)  # 4, refused ones too
        key = json.dumps([event, r.get("device"), r.get("control", r.get("action"))])
        if r["seq"] <= s.seqs.get(key, 0):  # 3
            return
        if key not in s.seqs and len(s.seqs) == MAX_STREAMS:
            return
        s.seqs[key] = r["seq"]
        getattr(self, "_" + event.replace("-", "_"))(r, _Passing(s, key, s.clock.to_own(captured), now))

    def tick(self, now: float) -> None:
        """Lets go of what has run out: call it with every frame drawn, at least every 50 ms."""
        for s in self._sessions.values():
            self._end(s, "lease", lambda lasting: not now <= lasting.until)  # 6, 7, 8

    def disconnected(self) -> None:
        """The own link to the hub is gone: the end of what is on would not be heard."""
        self._end_all("link")  # 9

    def pause(self) -> None:
        """Lets go of everything, and starts nothing until `resume`; nothing is made up for."""
        self._paused = True
        self._end_all("paused")

    def resume(self) -> None:
        self._paused = False

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def busy(self) -> bool:
        """Whether anything is on that a tick may have to end."""
        return any(s.on for s in self._sessions.values())

    def clock_offset_millis(self) -> dict[str, float]:
        """Of each gateway, its newest session's: how far the own clock is ahead."""
        return {s.gateway: s.clock.offset for s in self._sessions.values()}

    def _navi_button(self, r: Resource, at: _Passing) -> None:
        self._live("navi-button", r["state"], r["pressId"], r, at)

    def _navi_action(self, r: Resource, at: _Passing) -> None:
        if r["phase"] != "triggered":
            self._live("navi-action", r["phase"], r["actionId"] if "actionId" in r else 0, r, at)
        elif not self._paused and at.fresh(r["validMillis"]):
            self._act(Act("navi-action", r, True, at.age, lasts=False))

    def _live(self, event: str, phase: str, number: float, r: Resource, at: _Passing) -> None:
        """Presses and actions that last live by the same rules."""
        if phase not in _PHASES[event] or number < 1:
            return
        s, key, life = at.session, at.key, _LIVES[phase]
        known = s.ids.get(key, 0)
        if number < known:  # 5
            return
        s.ids[key] = number
        if number > known:
            self._end_one(s, key, "newer")
        act = Act(event, r, True, at.age)
        until = at.captured + r.get("leaseMillis", 0)  # 6
        lasting = s.on.get(key)
        if life == "ends":
            self._end_one(s, key, r.get("reason") or "released", act)
        elif life == "begins":
            if number > known and at.fresh(r["validMillis"]):
                self._start(at, key, until, act)
        elif lasting:
            lasting.until = max(lasting.until, until)
            if event == "navi-action" and r.get("value") is not None:
                self._start(at, key, lasting.until, act)

    def _navi_motion(self, r: Resource, at: _Passing) -> None:
        act = Act("navi-motion", r, True, at.age)
        if not any(r["translation"] + r["rotation"]):
            self._end_one(at.session, at.key, "released", act)  # 7
        elif at.fresh(r["leaseMillis"]):
            self._start(at, at.key, at.captured + r["leaseMillis"], act)

    def _navi_pose(self, r: Resource, at: _Passing) -> None:
        on = at.session.on
        for tool in r["tools"]:
            act = Act("navi-pose", r, True, at.age, tool)
            key = json.dumps([at.key, r["frame"], tool["name"]])  # 8, each tool by itself
            if tool["status"] != "ok":
                self._end_one(at.session, key, tool["status"], act)
            elif at.fresh(self._pose_millis) and (key in on or len(on) < MAX_STREAMS):
                self._start(at, key, at.captured + self._pose_millis, act)

    def _navi_device(self, r: Resource, at: _Passing) -> None:
        there = r["state"] == "connected"
        if not there:
            self._end(at.session, "device", lambda lasting: lasting.act.resource.get("device") == r["device"])  # 9
        self._act(Act("navi-device", r, there, at.age))

    def _navi_profile(self, r: Resource, at: _Passing) -> None:
        self._act(Act("navi-profile", r, True, at.age))

    def _start(self, at: _Passing, key: str, until: float, act: Act) -> None:
        if not self._paused:
            at.session.on[key] = _Lasting(act, until)
            self._act(act)

    def _end_one(self, s: _Session, key: str, cause: str, told: Act | None = None) -> None:
        lasting = s.on.pop(key, None)
        if lasting:
            self._act(replace(told or lasting.act, on=False, cause=cause))

    def _end(self, s: _Session, cause: str, which: Callable[[_Lasting], bool]) -> None:
        for key in [key for key, lasting in s.on.items() if which(lasting)]:
            self._end_one(s, key, cause)

    def _end_all(self, cause: str) -> None:
        for s in self._sessions.values():
            self._end(s, cause, lambda _: True)

    def _begin(self, session: str, gateway: str) -> _Session:
        for old in self._sessions.values():
            if old.gateway == gateway:
                self._end(old, "session", lambda _: True)
        if len(self._sessions) == MAX_SESSIONS:
            oldest = next(iter(self._sessions))
            self._end(self._sessions[oldest], "session", lambda _: True)
            del self._sessions[oldest]
        s = self._sessions[session] = _Session(gateway, GatewayClock(self._tolerance))
        self.session = session
        return s
