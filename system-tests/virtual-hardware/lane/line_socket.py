"""A UNIX socket on which either side says one line at a time."""

import socket
import time
from pathlib import Path

from .failure import Failure


class LineSocket:
    def __init__(self, path: Path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._received = b""

    def send(self, line: str) -> None:
        self._socket.sendall(line.encode() + b"\n")

    def receive(self, seconds: float) -> str | None:
        """The next line, or None where none came in time. Raises Failure when the other side is gone."""
        end = time.monotonic() + seconds
        while b"\n" not in self._received:
            self._socket.settimeout(max(0.001, end - time.monotonic()))
            try:
                more = self._socket.recv(65536)
            except TimeoutError:
                return None
            except OSError as e:
                raise Failure(f"QEMU does not answer: {e}") from e
            if not more:
                raise Failure("QEMU has closed a connection")
            self._received += more
        line, self._received = self._received.split(b"\n", 1)
        return line.decode(errors="replace").strip()

    def close(self) -> None:
        self._socket.close()
