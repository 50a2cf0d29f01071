"""Runs scenarios one after another in one guest, each within its time."""

import contextlib
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import gateway
from .failure import Failure, GuestLost
from .guest import Guest
from .hub import Hub
from .image import HERE, Image
from .lab import Lab

_TOOLS = ("virtual-hid", "hidraw-reader", "console-listener")


@dataclass(frozen=True)
class Scenario:
    """A file in scenarios/.

    seconds: its bound on amd64; arm64 has twice that. needs_gateway: whether it starts the gateway.
    only_when_named: whether a run of all leaves it out.
    """

    name: str
    run: Callable[[Lab], None]
    seconds: float
    architectures: tuple[str, ...]
    needs_gateway: bool
    only_when_named: bool


class Outcome:
    """Counts, and the lines that say them."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def ok(self, name: str, seconds: float) -> None:
        self.passed += 1
        print(f"PASS {name} {seconds:.1f} s", flush=True)

    def fail(self, name: str, why: str) -> None:
        self.failed += 1
        print(f"FAIL {name}: {why}", flush=True)

    def summary(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


class Runner:
    """Keeps one guest and one hub for all scenarios, and another guest after a scenario that failed."""

    def __init__(
        self, arch: str, image: Image, folder: Path, processors: int, launcher: Path, package: Path, seconds: float
    ):
        self._arch = arch
        self._image = image
        self._folder = folder
        self._processors = processors
        self._launcher = launcher
        self._package = package
        self._end = time.monotonic() + seconds
        self._guests = 0
        self._guest: Guest | None = None
        self._has_gateway = False
        self._hub: Hub | None = None

    def run(self, scenarios: list[Scenario], outcome: Outcome) -> None:
        try:
            for scenario in scenarios:
                self._run_one(scenario, outcome, tries=2)
        finally:
            self._power_off()
            if self._hub is not None:
                self._hub.close()

    def _run_one(self, scenario: Scenario, outcome: Outcome, tries: int) -> None:
        try:
            seconds = self._try(scenario)
        except Exception as e:
            # What it left behind must not stain the next.
            self._power_off()
            if isinstance(e, GuestLost) and tries > 1:
                print(f"{scenario.name} once more: {e}", flush=True)
                self._run_one(scenario, outcome, tries - 1)
            else:
                # A mistake in a scenario's own code ends that scenario, not the run.
                outcome.fail(scenario.name, str(e) if isinstance(e, Failure) else f"{type(e).__name__}: {e}")
        else:
            outcome.ok(scenario.name, seconds)

    def _try(self, scenario: Scenario) -> float:
        """Returns the seconds it took."""
        seconds = scenario.seconds * (2 if self._arch == "arm64" else 1)
        with _alarm(self._end - time.monotonic(), "the time of the whole run is over"):
            lab = self._lab(scenario)
        began = time.monotonic()
        try:
            with _alarm(min(seconds, self._end - began), f"not done within {seconds:g} s"):
                scenario.run(lab)
        except Exception:
            with contextlib.suppress(Failure):
                lab.keep_logs(self._folder / scenario.name)
            with contextlib.suppress(Failure):
                lab.close()
            raise
        lab.close()
        return time.monotonic() - began

    def _lab(self, scenario: Scenario) -> Lab:
        """With a guest and a hub, started where they are not."""
        if self._guest is None:
            self._guest = self._boot()
        if scenario.needs_gateway:
            if self._hub is None:
                self._hub = Hub(self._launcher, self._folder / "hub.log")
            if not self._has_gateway:
                gateway.install(self._guest, self._package)
                self._has_gateway = True
        return Lab(scenario.name, self._guest, self._hub)

    def _boot(self) -> Guest:
        self._guests += 1
        guest = Guest.boot(self._arch, self._image, self._folder / f"guest-{self._guests}", self._processors)
        print(f"booted {self._arch} in {guest.boot_seconds:.1f} s", flush=True)
        tools = guest.machine.share / "tools"
        tools.mkdir()
        for tool in _TOOLS:
            shutil.copy(HERE / "guest" / tool, tools)
        return guest

    def _power_off(self) -> None:
        if self._guest is not None:
            self._guest.close()
            self._guest = None
            self._has_gateway = False


@contextlib.contextmanager
def _alarm(seconds: float, problem: str) -> Iterator[None]:
    """Raises Failure in this thread after that time."""

    def ring(*_: object) -> None:
        raise Failure(problem)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(0.001, seconds))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
