"""A WebSocket client (RFC 6455) that reads text messages; enough to subscribe to a hub, and nothing of the gateway's."""

import base64
import hashlib
import os
import socket
import struct

_ACCEPT_SUFFIX = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # section 1.3
_MAX_MESSAGE = 1 << 20
_CONTINUATION, _TEXT, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x8, 0x9, 0xA


class WebSocket:
    """Open after it is made; the socket blocks."""

    def __init__(self, host: str, port: int, path: str, connect_seconds: float):
        self._socket = socket.create_connection((host, port), connect_seconds)
        self._read = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16))
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key.decode()}\r\n\r\n".encode()
        )
        status = self._read.readline()
        headers = {}
        while line := self._read.readline().strip():
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip()
        accept = base64.b64encode(hashlib.sha1(key + _ACCEPT_SUFFIX).digest())
        if b" 101 " not in status or headers.get(b"sec-websocket-accept") != accept:
            raise OSError(f"no WebSocket at {path}: {status.decode(errors='replace').strip()}")
        self._socket.settimeout(None)

    def receive(self) -> str | None:
        """The next text message, or None when the other side has closed."""
        message = b""
        while True:
            final, opcode, payload = self._frame()
            if opcode == _CLOSE:
                return None
            if opcode == _PING:
                self._send(_PONG, payload)
            elif opcode in (_TEXT, _CONTINUATION):
                message += payload
                if len(message) > _MAX_MESSAGE:
                    raise OSError(f"a message of more than {_MAX_MESSAGE} bytes")
                if final:
                    return message.decode()

    def close(self) -> None:
        """Cuts the connection; a thread that waits in receive() gets an OSError or None."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other side was first
        self._socket.close()

    def _frame(self) -> tuple[bool, int, bytes]:
        first, second = self._exactly(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack(">H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._exactly(8))
        if length > _MAX_MESSAGE:
            raise OSError(f"a frame of {length} bytes")
        return bool(first & 0x80), first & 0x0F, self._exactly(length)

    def _exactly(self, count: int) -> bytes:
        data = self._read.read(count)
        if len(data) < count:
            raise OSError("the connection ended within a frame")
        return data

    def _send(self, opcode: int, payload: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self._socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + mask + masked)
