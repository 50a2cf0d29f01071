"""From events of a hub to calls in a viewer."""

from __future__ import annotations

import asyncio
import collections
import random
import ssl
import sys
import threading
import traceback
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Mapping, Optional

from .consumer import Act, Consumer
from .integrator import Integrator, Rate, scaled
from .link import Link, LinkSettings, now_millis
from .login import TokenSource
from .vocabulary import HOLD, KINDS, RATE, SPEEDS, TRIGGER
from .wire import EVENTS, Resource, Self

LEASE_MILLIS = 250
MAX_WAITING = 4_096
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Info:
    """What is known of an action besides its amount. cause: why it is over, on the last call of a hold."""

    action: str
    device: str
    gateway: str
    mode: Optional[str]
    profile: Optional[str]
    cause: Optional[str]
    age_millis: float
    resource: Resource


@dataclass(frozen=True)
class Tool:
    """A tool of a tracker. One that is not tracked has no position: hide it, or say plainly that it is not tracked.

    status: "ok"; or why it is not tracked: "missing", "invalid", "lease" (nothing new came), "link", …
    position: millimetres in `frame`. orientation: unit quaternion x, y, z, w.
    """

    name: str
    device: str
    frame: str
    role: Optional[str]
    status: str
    position: Optional[list[float]]
    orientation: Optional[list[float]]
    age_millis: float

    @property
    def tracked(self) -> bool:
        return self.status == "ok"


