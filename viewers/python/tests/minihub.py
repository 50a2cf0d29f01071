"""A hub of one topic, on loopback, that a test can cut, silence and make refuse."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import threading
import urllib.parse
from typing import Any, Optional

from navicast_client._vendor.websockets.frames import OP_TEXT, Frame
from navicast_client._vendor.websockets.server import ServerProtocol

_ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class MiniHub:
    def __init__(self) -> None:
        self.deaf = False
        self.refusal: Optional[tuple[int, dict[str, Any]]] = None
        self.sockets: list[Any] = []
        self.viewers: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.authorizations: list[str] = []
        self._sequence = 0
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": self}))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/api/hub"

    def event(self, name: str, **fields: Any) -> None:
        from datetime import datetime, timezone

        self._sequence += 1
        now = datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")
        common = {"gateway": "gw", "kind": "footswitch", "session": "s", "seq": self._sequence, "capturedAt": now}
        resource = {**common, "ageMicros": 0, "validMillis": 150, **fields}
        context = [{"key": "navicast", "resource": resource}]
        self.send({"event": {"hub.topic": "OR-3", "hub.event": name, "context": context}})

    def publish(self, message: dict[str, Any]) -> None:
        event = message["event"]
        if event["hub.event"] == "navi-viewer":
            self.viewers.append(event["context"][0]["resource"])
        elif event["hub.event"].endswith("-response"):
            self.answers.append(message)
        if "subscriber.name" not in message and not self.deaf:
            self.send(message)

    def send(self, message: dict[str, Any]) -> None:
        self.send_text(json.dumps(message))

    def send_text(self, text: str) -> None:
        for handler in list(self.sockets):
            handler.send_frame(text)

    def cut(self) -> None:
        for handler in list(self.sockets):
            handler.cut()

    def close(self) -> None:
        self.cut()
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.BaseHTTPRequestHandler):
    hub: MiniHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.hub.requests.append(self.path)
        self.hub.authorizations.append(self.headers.get("Authorization", ""))
        if self.path.startswith("/oauth"):
            return self._reply(200, {"code": "c", "access_token": "mock-token", "expires_in": 3600})
        if self.hub.refusal:
            return self._reply(*self.hub.refusal)
        if self.path.endswith("/request"):
            return self._reply(200, {"responses": []})
        if self.headers["Content-Type"] == "application/json":
            self.hub.publish(json.loads(body))
            return self._reply(200, {"status": "received"})
        assert urllib.parse.parse_qs(body)["hub.channel.type"] == ["websocket"]
        return self._reply(202, {"hub.channel.endpoint": "wss://somewhere.else/bind/1"})

    def _reply(self, status: int, value: dict[str, Any]) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        digest = hashlib.sha1((self.headers["Sec-WebSocket-Key"] + _ACCEPT).encode()).digest()
        self.send_response(101)
        for name, value in {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Accept": base64.b64encode(digest).decode(),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self._lock = threading.Lock()
        self.hub.sockets.append(self)
        protocol = ServerProtocol()
        protocol.state = protocol.state.__class__.OPEN
        protocol.parser = protocol.parse()
        next(protocol.parser)
        try:
            while data := self.connection.recv(65_536):
                protocol.receive_data(data)
                for frame in protocol.events_received():
                    if isinstance(frame, Frame) and frame.opcode == OP_TEXT:
                        self.hub.publish(json.loads(frame.data))
        except OSError:
            pass
        finally:
            self.hub.sockets.remove(self)
            self.close_connection = True

    def send_frame(self, text: str) -> None:
        with self._lock:
            try:
                self.connection.sendall(Frame(OP_TEXT, text.encode()).serialize(mask=False))
            except OSError:
                pass

    def cut(self) -> None:
        try:
            self.connection.shutdown(2)
        except OSError:
            pass
