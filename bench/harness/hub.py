"""What the bench needs of a hub: a port for it, and a subscription."""

from __future__ import annotations

import http.client
import json
import socket
import time
from urllib.parse import urlencode, urlsplit

from .processes import BenchError, Child

TOPIC = "BENCH"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_open(port: int, server: Child, timeout_seconds: float) -> None:
    deadline = time.monotonic() + timeout_seconds
    while time.monotonic() < deadline and server.alive:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise BenchError(f"{server.name} does not answer on port {port}{server.last_words()}")


def subscribe(port: int, events: str, name: str = "BENCH-SUBSCRIBER") -> str:
    """Subscribes to the events, separated by commas, and returns the path of the socket to connect to."""
    form = {
        "hub.mode": "subscribe",
        "hub.channel.type": "websocket",
        "hub.topic": TOPIC,
        "hub.events": events,
        "hub.lease_seconds": "86400",
        "subscriber.name": name,
        "subscriber.product.name": "NAVICast bench",
        "subscriber.actors": '["WATCHER"]',
    }
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("POST", "/api/hub", urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        response = link.getresponse()
        body = response.read()
    finally:
        link.close()
    if response.status != http.client.ACCEPTED:
        raise BenchError(f"the hub refused the subscription: {response.status} {body[:200]!r}")
    return urlsplit(json.loads(body)["hub.channel.endpoint"]).path