class Viewer:
    """What a viewer connects to its own calls. Everything that it calls, it calls from `poll`, in the host's thread.

        viewer = connect("https://hub.example.org/api/hub", "OR-3", "MyViewer")
        viewer.on("slice.next", lambda steps, info: scroll(steps))
        timer.call_every(20, viewer.poll)                  # milliseconds, of the host's own timer

    What waited for a host that was busy is not made up for: a press is refused after 150 ms, a rate ends with its lease.
    """

    def __init__(
        self,
        hub: str,
        topic: str,
        product: str,
        name: str | None = None,
        token: TokenSource | None = None,
        actor: str | None = None,
        context: ssl.SSLContext | None = None,
        speeds: Mapping[str, Any] | None = None,
        events: Iterable[str] = EVENTS,
        frames: Iterable[str] | None = None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """See `connect`."""
        drawn = "".join(random.choice(_LETTERS) for _ in range(6))
        self.name = name or f"{product}-{drawn}"
        self._settings = LinkSettings(hub, topic, self.name, product, tuple(events), actor, token, context)
        self._speeds = {**SPEEDS, **(speeds or {})}
        self._frames = None if frames is None else frozenset(frames)
        self._on_error = on_error or _print
        own = Self(topic, self.name, product, (actor,) if actor else None)
        self._consumer = Consumer(own, self._take)
        self._integrator = Integrator()
        self._actions: dict[str, dict[str, Callable[..., None]]] = {}
        self._listeners: dict[str, list[Callable[..., None]]] = collections.defaultdict(list)
        self._holds: set[tuple[str, str, str]] = set()
        self._session = ""
        self._untold = True
        self._state, self._reason = "offline", "not connected yet"
        # From the link's thread: ("state", state, reason), ("message", message, received), ("answers", answers)
        self._waiting: collections.deque[tuple[Any, ...]] = collections.deque(maxlen=MAX_WAITING)
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._link: Optional[Link] = None
        self._ready = threading.Event()
        self._thread: Optional[threading.Thread] = None

    # --- what the host says

    def on(
        self,
        action: str,
        handler: Callable[..., None] | None = None,
        *,
        trigger: Callable[[float, Info], None] | None = None,
        hold: Callable[[bool, Info], None] | None = None,
        rate: Callable[[Any, Info], None] | None = None,
    ) -> None:
        """Says what an action does here.

        A handler of the vocabulary's action is called by its kind: a trigger with the number of steps; a rate once a
        poll with the amount to move by (value × full speed × seconds; a list where the action has axes); a hold with True
        and later False. For an action that the vocabulary does not know say which by name.
        """
        kinds = {TRIGGER: trigger, HOLD: hold, RATE: rate}
        if handler is not None:
            if action not in KINDS:
                raise ValueError(f"'{action}' is not in the vocabulary: say trigger=, hold= or rate=")
            kinds[KINDS[action]] = handler
        self._actions[action] = {kind: call for kind, call in kinds.items() if call}
        self._untold = True

    def on_tool(self, handler: Callable[[Tool], None]) -> None:
        self._listeners["tool"].append(handler)

    def on_button(self, handler: Callable[[bool, Resource], None]) -> None:
        self._listeners["button"].append(handler)

    def on_device(self, handler: Callable[[Resource], None]) -> None:
        """The resource of a navi-device event, or device, state and reason from a gateway's status."""
        self._listeners["device"].append(handler)

    def on_profile(self, handler: Callable[[Resource], None]) -> None:
        """The resource of a navi-profile event: profile, mode, and bindings in words."""
        self._listeners["profile"].append(handler)

    def on_state(self, handler: Callable[[str, str], None]) -> None:
        """The state of the link and why; called with what is true now, too."""
        self._listeners["state"].append(handler)
        self._call(handler, self._state, self._reason)

    def pause(self) -> None:
        """Lets go of everything, and starts nothing until `resume`."""
        self._consumer.pause()
        self._untold = True

    def resume(self) -> None:
        self._consumer.resume()
        self._untold = True

    @property
    def paused(self) -> bool:
        return self._consumer.paused

    @property
    def state(self) -> str:
        return self._state

    @property
    def actions(self) -> list[str]:
        """What this viewer understands, as gateways are told."""
        return sorted(self._actions)

    def poll(self) -> None:
        """Does what has come and what is due. Call it every 10 to 30 ms, or with each frame drawn."""
        while self._waiting:
            what, *args = self._waiting.popleft()
            getattr(self, "_" + what)(*args)
        now = now_millis()
        self._consumer.tick(now)  # what has run out moves nothing
        self._integrator.frame(now)
        if self._untold and self._state == "online":
            self._untold = False
            self._tell("paused" if self.paused else "active")

    def start(self) -> "Viewer":
        """Connects, on a thread of its own, until `close`."""
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="navicast", daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def close(self) -> None:
        """Lets go of everything and leaves; waits for the thread for 2 s at most."""
        self._consumer.pause()
        if self._state == "online":
            self._tell("leaving")
        self._on_loop(lambda link: link.close())
        if self._thread:
            self._thread.join(2)
        self._state = "closed"

    def __enter__(self) -> "Viewer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- on the link's thread

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._link = Link(self._settings, self)
        self._ready.set()
        await self._link.run()

    def linked(self, state: str, reason: str) -> None:
        self._waiting.append(("linked_here", state, reason))
        if state == "online":
            assert self._link
            self._link.keep(self._ask_gateways(self._link))

    def heard(self, message: dict[str, Any], received: float) -> None:
        self._waiting.append(("message", message, received))

    async def _ask_gateways(self, link: Link) -> None:
        """Devices and profile as they are now: the hub repeats nothing to who comes later."""
        try:
            self._waiting.append(("answers", await link.ask("status-request", {"dataType": "STATUS"})))
        except Exception:  # a hub that answers no requests is a hub all the same
            pass

    def _on_loop(self, call: Callable[[Link], None]) -> None:
        loop, link = self._loop, self._link
        if loop and link and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(lambda: call(link))
            except RuntimeError:
                pass  # it has just ended

    # --- in the host's thread

    def _linked_here(self, state: str, reason: str) -> None:
        self._state, self._reason = state, reason
        if state != "online":
            self._consumer.disconnected()
        self._untold = True
        self._emit("state", state, reason)

    def _message(self, message: dict[str, Any], received: float) -> None:
        if message["event"].get("hub.event") == "status-request":
            self._answer(message["event"].get("context"))
            return
        self._consumer.receive(message, now_millis(), received)
        if self._consumer.session != self._session:  # a gateway that has just come does not know us
            self._session = self._consumer.session
            self._untold = True

    def _answers(self, answers: list[dict[str, Any]]) -> None:
        for answer in answers:
            data = answer.get("data")
            if not isinstance(data, dict) or data.get("product") != "NAVICast" or not isinstance(data.get("items"), list):
                continue
            items = {i["key"]: i.get("value") for i in data["items"] if isinstance(i, dict) and isinstance(i.get("key"), str)}
            for key, state in items.items():
                if key.startswith("device."):
                    device = key[len("device.") :]
                    self._emit("device", {"device": device, "state": state, "reason": items.get("reason." + device)})
            if "profile" in items:
                words = [str(value) for key, value in items.items() if key.startswith("binding.")]
                bindings = [{"words": w, "input": w.partition(": ")[0], "action": w.partition(": ")[2]} for w in words]
                self._emit("profile", {"profile": items["profile"], "mode": items.get("mode"), "bindings": bindings})

    def _answer(self, context: object) -> None:
        if not isinstance(context, dict) or not isinstance(context.get("id"), str):
            return
        items = {
            "availability": "online",
            "navicast.actions": ",".join(self.actions),
            "navicast.lease-millis": LEASE_MILLIS,
            "navicast.active": not self.paused,
            "navicast.paused": self.paused,
        }
        data = {
            "source": "status",
            "product": self._settings.product,
            "items": [{"key": key, "value": value} for key, value in items.items()],
        }
        told = {"id": context["id"], "dataType": context.get("dataType", "STATUS"), "data": data}
        self._on_loop(lambda link: link.answer("status-response", told))

    def _tell(self, state: str) -> None:
        resource = {
            "viewer": self.name,
            "product": self._settings.product,
            "state": state,
            "actions": self.actions,
            "leaseMillis": LEASE_MILLIS,
        }
        self._on_loop(lambda link: link.publish("navi-viewer", [{"key": "navicast-viewer", "resource": resource}]))

    # --- from the consumer

    def _take(self, act: Act) -> None:
        r = act.resource
        if act.event == "navi-action":
            self._action(act)
        elif act.event == "navi-button":
            self._emit("button", act.on, r)
        elif act.event == "navi-pose":
            self._tool(act)
        elif act.event == "navi-device":
            self._emit("device", r)
        elif act.event == "navi-profile":
            self._emit("profile", r)

    def _action(self, act: Act) -> None:
        r = act.resource
        action = r["action"]
        handlers = self._actions.get(action, {})
        key = (r["gateway"], r["device"], action)
        info = Info(
            action, r["device"], r["gateway"], r.get("mode"), r.get("profile"), act.cause, act.age_millis, r
        )  # fmt: skip
        if not act.lasts:
            value = r.get("value")
            self._call(handlers.get(TRIGGER), 1 if value is None else value, info)
            return
        if act.on and r.get("value") is not None:
            self._integrator.set(key, r["value"], info, now_millis(), self._move)
        else:
            self._integrator.end(key)
        was = self._is_held(action)
        (self._holds.add if act.on else self._holds.discard)(key)
        if was != self._is_held(action):  # a hold of two feet ends with the second
            self._call(handlers.get(HOLD), act.on, info)

    def _is_held(self, action: str) -> bool:
        return any(key[2] == action for key in self._holds)

    def _move(self, deflection_seconds: Rate, info: Info) -> None:
        amount = scaled(deflection_seconds, self._speeds.get(info.action, 1))
        self._call(self._actions.get(info.action, {}).get(RATE), amount, info)

    def _tool(self, act: Act) -> None:
        r, tool = act.resource, act.tool
        assert tool is not None
        if self._frames is not None and r["frame"] not in self._frames:
            return
        position, orientation = (tool.get("position"), tool.get("orientation")) if act.on else (None, None)
        status = "ok" if act.on else (act.cause or "lease")
        told = Tool(
            tool["name"], r["device"], r["frame"], tool.get("role"), status, position, orientation, act.age_millis
        )  # fmt: skip
        self._emit("tool", told)

    def _emit(self, what: str, *args: Any) -> None:
        for handler in list(self._listeners[what]):
            self._call(handler, *args)

    def _call(self, handler: Callable[..., None] | None, *args: Any) -> None:
        """What a handler throws ends neither the link nor what comes after."""
        if handler:
            try:
                handler(*args)
            except Exception as e:
                self._on_error(e)


def connect(hub: str, topic: str, product: str, **more: Any) -> Viewer:
    """Connects to a hub, and begins anew whenever the link breaks.

    hub: its address, such as https://hub.example.org/api/hub. topic: the room. product: what this viewer is called.
    name: of the subscriber; drawn where left out. token: asked for a token, `mock_login` on development hubs.
    actor: as which it subscribes. context: for TLS; the system's authorities where left out.
    speeds: what full deflection means, by action (`vocabulary.SPEEDS`). events: to subscribe to.
    frames: of tools; those in other frames are not told. on_error: gets what a handler threw.
    """
    return Viewer(hub, topic, product, **more).start()


async def run_in_loop(viewer: Viewer, seconds: float = 0.02) -> None:
    """For hosts that live on asyncio: polls until the viewer is closed. `connect` first, or `Viewer(…).start()`."""
    while viewer.state != "closed":
        viewer.poll()
        await asyncio.sleep(seconds)


def _print(e: Exception) -> None:
    traceback.print_exception(type(e), e, e.__traceback__, file=sys.stderr)
