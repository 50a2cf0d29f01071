"""Child processes that say lines, are told lines, and end with us whatever happens."""

from __future__ import annotations

import queue
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Self

GRACE_SECONDS = 5.0


class BenchError(Exception):
    """Something that a person has to put right; the message says what."""


class Child:
    """One process. It is not in our process group: Ctrl-C reaches us alone, and we end it in order."""

    def __init__(self, name: str, command: list[str | Path], log: Path, cwd: Path | None = None):
        self.name = name
        self.log = log
        self._lines: queue.Queue[str | None] = queue.Queue()
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                process_group=0,
                cwd=cwd,
            )
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def expect(self, word: str, timeout_seconds: float) -> list[str]:
        """Waits for a line that starts with the word and returns what follows it; skips other lines."""
        deadline = time.monotonic() + timeout_seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise BenchError(f"{self.name} did not say {word} in time{self.last_words()}") from None
            if line is None:
                raise BenchError(f"{self.name} ended before it said {word}{self.last_words()}")
            first, *rest = line.split() or [""]
            if first == word:
                return rest

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise BenchError(f"{self.name} has ended{self.last_words()}") from None

    def finish(self) -> None:
        """Closes its stdin, at which the programs of the bench save what they have and end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            status = self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            raise BenchError(f"{self.name} does not end{self.last_words()}") from None
        if status != 0:
            raise BenchError(f"{self.name} failed{self.last_words()}")

    def hang_up(self) -> None:
        """Has a gateway read its configuration anew."""
        self._process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def cpu_nanos(self) -> dict[str, int]:
        """CPU time of each of its threads so far, in user and system mode."""
        nanos = {}
        for thread in Path(f"/proc/{self._process.pid}/task").iterdir():
            try:
                nanos[thread.name] = int((thread / "schedstat").read_text().split()[0])
            except FileNotFoundError:
                pass  # it has just ended
        return nanos

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-8:]
        return "".join(f"\n  {line}" for line in lines)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)


class Children:
    """All processes of one bench; leaving the block ends them, the last started first."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._all: list[Child] = []

    def start(self, name: str, command: list[str | Path], cwd: Path | None = None) -> Child:
        child = Child(name, command, self.folder / f"{name}-{len(self._all)}.log", cwd)
        self._all.append(child)
        return child

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._all:
            self._all.pop().stop()
