"""The link to a Cast hub: subscribe, bind, keep, and begin anew. Nothing is stored: what came while it was down is gone."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Callable, Optional, Protocol
from urllib.parse import urlsplit, urlunsplit

from ._vendor.websockets.asyncio.client import ClientConnection, connect
from ._vendor.websockets.exceptions import ConnectionClosed, WebSocketException
from .backoff import Backoff, Heartbeat
from .login import ANSWER_SECONDS, HubRefused, TokenSource, post

MAX_TEXT = 1_048_576
LOOK_SECONDS = 0.2
RENEW_AT = 0.75

_START = time.time() - time.monotonic()


def now_millis() -> float:
    """Of a clock that never jumps and was right when the program began."""
    return (_START + time.monotonic()) * 1000


@dataclass(frozen=True)
class LinkSettings:
    """hub: address such as https://hub.example.org/api/hub. context: for TLS; the system's authorities where left out."""

    hub: str
    topic: str
    name: str
    product: str
    events: tuple[str, ...]
    actor: Optional[str] = None
    token: Optional[TokenSource] = None
    context: Optional[ssl.SSLContext] = None


class LinkEvents(Protocol):
    """Called on the link's event loop."""

    def linked(self, state: str, reason: str) -> None:
        """state: "connecting", "online", "offline", "refused" or "closed"."""

    def heard(self, message: dict[str, Any], received: float) -> None:
        """An event of the hub, and when it came by `now_millis`."""


