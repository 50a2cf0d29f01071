"""What is measured: each way takes reports at a rate and says what became of them.

All ways are started before the first run and idle while it is not their turn.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from . import build, certificates
from .hub import free_port, subscribe, wait_until_open
from .matching import (
    CYCLE,
    Outcome,
    Stamp,
    frames,
    is_gateway_event,
    match,
    match_in_order,
    motion_keys,
    parts,
    pose_keys,
    stamps,
)
from .processes import BenchError, Child, Children
from .stats import Figures, figures

START_SECONDS = 30.0
SETTLE_SECONDS = 0.3  # for the last events to arrive, at any rate that is measured
TOOLS = 4


class Way(Protocol):
    """One way from a device to somebody who receives."""

    name: str

    def run(self, rate_hz: float, ticks: int) -> Figures: ...


class Device(Protocol):
    """A device written in C, its configuration for the gateway, and how its reports come back."""

    report_bytes: int
    reports_per_tick: int
    events: str
    config: str

    def reader(self, out: Path) -> list[str | Path]: ...

    def send(self, rate_hz: float, ticks: int) -> list[Stamp]: ...

    def outcome(self, sent: list[Stamp], received: list[tuple[int, str]]) -> Outcome: ...


def _sending(child: Child, rate_hz: float, ticks: int, file: Path, *extra: int) -> list[Stamp]:
    words = ["SEND", rate_hz, ticks, *extra, file]
    child.tell(" ".join(str(word) for word in words))
    child.expect("DONE", ticks / rate_hz * 1.5 + 10)
    time.sleep(SETTLE_SECONDS)
    return stamps(file)


class Cap:
    """A serial 6DOF controller on a pty, whose X axis carries the key."""

    program: str
    driver: str
    report_bytes: int
    reports_per_tick = 1
    events = "navi-motion,navi-device"

    #: Counts of the device at which the driver says 1; those of a step of the key, and of the largest below 400.
    counts_per_key: int
    KEYS = 400

    def __init__(self, children: Children, folder: Path, name: str):
        self.link = folder / f"tty-{name}"
        self._sent = folder / f"sent-{name}.txt"
        self._child = children.start(f"{self.program}-{name}", [build.program(self.program), self.link, str(CYCLE)])
        self._child.expect("TTY", START_SECONDS)
        self.config = f"""
  - name: cap
    driver: {self.driver}
    port: {self.link}
    full-scale: {abs(self.counts_per_key) * self.KEYS}
    motion:
      rate-hz: 0
      dead-zone: 0
      curve: 1
"""

    def reader(self, out: Path) -> list[str | Path]:
        return [build.program("reader"), "tty", self.link, str(self.report_bytes), out]

    def send(self, rate_hz: float, ticks: int) -> list[Stamp]:
        return _sending(self._child, rate_hz, ticks, self._sent)

    def outcome(self, sent: list[Stamp], received: list[tuple[int, str]]) -> Outcome:
        sign = 1 if self.counts_per_key > 0 else -1
        return match(sent, motion_keys(received, sign * self.KEYS))

    def keys(self, counts: list[Stamp]) -> list[Stamp]:
        """Of what another program reports: the X axis in counts of the device."""
        return [Stamp(stamp.nanos, round(stamp.key / self.counts_per_key)) for stamp in counts]


class Magellan(Cap):
    """A SpaceMouse Classic."""

    program = "magellan"
    driver = "6dof-magellan"
    report_bytes = 26
    counts_per_key = 1


class Spaceball(Cap):
    """A Spaceball 2003."""

    program = "spaceball"
    driver = "6dof-spaceball"
    report_bytes = 16
    counts_per_key = -64


class Tracker:
    """An OpenIGTLink server with four tools."""

    report_bytes = 106
    reports_per_tick = TOOLS
    events = "navi-pose,navi-device"

    def __init__(self, children: Children, folder: Path, name: str):
        self._sent = folder / f"sent-{name}.txt"
        self.child = children.start(f"tracker-{name}", [build.program("tracker"), str(TOOLS), str(CYCLE)])
        self.port = int(self.child.expect("PORT", START_SECONDS)[0])
        self.config = f"""
  - name: tracker
    driver: tracker-igtlink
    host: 127.0.0.1
    port: {self.port}
    silence-seconds: 0
