"""Several nodes of one hub beside one: how much later, how many more, and what a subscriber that listens costs."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from . import build, report
from .hub import free_port, wait_until_open
from .processes import BenchError, Child, Children

NATS = "nats-server"
START_SECONDS = 30.0
RUN_SECONDS = 120.0
PERIOD_MICROS = 10_000


@dataclass(frozen=True)
class Run:
    """One run of the load: shares are of what was to arrive, times in microseconds."""

    share: float
    p50: float
    p99: float
    max: float


def missing() -> str | None:
    if shutil.which(NATS, path=os.environ["PATH"] + ":/usr/sbin") is None:
        return f"{NATS} is not there; on Debian: sudo apt install nats-server"
    return None


class Engine:
    """One NATS server on loopback."""

    def __init__(self, children: Children):
        self.port = free_port()
        program = shutil.which(NATS, path=os.environ["PATH"] + ":/usr/sbin")
        assert program is not None
        self.child = children.start("nats", [program, "-a", "127.0.0.1", "-p", str(self.port)])
        wait_until_open(self.port, self.child, START_SECONDS)

    @property
    def option(self) -> list[str]:
        return ["--engine", f"nats://127.0.0.1:{self.port}"]


class Node:
    """A hub in a process of its own."""

    def __init__(self, children: Children, name: str, *options: str):
        self.port = free_port()
        command: list[str | Path] = [build.NAVICAST, "hub", "--port", str(self.port), *options]
        self.child = children.start(name, command)
        wait_until_open(self.port, self.child, START_SECONDS)
        self._await_ready()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/hub"

    @property
    def pid(self) -> int:
        """The JVM's: the launcher has become it."""
        return self.child.pid

    def _await_ready(self) -> None:
        for _ in range(200):
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        raise BenchError(f"{self.child.name} never became ready{self.child.last_words()}")

    def resident_kib(self) -> int:
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise BenchError(f"{self.child.name} is gone{self.child.last_words()}")


class Load:
    """Subscribers and publishers."""

    def __init__(self, children: Children):
        self.child = children.start("load", build.java("org.navicast.bench.HubLoad"))

    def subscribe(self, node: Node, topic: str, count: int, events: str = "navi-motion") -> None:
        self.child.tell(f"SUBSCRIBE {node.url} {topic} {events} {count}")
        self.child.expect("SUBSCRIBED", RUN_SECONDS)

    def publish(self, node: Node, topic: str, rate: float, count: int) -> Run:
        self.child.tell(f"PUBLISH {node.url} {topic} {rate} {count}")
        expected, arrived, p50, p99, longest = map(int, self.child.expect("DELIVERED", RUN_SECONDS))
        return Run(arrived / expected, p50, p99, longest)

    def leave(self) -> None:
        self.child.tell("LEAVE")
        self.child.expect("LEFT", RUN_SECONDS)


@contextmanager
def _folder() -> Iterator[Children]:
    with tempfile.TemporaryDirectory(prefix="navicast-bench-") as name, Children(Path(name)) as children:
        yield children


LATENCY_TITLES = {
    "alone": "one hub without an engine",
    "same": "two nodes, both on the same one",
    "other": "two nodes, publisher on one, subscriber on the other",
}


def latency(rate: float, count: int, runs: int) -> dict[str, Run]:
    """One publisher and one subscriber, the ways in turn within each run."""
    with _folder() as children:
        engine = Engine(children)
        alone = Node(children, "alone")
        one, two = (Node(children, f"node-{i}", *engine.option) for i in (1, 2))
        load = Load(children)
        load.subscribe(alone, "ALONE", 1)
        # All subscribers are there from the start; a run is of the topic of one of them.
        ways = {"alone": (alone, "ALONE"), "same": (one, "SAME"), "other": (two, "OTHER")}
        load.subscribe(one, "SAME", 1)
        load.subscribe(one, "OTHER", 1)
        found: dict[str, list[Run]] = {way: [] for way in ways}
        report.progress("latency: warming up")
        for node, topic in ways.values():
            load.publish(node, topic, 1000.0, 6_000)
        for number in range(runs):
            report.progress(f"latency: {rate:.0f} Hz, run {number + 1} of {runs}")
            for way, (node, topic) in ways.items():
                found[way].append(_of_one(load.publish(node, topic, rate, count), len(ways)))
        return {way: _median(results) for way, results in found.items()}


def _of_one(run: Run, subscribers: int) -> Run:
    """Where but one of the subscribers is meant."""
    return Run(run.share * subscribers, run.p50, run.p99, run.max)


