"""From just before a device's write to just after a subscriber's read, beside the floor of the same minute."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import report, stats
from .processes import Children
from .stats import Figures
from .ways import DEVICES, Gateway, Profiled, ReadFloor, Reloaded, Way, hub_alone, relay_floor

WARM_UP_HZ = 1000.0
RATES_HZ = {"serial": (125.0, 1000.0), "spaceball": (125.0, 1000.0), "igtlink": (100.0, 1000.0)}

#: p50 of the whole way, in floors: what the gateway is built to stay below.
GOAL = 2.0


@dataclass(frozen=True)
class Effort:
    """How much is measured: ticks of the device in a run, runs at a rate, and ticks before the first run."""

    count: int
    runs: int
    warm_up: int


@dataclass(frozen=True)
class Result:
    """Medians of all ways at one rate."""

    device: str
    rate_hz: float
    tls: bool
    figures: dict[str, Figures]

    @property
    def floor_p50(self) -> float:
        return self.figures["read"].p50 + self.figures["relay"].p50

    @property
    def ratio(self) -> float:
        return self.figures["gateway"].p50 / self.floor_p50

    @property
    def peer_goal(self) -> float | None:
        """What spacenavd's events would take to a subscriber too: its local client, and two hops."""
        peer = self.figures.get("spacenavd")
        return peer.p50 + self.figures["relay"].p50 if peer else None

    @property
    def gateway_cores(self) -> float:
        """Share of one core that the gateway used at this rate."""
        per_second = self.rate_hz * (4 if self.device == "igtlink" else 1)
        return self.figures["gateway"].cpu["gateway"] * per_second / 1e6

    def as_json(self) -> dict:
        return {
            "device": self.device,
            "rateHz": self.rate_hz,
            "tls": self.tls,
            "micros": {name: figures.as_json() for name, figures in self.figures.items()},
            "floorP50": round(self.floor_p50, 1),
            "ratio": round(self.ratio, 2),
            "gatewayCores": round(self.gateway_cores, 3),
        }


Extra = Callable[[Children, Path, str], Way]


def with_profile(profile: str, tls: bool, awake_millis: int) -> tuple[Extra, ...]:
    """The gateway with that profile, and the same while it is given another again and again."""

    def start(kind: type[Profiled]) -> Extra:
        return lambda children, folder, device: kind(
            children, folder, DEVICES[device](children, folder, kind.name), profile, tls, awake_millis
        )

    return start(Profiled), start(Reloaded)


def measure(
    device: str,
    rates_hz: list[float],
    effort: Effort,
    extra: tuple[Extra, ...] = (),
    tls: bool = False,
    awake_millis: int = 0,
) -> list[Result]:
    """All ways of one device, in turn within each run so that a slow minute hits them all."""
    with tempfile.TemporaryDirectory(prefix="navicast-bench-") as name, Children(Path(name)) as children:
        folder = Path(name)
        report.progress(f"{device}: starting")
        make = DEVICES[device]
        gateway = Gateway(children, folder, make(children, folder, "gateway"), device, tls, awake_millis)
        ways: list[Way] = [gateway, relay_floor(children, folder, gateway), hub_alone(children, folder, gateway)]
        ways += [start(children, folder, device) for start in extra]
        ways.append(ReadFloor(children, folder, make(children, folder, "read")))
        report.progress(f"{device}: warming up, {effort.warm_up} reports each")
        for way in ways[:-1]:
            way.run(WARM_UP_HZ, effort.warm_up)
        return [Result(device, rate, tls, _runs(ways, device, rate, effort)) for rate in rates_hz]


def _runs(ways: list[Way], device: str, rate_hz: float, effort: Effort) -> dict[str, Figures]:
    runs: dict[str, list[Figures]] = {way.name: [] for way in ways}
    for number in range(effort.runs):
        report.progress(f"{device}: {rate_hz:.0f} Hz, run {number + 1} of {effort.runs}")
        for way in ways:
            runs[way.name].append(way.run(rate_hz, effort.count))
    return {name: stats.median(figures) for name, figures in runs.items()}


TITLES = {
    "read": "floor: the device's bytes to a read in C",
    "relay": "floor: the same events through a bare relay",
    "hub": "the same events through our hub alone",
    "spacenavd": "spacenavd: device to its local client",
    "gateway": "NAVICast: device to a subscriber of the hub",
    "profile": "NAVICast with a profile",
    "reloaded": "NAVICast, given another profile twice a second",
}


def show(results: list[Result], effort: Effort, machine: dict[str, object]) -> None:
    """Prints one block for each device and rate."""
    report.say_machine(machine)
    report.say(f"microseconds; medians of {effort.runs} runs of {effort.count}; the worst max of all")
    for result in results:
        tools = ", 4 tools" if result.device == "igtlink" else ""
        report.say()
        link = ", from gateway to hub over TLS" if result.tls else ""
        report.say(f"{result.device} at {result.rate_hz:.0f} Hz{tools}{link}")
        rows = [report.row(title, result.figures[name]) for name, title in TITLES.items() if name in result.figures]
        report.table([report.HEADINGS, *rows])
        verdict = "within" if result.ratio <= GOAL else "over"
        report.say(
            f"  p50 is {result.ratio:.2f} times the floor of {result.floor_p50:.0f} ({verdict} the goal of {GOAL:.0f});"
            f" the gateway takes {result.gateway_cores * 100:.1f} % of a core"
        )
        if result.peer_goal is not None:
            times = result.figures["gateway"].p50 / result.peer_goal
            report.say(f"  p50 is {times:.2f} times spacenavd to its local client and two hops more ({result.peer_goal:.0f})")
        gateway = result.figures["gateway"]
        for name in ("profile", "reloaded"):
            if name in result.figures:
                other = result.figures[name]
                times = other.cpu[name] / gateway.cpu["gateway"]
                report.say(
                    f"  {name}: p50 is {other.p50 / gateway.p50:.2f} times that without a profile, CPU time {times:.2f} times"
                )
        reading = gateway.p50 - sum(gateway.parts.values())
        report.say(
            f"  of its p50: {reading:.0f} until the gateway has read, {gateway.parts['inside']:.0f} in the gateway,"
            f" {gateway.parts['delivery']:.0f} from its encoder through the hub"
        )


def as_json(results: list[Result], effort: Effort, machine: dict[str, object]) -> dict:
    return {
        "machine": machine,
        "runs": effort.runs,
        "count": effort.count,
        "results": [result.as_json() for result in results],
    }
