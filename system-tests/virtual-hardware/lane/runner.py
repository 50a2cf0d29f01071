"""Runs scenarios one after another in one guest, each within its time."""

import contextlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import gateway
from .alarm import alarm
from .board import Board
from .card import Card
from .failure import Failure, Missing, Stalled
from .guest import Guest
from .hub import Hub
from .image import HERE, Image
from .lab import CardLab, Lab


# A busy host stalls an emulated processor again and again. What fails twice, each time in a fresh guest, is broken.
_TRIES, _TRIES_WHEN_STALLED = 2, 6


class _RunOver(Exception):
    """The time of the whole run is over."""


@dataclass(frozen=True)
class Scenario:
    """A file in scenarios/.

    seconds: its bound on amd64; arm64 has twice that. needs_gateway: whether it starts the gateway.
    only_when_named: whether a run of all leaves it out. on_card: whether it boots the card of the board instead of the
    lane's own system.
    """

    name: str
    run: Callable[[Lab], None]
    seconds: float
    architectures: tuple[str, ...]
    needs_gateway: bool
    only_when_named: bool
    on_card: bool


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

    def skip(self, name: str, why: str) -> None:
        self.skipped += 1
        print(f"SKIP {name}: {why}", flush=True)

    def summary(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


class Runner:
    """Keeps one guest and one hub for all scenarios, and another guest after a scenario that failed."""

    def __init__(
        self, arch: str, image: Image, folder: Path, processors: int, launcher: Path, package: Path, seconds: float,
        card: Path | None = None,
    ):
        self._arch = arch
        self._image = image
        self._folder = folder
        self._processors = processors
        self._launcher = launcher
        self._package = package
        self._card = card
        self._end = time.monotonic() + seconds
        self._guests = 0
        self._guest: Guest | None = None
        self._has_gateway = False
        self._hub: Hub | None = None

    def run(self, scenarios: list[Scenario], outcome: Outcome) -> None:
        try:
            for scenario in scenarios:
                try:
                    self._run_one(scenario, outcome)
                except _RunOver:
                    # It has shown nothing, neither good nor bad.
                    self._power_off()
                    outcome.skip(scenario.name, "this machine is too slow or too busy, the time of the run is over")
        finally:
            self._power_off()
            if self._hub is not None:
                self._hub.close()

    def _run_one(self, scenario: Scenario, outcome: Outcome) -> None:
        failed = stalled = 0
        while True:
            try:
                outcome.ok(scenario.name, self._try(scenario, failed + stalled))
                return
            except Stalled as e:
                stalled += 1
                problem, again = e, stalled < _TRIES_WHEN_STALLED
            except Failure as e:
                failed += 1
                problem, again = e, failed < _TRIES
                # What it left behind must not stain the next.
                self._power_off()
            except (_RunOver, Missing):
                raise
            except Exception as e:
                # A mistake in a scenario's own code ends it, not the run.
                self._power_off()
                outcome.fail(scenario.name, f"{type(e).__name__}: {e}")
                return
            if not again:
                self._power_off()
                outcome.fail(scenario.name, str(problem))
                return
            print(f"{scenario.name} once more: {problem}", flush=True)

    def _try(self, scenario: Scenario, number: int) -> float:
        """Returns the seconds it took."""
        seconds = scenario.seconds * (2 if self._arch == "arm64" else 1)
        with alarm(self._left(), _RunOver()):
            lab = self._lab(scenario, number)
        began = time.monotonic()
        in_time = Failure(f"not done within {seconds:g} s")
        try:
            with alarm(min(seconds, self._left()), in_time if seconds < self._left() else _RunOver()):
                scenario.run(lab)
        except Exception as e:
            with contextlib.suppress(Failure):
                lab.keep_logs(self._folder / f"{scenario.name}-{number}")
            with contextlib.suppress(Failure):
                lab.close()
            if isinstance(e, Failure) and lab.stood_still():
                raise Stalled(f"the gateway stood still, and so tells less than was done: {e}") from e
            raise
        lab.close()
        return time.monotonic() - began

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise _RunOver
        return left

    def _lab(self, scenario: Scenario, number: int) -> Lab:
        """With a guest and a hub, started where they are not."""
        if scenario.on_card:
            return self._card_lab(f"{scenario.name}-{number}")
        if self._guest is None:
            self._guest = self._boot()
        if scenario.needs_gateway:
            self._start_hub()
            if not self._has_gateway:
                gateway.install(self._guest, self._package)
                self._has_gateway = True
        # A topic of its own for each try: what an earlier one left at the hub is no concern of this one's.
        return Lab(f"{scenario.name}-{number}", self._guest, self._hub)

    def _card_lab(self, name: str) -> CardLab:
        assert self._card is not None
        self._power_off()
        folder = self._folder / name
        folder.mkdir()
        board = Board(Card(self._card, folder / "card.img"), folder, self._image.root, self._processors)
        return CardLab(name, board, self._start_hub())

    def _start_hub(self) -> Hub:
        if self._hub is None:
            self._hub = Hub(self._launcher, self._folder / "hub.log")
        return self._hub

    def _boot(self) -> Guest:
        self._guests += 1
        folder = self._folder / f"guest-{self._guests}"
        try:
            guest = Guest.boot(self._arch, self._image, folder, self._processors)
        except Failure as e:
            if self._guests > 1:
                raise
            raise Missing(f"no guest boots on this machine: {e}; see {folder}") from e
        print(f"booted {self._arch} in {guest.boot_seconds:.1f} s", flush=True)
        shutil.copytree(HERE / "guest", guest.machine.share / "tools")
        return guest

    def _power_off(self) -> None:
        if self._guest is not None:
            self._guest.close()
            self._guest = None
            self._has_gateway = False
