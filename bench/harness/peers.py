"""Other programs that read the same device, on the same machine in the same run: spacenavd."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from . import build, ways
from .matching import match, stamps
from .processes import BenchError, Children
from .stats import Figures, figures
from .ways import START_SECONDS, CpuTimes

#: What it and we both read.
DEVICES = ("serial", "spaceball")

#: Where it is started: Debian's 1.1 opens run/spnav.sock below the current folder.
ROOT = Path("/")
SOCKETS = (Path("/run/spnav.sock"), Path("/var/run/spnav.sock"))


class Spacenavd:
    """A serial controller through spacenavd to a client in C that waits for its events."""

    name = "spacenavd"

    def __init__(self, children: Children, folder: Path, device: str):
        self._children = children
        self._folder = folder
        self._client = _client()
        self._device = ways.DEVICES[device](children, folder, "spacenavd")
        config = folder / "spnavrc"
        config.write_text(f"serial = {self._device.link}\nsensitivity = 1.0\ndead-zone = 0\nled = off\n")
        log = folder / "spacenavd.log"
        self._daemon = children.start("spacenavd", [daemon(), "-d", "-c", config, "-l", log], ROOT)
        self._await_socket(log)

    def run(self, rate_hz: float, ticks: int) -> Figures:
        out = self._folder / "spacenav.txt"
        client = self._children.start("spacenav", [self._client, out])
        client.expect("READY", START_SECONDS)
        with_cpu = CpuTimes({"spacenavd": self._daemon})
        sent = self._device.send(rate_hz, ticks)
        cpu = with_cpu.seconds()
        client.finish()
        return figures(match(sent, self._device.keys(stamps(out))), cpu)

    def _await_socket(self, log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not any(socket.exists() for socket in SOCKETS):
            if time.monotonic() > deadline or not self._daemon.alive:
                raise BenchError(f"spacenavd opened no socket; its log says:\n{log.read_text()}")
            time.sleep(0.1)


def daemon() -> str:
    return shutil.which("spacenavd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") or ""


def missing() -> str:
    """Why spacenavd cannot be measured here, or nothing."""
    if not daemon():
        return "spacenavd is not installed; on Debian: sudo apt install spacenavd libspnav-dev"
    try:
        _client()
    except build.CompileError:
        return "the client library of spacenavd is not installed; on Debian: sudo apt install libspnav-dev"
    if any(socket.exists() for socket in SOCKETS):
        return "another spacenavd is running already; stop it first: sudo systemctl stop spacenavd"
    if os.geteuid() != 0:
        return "spacenavd opens its socket below /run, which needs root"
    return ""


def _client() -> Path:
    return build.program("spacenav", "-lspnav")