"""

    def reader(self, out: Path) -> list[str | Path]:
        return [build.program("reader"), "tcp", str(self.port), str(self.report_bytes), out]

    def send(self, rate_hz: float, ticks: int) -> list[Stamp]:
        return _sending(self.child, rate_hz, ticks, self._sent)

    def outcome(self, sent: list[Stamp], received: list[tuple[int, str]]) -> Outcome:
        keys = pose_keys(received)
        total = Outcome()
        for tool in range(TOOLS):
            total.add(match(sent[tool::TOOLS], keys.get(f"Tool{tool}", [])))
        return total


class ReadFloor:
    """The device's bytes to a blocking read in C: one hop, and no work."""

    name = "read"

    def __init__(self, children: Children, folder: Path, device: Device):
        self._children = children
        self._device = device
        self._out = folder / "read.txt"

    def run(self, rate_hz: float, ticks: int) -> Figures:
        reader = self._children.start("reader", self._device.reader(self._out))
        reader.expect("READY", START_SECONDS)
        sent = self._device.send(rate_hz, ticks)
        reader.finish()
        return figures(match_in_order(sent, stamps(self._out)), {})


class Subscriptions:
    """Subscribers in C, one for each run, each with a file of its own."""

    def __init__(self, children: Children, folder: Path):
        self._children = children
        self._folder = folder
        self._number = itertools.count()

    def open(self, port: int, path: str, text: str) -> tuple[Child, Path]:
        """Connects one; it says SEEN at the first frame that contains the text."""
        out = self._folder / f"events-{next(self._number)}.txt"
        child = self._children.start("subscriber", [build.program("subscriber"), str(port), path, out, text])
        child.expect("BOUND", START_SECONDS)
        return child, out

    @staticmethod
    def close(opened: tuple[Child, Path]) -> list[tuple[int, str]]:
        child, out = opened
        child.finish()
        received = list(frames(out))
        out.unlink()
        return received


class Gateway:
    """The gateway and a hub, each as it is packaged, in a process of its own."""

    name = "gateway"

    def __init__(
        self,
        children: Children,
        folder: Path,
        device: Device,
        name: str,
        tls: bool = False,
        awake_millis: int = 0,
        profile: str = "",
    ):
        """With tls the gateway's link is encrypted. The subscriber's is not: it is on the hub's machine.
        awake_millis: board.stay-awake-millis of the gateway. profile: keys of the configuration's root."""
        self._device = device
        self._subscriptions = Subscriptions(children, folder)
        self.port = free_port()
        self.topics = device.events
        self.events: list[str] = []
        self.events_per_tick = 1
        config = folder / f"gateway-{name}.yaml"
        self.certificate = certificate = certificates.loopback(folder) if tls else None
        config.write_text(
            f"""gateway: bench
hub:
  url: {"https" if certificate else "http"}://127.0.0.1:{self.port}/api/hub
  topic: BENCH
  auth: mock
  user: bench
  publish: websocket
{f"  tls: {{ ca-file: {certificate.file} }}" if certificate else ""}
board: {{ stay-awake-millis: {awake_millis} }}
{profile}
devices:{device.config}"""
        )
        secured = ["--tls-cert", certificate.file, "--tls-key", certificate.key] if certificate else []
        self.hub = children.start("hub", [build.NAVICAST, "hub", "--port", str(self.port), *secured])
        wait_until_open(self.port, self.hub, START_SECONDS)
        ready = self._subscribe('"state":"connected"')
        self.gateway = children.start("gateway", [build.NAVICAST, "run", "--config", config])
        try:
            ready[0].expect("SEEN", START_SECONDS)
        except BenchError:
            raise BenchError(f"the gateway did not connect{self.gateway.last_words()}") from None
        self._subscriptions.close(ready)

    def run(self, rate_hz: float, ticks: int) -> Figures:
        subscriber = self._subscribe("")
        with_cpu = CpuTimes({self.name: self.gateway, "hub": self.hub})
        sent = self._device.send(rate_hz, ticks)
        cpu = with_cpu.seconds()
        received = self._subscriptions.close(subscriber)
        wall_ahead_nanos = time.time_ns() - time.monotonic_ns()
        told = [(nanos, payload) for nanos, payload in received if is_gateway_event(payload)]
        self.events = [payload for _, payload in told]
        self.events_per_tick = max(1, round(len(self.events) / ticks))
        return figures(self._device.outcome(sent, received), cpu, parts(told, wall_ahead_nanos))

    def _subscribe(self, text: str) -> tuple[Child, Path]:
        path = subscribe(self.port, self.topics)
        return self._subscriptions.open(self.port, path, text)