class Link:
    """Runs on one event loop. `run` returns when `close` was called, and keeps a link until then."""

    def __init__(self, settings: LinkSettings, on: LinkEvents) -> None:
        self._settings = settings
        self._on = on
        self._backoff = Backoff(random.random)
        self._echo = f"navi-echo-{uuid.uuid4().hex[:8]}"  # of our own, so that it comes back to nobody else
        self._state = "offline"
        self._socket: Optional[ClientConnection] = None
        self._publishes_by_socket = False
        self._probes = True
        self._renew = False
        self._tasks: set[asyncio.Future[Any]] = set()
        self._closed = asyncio.Event()

    @property
    def state(self) -> str:
        return self._state

    async def run(self) -> None:
        while not self._closed.is_set():
            try:
                await self._session()
            except (OSError, HubRefused, WebSocketException, asyncio.TimeoutError) as e:
                self._renew = self._renew or isinstance(e, HubRefused)
                self._tell("refused" if isinstance(e, HubRefused) else "offline", _sentence(e))
            except Exception as e:  # a token source of the host's may throw anything; the link goes on
                self._tell("offline", f"the login failed: {e!r}")
            if not self._closed.is_set():
                await self._wait(self._backoff.next(now_millis()) / 1000)
        self._tell("closed", "closed by the viewer")

    def close(self) -> None:
        """Ends for good; the hub ends a subscription with its socket."""
        self._closed.set()

    def publish(self, event: str, context: Any) -> None:
        """Sends an event on the topic, where there is a link; nothing is kept for later."""
        if self._state == "online":
            self._publish(event, context, self._settings.name)

    def answer(self, event: str, context: Any) -> None:
        """Answers a request of the hub, which takes answers on the socket only."""
        if self._state == "online":
            self._send(self._envelope(event, context, self._settings.name))

    async def ask(self, event: str, context: Any) -> list[dict[str, Any]]:
        """Asks all on the topic; the hub collects what they answer within its time."""
        reply = await self._post(self._envelope(event, context, self._settings.name), "/request")
        answers = reply.get("responses")
        return [a for a in answers if isinstance(a, dict)] if isinstance(answers, list) else []

    async def _session(self) -> None:
        """One subscription, from its beginning to its end."""
        self._tell("connecting", "asking the hub for a subscription")
        self._probes = True
        reply = await self._post(self._subscription(), form=True)
        endpoint = reply.get("hub.channel.endpoint")
        if not isinstance(endpoint, str):
            raise OSError("the hub's answer to the subscription names no socket")
        ways = reply.get("navicast.publish")
        self._publishes_by_socket = "websocket" in (ways if isinstance(ways, list) else [ways])
        url = rebased(endpoint, self._settings.hub)
        options: dict[str, Any] = {"ssl": self._settings.context} if url.startswith("wss") and self._settings.context else {}
        async with connect(
            url, max_size=MAX_TEXT, open_timeout=ANSWER_SECONDS, close_timeout=0.5, ping_interval=None, compression=None,
            **options,
        ) as socket:  # fmt: skip
            self._socket = socket
            heartbeat = Heartbeat(now_millis())
            watch = [
                asyncio.ensure_future(self._read(socket, heartbeat)),
                asyncio.ensure_future(self._look(heartbeat)),
                asyncio.ensure_future(self._closed.wait()),
                asyncio.ensure_future(self._renew_in(endpoint, reply.get("hub.lease_seconds"))),
            ]
            try:
                self._probe()  # online is who hears what is published
                done, _ = await asyncio.wait(watch[:3], return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                self._socket = None
                for task in watch:
                    task.cancel()
                await asyncio.gather(*watch, return_exceptions=True)

    async def _read(self, socket: ClientConnection, heartbeat: Heartbeat) -> None:
        try:
            async for text in socket:
                received = now_millis()
                heartbeat.heard(received)
                self._take(text, received)
        except ConnectionClosed:
            pass
        raise OSError(f"the hub's socket was closed ({socket.close_code})")

    async def _look(self, heartbeat: Heartbeat) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            what = heartbeat.look(now_millis())
            if what == "ask":
                self._probe()
            elif what == "lost" and self._probes:
                raise OSError("nothing comes from the hub any more")

    def _take(self, text: str | bytes, received: float) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict):
            return
        event = message["event"].get("hub.event") if isinstance(message.get("event"), dict) else None
        if message.get("hub.mode") == "denied":
            raise HubRefused(403, "the hub ended the subscription")
        if event is None and isinstance(message.get("detail"), str):
            raise OSError("the hub refused what was sent on its socket")
        if message.get("type") == "ping":
            self._send({"type": "pong", "timestamp": _timestamp()})
        elif event is not None:
            self._online("what is published on the topic arrives here")
            if event != self._echo:
                self._on.heard(message, received)

    def _online(self, reason: str) -> None:
        if self._state == "connecting":
            self._backoff.reset()
            self._renew = False
            self._tell("online", reason)

    def _probe(self) -> None:
        """Publishes an event that comes back to us: without a publisher, since hubs keep an event from whoever it is from."""
        if self._probes:
            self._publish(self._echo, [], None)

    def _publish(self, event: str, context: Any, name: str | None) -> None:
        envelope = self._envelope(event, context, name)
        if self._publishes_by_socket:
            self._send(envelope)
        else:
            self.keep(self._publish_by_post(envelope, event == self._echo))

    async def _publish_by_post(self, envelope: dict[str, Any], is_probe: bool) -> None:
        try:
            await self._post(envelope)
        except HubRefused as e:
            if e.status == 401:
                self._renew = True
            elif is_probe:
                self._probes = False  # who may listen only is online without proof
                self._online("the hub takes no events from this viewer, so a link that is silently dead is found late")
        except OSError:
            pass  # the heartbeat tells

    async def _renew_in(self, endpoint: str, lease: object) -> None:
        """A subscription that lasts as long as its token is renewed under way; its socket stays."""
        while isinstance(lease, (int, float)) and lease > 0:
            await asyncio.sleep(lease * RENEW_AT)
            self._renew = True
            try:
                reply = await self._post({**self._subscription(), "hub.channel.endpoint": endpoint}, form=True)
                lease = reply.get("hub.lease_seconds")
            except (OSError, HubRefused):
                lease = lease / 4

    def _subscription(self) -> dict[str, str]:
        s = self._settings
        return {
            "hub.mode": "subscribe",
            "hub.channel.type": "websocket",
            "hub.events": ",".join([*s.events, "status-request", self._echo]),
            "hub.topic": s.topic,
            "subscriber.name": s.name,
            "subscriber.product.name": s.product,
            **({"subscriber.actors": json.dumps([s.actor])} if s.actor else {}),
        }

    def _envelope(self, event: str, context: Any, name: str | None) -> dict[str, Any]:
        s = self._settings
        who = {"subscriber.name": name, "subscriber.product.name": s.product} if name else {}
        if name and s.actor:
            who["subscriber.actor"] = s.actor
        body = {"hub.topic": s.topic, "hub.event": event, "context": context}
        return {"timestamp": _timestamp(), "id": str(uuid.uuid4()), **who, "event": body}

    async def _post(self, body: dict[str, Any], path: str = "", form: bool = False) -> dict[str, Any]:
        s, renew = self._settings, self._renew

        def blocking() -> dict[str, Any]:
            token = s.token(renew) if s.token else None
            return post(s.hub.rstrip("/") + path, body, form, token, s.context)

        return await asyncio.get_running_loop().run_in_executor(None, blocking)

    def _send(self, message: dict[str, Any]) -> None:
        if self._socket:
            self.keep(self._send_now(self._socket, json.dumps(message)))

    @staticmethod
    async def _send_now(socket: ClientConnection, text: str) -> None:
        try:
            await socket.send(text)
        except ConnectionClosed:
            pass  # whoever reads it tells

    def keep(self, work: Any) -> None:
        """Lets a coroutine run beside the link."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)  # the loop itself keeps weak references only
        task.add_done_callback(self._tasks.discard)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closed.wait(), seconds)
        except asyncio.TimeoutError:
            pass

    def _tell(self, state: str, reason: str) -> None:
        self._state = state
        self._on.linked(state, reason)


def rebased(endpoint: str, hub: str) -> str:
    """Scheme and host are those of the hub as we reach it, whatever the hub thinks that they are."""
    own, theirs = urlsplit(hub), urlsplit(endpoint)
    return urlunsplit(("wss" if own.scheme == "https" else "ws", own.netloc, theirs.path, theirs.query, ""))


def _timestamp() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sentence(e: BaseException) -> str:
    if isinstance(e, (asyncio.TimeoutError, TimeoutError)):
        return "the hub does not answer"
    if isinstance(e, WebSocketException):
        return f"the hub's socket did not open: {e}"
    return str(e) or "the hub cannot be reached"
