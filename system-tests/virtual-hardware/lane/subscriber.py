"""What a viewer would receive: subscribes to the hub and holds each event until a scenario asks for it."""

import json
import queue
import threading
import time
import urllib.parse
import urllib.request

from .failure import Failure, Stalled
from .websocket import WebSocket

_CONNECT_SECONDS = 30
_EVENTS = "navi-button,navi-motion,navi-pose,navi-action,navi-device"


class Subscriber:
    """Subscribed after it is made; ended by close()."""

    def __init__(self, host: str, port: int, topic: str):
        self._arrived: queue.Queue[tuple[str, dict]] = queue.Queue()
        self._held_back: list[tuple[str, dict]] = []
        self.received: list[dict] = []
        """Every event so far, for the log of a scenario that failed."""
        self._socket = WebSocket(host, port, _subscribe(host, port, topic), _CONNECT_SECONDS)
        threading.Thread(target=self._listen, daemon=True).start()

    def expect(self, event: str, within: float = 60, skip=None, **fields: object) -> dict:
        """The next event of that name, which must have those fields; returns its resource.

        Events of other names wait for their own expect(). An event for which skip(resource) is true is passed over.
        """
        end = time.monotonic() + within
        while True:
            resource = self._next(event, end)
            if resource is None:
                if any(it["state"] == "faulted" for name, it in self._held_back if name == "navi-device"):
                    raise Stalled("contacts that go together came so far apart that the gateway does not believe them")
                raise Failure(f"no {event} with {fields} within {within:g} s; received were {self._summary()}")
            if resource.get("reason") in ("lease-expired", "overload"):
                raise Stalled("the guest stood still for too long, and the gateway let go")
            if skip is not None and skip(resource):
                continue
            wrong = {name: resource.get(name) for name, value in fields.items() if resource.get(name) != value}
            if wrong:
                raise Failure(f"{event} with {fields} was expected, but it has {wrong}; received were {self._summary()}")
            return resource

    def expect_button(self, state: str, within: float = 60, **fields: object) -> dict:
        """The next navi-button that is not a mere repetition that the control is still held."""
        return self.expect(
            "navi-button", within, skip=lambda it: it["state"] == "held" and state != "held", state=state, **fields
        )

    def expect_connected(self, device: str, within: float = 60) -> dict:
        """The navi-device by which that device is there, after any by which it is still lost, for whatever reason."""
        return self.expect(
            "navi-device", within, skip=lambda it: it["state"] == "lost", device=device, state="connected"
        )

    def expect_silence(self, event: str, seconds: float) -> None:
        """Fails when an event of that name arrives within that time."""
        resource = self._next(event, time.monotonic() + seconds)
        if resource is not None:
            raise Failure(f"{event} arrived though nothing happened: {resource}")

    def close(self) -> None:
        self._socket.close()

    def _next(self, event: str, end: float) -> dict | None:
        for index, (name, resource) in enumerate(self._held_back):
            if name == event:
                del self._held_back[index]
                return resource
        while True:
            try:
                name, resource = self._arrived.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return None
            if name == event:
                return resource
            self._held_back.append((name, resource))

    def _listen(self) -> None:
        try:
            while (text := self._socket.receive()) is not None:
                event = json.loads(text).get("event", {})
                name = event.get("hub.event", "")
                if name in _EVENTS.split(","):
                    resource = next(part["resource"] for part in event["context"] if part["key"] == "navicast")
                    self.received.append({"event": name, **resource})
                    self._arrived.put((name, resource))
        except OSError:
            return  # closed; whoever expects an event sees that none comes

    def _summary(self) -> str:
        told = [
            f"{it['event']} {it.get('control', '')} {it.get('state', '')} {it.get('reason', '')}".strip()
            for it in self.received
            if it.get("state") != "held"
        ]
        return "; ".join(told[-12:]) or "none at all"


def _subscribe(host: str, port: int, topic: str) -> str:
    """Asks for a subscription; returns the path of its WebSocket. Scheme and host of the answer are a guess of the
    hub's, so only the path is taken."""
    form = {
        "hub.mode": "subscribe",
        "hub.channel.type": "websocket",
        "hub.topic": topic,
        "hub.events": _EVENTS,
        "subscriber.name": "VIRTUAL-HARDWARE",
    }
    request = urllib.request.Request(
        f"http://{host}:{port}/api/hub",
        urllib.parse.urlencode(form).encode(),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    # A proxy of the environment has no business between the lane and the loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=_CONNECT_SECONDS) as answer:
        endpoint = urllib.parse.urlsplit(json.load(answer)["hub.channel.endpoint"])
    return endpoint.path + (f"?{endpoint.query}" if endpoint.query else "")