class Profiled(Gateway):
    """The same with a profile that comes along, so that each report is an action, too."""

    name = "profile"

    #: Those whose controller needs no other device, and what that is called in them.
    CONTROLLERS = {"lab-gamepad": "gamepad"}

    def __init__(self, children: Children, folder: Path, device: Device, profile: str, tls: bool, awake_millis: int):
        self._file = folder / f"{self.name}.yaml"
        self._text = (build.ROOT / "profiles" / f"{profile}.yaml").read_text()
        self._file.write_text(self._text)
        device.config = device.config.replace("name: cap", f"name: {self.CONTROLLERS[profile]}")
        device.events += ",navi-action"
        super().__init__(children, folder, device, self.name, tls, awake_millis, f"profile-file: {self._file}")


class Reloaded(Profiled):
    """The same while it is given another profile twice a second."""

    name = "reloaded"
    EVERY_SECONDS = 0.5

    def run(self, rate_hz: float, ticks: int) -> Figures:
        is_over = threading.Event()
        reloading = threading.Thread(target=self._reload, args=(is_over,))
        reloading.start()
        try:
            return super().run(rate_hz, ticks)
        finally:
            is_over.set()
            reloading.join()

    def _reload(self, is_over: threading.Event) -> None:
        for text in itertools.cycle((self._text.replace("view.reset", "view.next"), self._text)):
            if is_over.wait(self.EVERY_SECONDS):
                return
            self._file.write_text(text)
            self.gateway.hang_up()


class Replay:
    """The gateway's own events of its last run, from a publisher in C through a server to a subscriber."""

    def __init__(
        self,
        children: Children,
        folder: Path,
        name: str,
        gateway: Gateway,
        server: Child,
        port: int,
        paths: Callable[[], tuple[str, str]],
    ):
        """paths gives where to publish and where to receive, anew for each run."""
        self.name = name
        self._children = children
        self._folder = folder
        self._gateway = gateway
        self._server = server
        self._port = port
        self._paths = paths
        self._subscriptions = Subscriptions(children, folder)

    def run(self, rate_hz: float, ticks: int) -> Figures:
        events = self._folder / f"replayed-{self.name}.txt"
        events.write_text("".join(f"{event}\n" for event in self._gateway.events))
        publish, receive = self._paths()
        subscriber = self._subscriptions.open(self._port, receive, "")
        publisher = self._children.start("publisher", self._publisher(publish, events))
        publisher.expect("BOUND", START_SECONDS)
        with_cpu = CpuTimes({self.name: self._server})
        burst = self._gateway.events_per_tick
        sent = _sending(publisher, rate_hz, ticks, self._folder / f"sent-{self.name}.txt", burst)
        cpu = with_cpu.seconds()
        publisher.finish()
        received = [
            Stamp(nanos, 0) for nanos, payload in self._subscriptions.close(subscriber) if is_gateway_event(payload)
        ]
        return figures(match_in_order(sent, received), cpu)


    def _publisher(self, path: str, events: Path) -> list[str | Path]:
        arguments = [str(self._port), path, events]
        certificate = self._gateway.certificate
        if certificate is None:
            return [build.program("publisher"), *arguments]
        return [build.program("publisher-tls", "-lssl", "-lcrypto"), *arguments, certificate.file]


def relay_floor(children: Children, folder: Path, gateway: Gateway) -> Replay:
    """Two hops through a bare Netty relay, and no work."""
    certificate = gateway.certificate
    secured = [str(certificate.file), str(certificate.key)] if certificate else []
    relay = children.start("relay", build.java("org.navicast.bench.BareRelay", *secured))
    port = int(relay.expect("PORT", START_SECONDS)[0])
    return Replay(children, folder, "relay", gateway, relay, port, lambda: ("/publish", "/subscribe"))


def hub_alone(children: Children, folder: Path, gateway: Gateway) -> Replay:
    """The same two hops through the hub that the gateway publishes to: what of the way is the hub's."""

    def paths() -> tuple[str, str]:
        return subscribe(gateway.port, "none", "BENCH-PUBLISHER"), subscribe(gateway.port, gateway.topics)

    return Replay(children, folder, "hub", gateway, gateway.hub, gateway.port, paths)


class CpuTimes:
    """CPU time of processes from its making on. Of threads that end meanwhile it is not counted."""

    def __init__(self, processes: dict[str, Child]):
        self._processes = processes
        self._before = {name: child.cpu_nanos() for name, child in processes.items()}

    def seconds(self) -> dict[str, float]:
        return {name: self._used(name) / 1e9 for name in self._processes}

    def _used(self, name: str) -> int:
        before = self._before[name]
        return sum(nanos - before.get(thread, 0) for thread, nanos in self._processes[name].cpu_nanos().items())


DEVICES: dict[str, Callable[[Children, Path, str], Device]] = {
    "serial": Magellan,
    "spaceball": Spaceball,
    "igtlink": Tracker,
}
