"""How many TRANSFORM messages a second a tracker may send before the gateway falls behind."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import build, report
from .processes import Child, Children
from .ways import START_SECONDS, CpuTimes, Gateway, Tracker

#: For one blast, at the slowest rate that would still be of use.
BLAST_SECONDS = 120.0

TITLES = {
    "read": "floor: read from the socket in C, not looked at",
    "driver": "the driver: CRC checked, decoded, made input events",
    "gateway": "the whole gateway, publishing the newest",
}


@dataclass(frozen=True)
class Rate:
    """What one blast came to, or the medians of several."""

    #: Messages a second, counted until the reader has read all and closed.
    per_second: float

    #: Messages for each second of CPU time, in user and system mode, that the reader took for them.
    per_cpu_second: float


def measure(messages: int, runs: int) -> dict[str, Rate]:
    """Medians of the runs, by way."""
    with tempfile.TemporaryDirectory(prefix="navicast-bench-") as name, Children(Path(name)) as children:
        folder = Path(name)
        tracker = Tracker(children, folder, "gateway")
        gateway = Gateway(children, folder, tracker, "igtlink").gateway
        alone = Tracker(children, folder, "driver")
        driver = children.start("driver", build.java("org.navicast.bench.TrackerReader", str(alone.port)))
        unread = Tracker(children, folder, "read")

        def read() -> Rate:
            reader = children.start("reader", [build.program("reader"), "drain", str(unread.port)])
            return _blast(unread, reader, messages)

        ways: dict[str, Callable[[], Rate]] = {
            "read": read,
            "driver": lambda: _blast(alone, driver, messages),
            "gateway": lambda: _blast(tracker, gateway, messages),
        }
        report.progress(f"warming up, {messages} messages each")
        for blast in ways.values():
            blast()
        rates: dict[str, list[Rate]] = {way: [] for way in ways}
        for number in range(runs):
            report.progress(f"run {number + 1} of {runs}")
            for way, blast in ways.items():
                rates[way].append(blast())
        return {way: _median(values) for way, values in rates.items()}


def _blast(tracker: Tracker, reader: Child, messages: int) -> Rate:
    """A tracker's client comes back after each blast, but for the floor, which ends."""
    tracker.child.expect("READY", START_SECONDS)
    cpu = CpuTimes({"reader": reader})
    tracker.child.tell(f"BLAST {messages}")
    sent, nanos = tracker.child.expect("DONE", BLAST_SECONDS)
    return Rate(int(sent) / int(nanos) * 1e9, int(sent) / cpu.seconds()["reader"])


def _median(rates: list[Rate]) -> Rate:
    return Rate(
        statistics.median(rate.per_second for rate in rates),
        statistics.median(rate.per_cpu_second for rate in rates),
    )


def show(rates: dict[str, Rate], messages: int, runs: int, machine: dict[str, object]) -> None:
    report.say_machine(machine)
    report.say(f"TRANSFORM messages a second from a TCP socket; medians of {runs} runs of {messages}")
    floor = rates["read"].per_second
    rows = [["", "a second", "", "a second of its CPU time"]]
    for way, title in TITLES.items():
        rate = rates[way]
        share = f"{rate.per_second / floor:.2f} of the floor"
        rows.append([title, f"{rate.per_second:,.0f}", share, f"{rate.per_cpu_second:,.0f}"])
    report.table(rows)