def _median(runs: list[Run]) -> Run:
    return Run(
        min(run.share for run in runs),
        statistics.median(run.p50 for run in runs),
        statistics.median(run.p99 for run in runs),
        max(run.max for run in runs),
    )


def carrying(subscribers: list[int], share: float, rate: float, count: int) -> list[tuple[int, Run, Run]]:
    """One room: a publisher, and viewers on one small machine or on two of the same kind."""
    with _folder() as children:
        engine = Engine(children)
        alone = Node(children, "alone", "--max-subscribers", "10000")
        nodes = [Node(children, f"node-{i}", *engine.option, "--max-subscribers", "10000") for i in (1, 2)]
        load = Load(children)
        report.progress("carrying: warming up")
        for node in (alone, *nodes):
            load.subscribe(node, "WARM", 20)
            load.publish(node, "WARM", 500.0, 3_000)
            load.leave()
        found = []
        with small(alone.pid, share), small(nodes[0].pid, share), small(nodes[1].pid, share):
            for wanted in subscribers:
                report.progress(f"carrying: {wanted} subscribers")
                load.subscribe(alone, "ROOM", wanted)
                by_one = load.publish(alone, "ROOM", rate, count)
                load.leave()
                for node in nodes:
                    load.subscribe(node, "ROOM", wanted // 2)
                by_two = load.publish(nodes[0], "ROOM", rate, count)
                load.leave()
                found.append((wanted, by_one, by_two))
        return found


@contextmanager
def small(pid: int, share: float) -> Iterator[None]:
    """Gives a process a share of one core, as a small machine would have; needs root."""
    quota = int(share * PERIOD_MICROS)
    v2 = Path("/sys/fs/cgroup/cgroup.controllers").exists()
    folder = Path("/sys/fs/cgroup" if v2 else "/sys/fs/cgroup/cpu") / f"navicast-bench-{pid}"
    try:
        folder.mkdir()
        if v2:
            (folder / "cpu.max").write_text(f"{quota} {PERIOD_MICROS}")
        else:
            (folder / "cpu.cfs_period_us").write_text(str(PERIOD_MICROS))
            (folder / "cpu.cfs_quota_us").write_text(str(quota))
        (folder / "cgroup.procs").write_text(str(pid))
    except OSError as e:
        raise BenchError(f"a process cannot be given a share of a core ({e}); run as root, with cgroups") from e
    try:
        yield
    finally:
        (folder.parent / "cgroup.procs").write_text(str(pid))
        folder.rmdir()


def idle(count: int) -> tuple[int, int]:
    """Resident memory of a node in KiB without and with so many subscribers that hear nothing."""
    with _folder() as children:
        engine = Engine(children)
        node = Node(children, "node", *engine.option, "--max-subscribers", str(count))
        load = Load(children)
        load.subscribe(node, "WARM", 10)
        load.leave()
        before = node.resident_kib()
        for room in range(count // 100):
            load.subscribe(node, f"ROOM-{room}", 100)
            if room % 20 == 19:
                report.progress(f"idle: {100 * (room + 1)} of {count} subscribers")
        return before, node.resident_kib()


def show_latency(found: dict[str, Run], rate: float, count: int, runs: int) -> None:
    report.say()
    report.say(f"motions at {rate:.0f} Hz, from before the publisher's write to after the subscriber's read, microseconds;")
    report.say(f"medians of {runs} runs of {count}; the worst max of all")
    rows = [("way", "p50", "p99", "max", "arrived")]
    rows += [
        (title, f"{found[way].p50:.0f}", f"{found[way].p99:.0f}", f"{found[way].max:.0f}", f"{found[way].share:.1%}")
        for way, title in LATENCY_TITLES.items()
    ]
    report.table(rows)


def show_carrying(found: list[tuple[int, Run, Run]], share: float, rate: float) -> None:
    report.say()
    report.say(f"one room, motions at {rate:.0f} Hz to all its viewers; each hub has {share:.0%} of a core; milliseconds")
    rows = [("viewers", "one hub: arrived", "p50", "p99", "two nodes: arrived", "p50", "p99")]
    for wanted, one, two in found:
        rows.append((str(wanted), *_cells(one), *_cells(two)))
    report.table(rows)


def _cells(run: Run) -> tuple[str, str, str]:
    return f"{run.share:.1%}", f"{run.p50 / 1e3:.1f}", f"{run.p99 / 1e3:.1f}"


def show_idle(count: int, before: int, after: int) -> None:
    report.say()
    report.say(
        f"a node with {count} subscribers of {count // 100} rooms that hear nothing: {after / 1024:.0f} MiB resident,"
        f" {before / 1024:.0f} without them, {(after - before) / count:.1f} KiB each"
    )
