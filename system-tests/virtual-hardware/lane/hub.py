"""The embedded hub, as a process of this host's own, outside the guest."""

import os
import subprocess
import time
import socket
from pathlib import Path

from .failure import Failure

START_SECONDS = 180


class Hub:
    """Running after it is made; ended by close()."""

    def __init__(self, launcher: Path, log: Path):
        self.host = "127.0.0.1"
        self.port = free_port()
        self._log = open(log, "ab")
        self._process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", str(launcher), "hub", "--port", str(self.port)],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            env=dict(os.environ, NO_COLOR="1"),
        )
        try:
            self._wait_until_it_listens(log)
        except BaseException:
            self.close()
            raise

    def _wait_until_it_listens(self, log: Path) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection((self.host, self.port), 1).close()
                return
            except OSError:
                if self._process.poll() is not None:
                    words = log.read_text(errors="replace").strip()[-400:]
                    raise Failure(f"the hub ended with {self._process.returncode}: {words}") from None
                if time.monotonic() > end:
                    raise Failure(f"the hub does not listen within {START_SECONDS} s") from None
                time.sleep(0.1)

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
