"""How many TRANSFORM messages a second a tracker may send before the gateway falls behind."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import build, report
from .processes import Children
from .ways import START_SECONDS, Gateway, Tracker

#: For one blast, at the slowest rate that would still be of use.
BLAST_SECONDS = 120.0

TITLES = {
    "read": "floor: read from the socket in C, not looked at",
    "driver": "the driver: CRC checked, decoded, made input events",
    "gateway": "the whole gateway, publishing the newest",
}


def measure(messages: int, runs: int) -> dict[str, float]:
    """Messages a second, medians of the runs, by way; counted until the reader has read all and closed."""
    with tempfile.TemporaryDirectory(prefix="navicast-bench-") as name, Children(Path(name)) as children:
        folder = Path(name)
        tracker = Tracker(children, folder, "gateway")
        Gateway(children, folder, tracker, "igtlink")
        whole = _Blaster(tracker)
        driver = _Blaster(Tracker(children, folder, "driver"))
        children.start("driver", build.java("org.navicast.bench.TrackerReader", str(driver.tracker.port)))
        reads = _Blaster(Tracker(children, folder, "read"))

        def read() -> float:
            children.start("reader", [build.program("reader"), "drain", str(reads.tracker.port)])
            return reads.rate(messages)

        ways: dict[str, Callable[[], float]] = {
            "read": read,
            "driver": lambda: driver.rate(messages),
            "gateway": lambda: whole.rate(messages),
        }
        report.progress(f"warming up, {messages} messages each")
        for blast in ways.values():
            blast()
        rates: dict[str, list[float]] = {way: [] for way in ways}
        for number in range(runs):
            report.progress(f"run {number + 1} of {runs}")
            for way, blast in ways.items():
                rates[way].append(blast())
        return {way: statistics.median(values) for way, values in rates.items()}


class _Blaster:
    """A tracker whose client comes back after each blast."""

    def __init__(self, tracker: Tracker):
        self.tracker = tracker

    def rate(self, messages: int) -> float:
        child = self.tracker.child
        child.expect("READY", START_SECONDS)
        child.tell(f"BLAST {messages}")
        sent, nanos = child.expect("DONE", BLAST_SECONDS)
        return int(sent) / int(nanos) * 1e9


def show(rates: dict[str, float], messages: int, runs: int, machine: dict[str, object]) -> None:
    report.say_machine(machine)
    report.say(f"TRANSFORM messages a second from a TCP socket; medians of {runs} runs of {messages}")
    rows = [
        [title, f"{rates[way]:,.0f}", f"{rates[way] / rates['read']:.2f} of the floor"] for way, title in TITLES.items()
    ]
    report.table(rows)
