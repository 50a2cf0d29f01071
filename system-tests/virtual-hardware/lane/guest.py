"""A booted guest: runs commands in it through the agent."""

import shlex
import threading
import time
from pathlib import Path

from .failure import Failure
from .image import Image
from .machine import Machine, booting

# Bounds against a hang, generous because the host may be busy: four times what a quiet one needs, and more.
BOOT_SECONDS = {"amd64": 240, "arm64": 360}
BOOT_TRIES = 3
COMMAND_SECONDS = 120
_POLL_SECONDS = 0.02


class Command:
    """A command that runs in the guest."""

    def __init__(self, guest: "Guest", number: int, text: str):
        self._guest = guest
        self.number = number
        self._text = text
        self._output = guest.machine.share / "commands" / f"{number}.out"

    def output(self) -> str:
        return self._output.read_text(errors="replace") if self._output.exists() else ""

    def lines(self) -> list[str]:
        """The lines that are complete."""
        return self.output().split("\n")[:-1]

    def exit_code(self) -> int | None:
        return self._guest.exit_codes.get(self.number)

    def wait(self, seconds: float = COMMAND_SECONDS) -> int:
        """Waits for its end; returns its exit code."""
        self._guest.until(lambda: self.exit_code() is not None, seconds, f"{self._text!r} does not end")
        code = self.exit_code()
        assert code is not None
        return code

    def wait_for(self, text: str, seconds: float = COMMAND_SECONDS) -> None:
        """Waits until it has printed that text."""

        def printed() -> bool:
            if text in self.output():
                return True
            if self.exit_code() is not None:
                raise Failure(f"{self._text!r} ended before it said {text!r}: {self.output()[-400:]}")
            return False

        self._guest.until(printed, seconds, f"{self._text!r} does not say {text!r}")

    def stop(self, seconds: float = COMMAND_SECONDS) -> None:
        """Ends it and all that it started."""
        if self.exit_code() is None:
            self._guest.tell(f"stop {self.number}")
            self.wait(seconds)


class Guest:
    """Booted by boot(), over by close()."""

    def __init__(self, machine: Machine):
        self.machine = machine
        self.boot_seconds = 0.0
        self.boots = 1
        """How often it came up, where it is a machine that starts again."""
        self.exit_codes: dict[int, int] = {}
        self._commands = 0
        (machine.share / "commands").mkdir()
        began = time.monotonic()
        end = began + BOOT_SECONDS[machine.arch]
        self._agent = machine.connect("agent", 30)
        while not (self._agent.receive(1) or "").startswith("ready"):
            if not machine.running():
                raise Failure("the guest's kernel gave up, see its console.log")
            if time.monotonic() > end:
                raise Failure(f"the guest did not boot within {BOOT_SECONDS[machine.arch]} s")
        self.boot_seconds = time.monotonic() - began
        threading.Thread(target=self._listen, daemon=True).start()

    @classmethod
    def boot(cls, arch: str, image: Image, folder: Path, processors: int) -> "Guest":
        """Boots, and once more where an emulated processor lost a race in early boot."""
        for attempt in range(1, BOOT_TRIES + 1):
            machine = Machine(arch, booting(arch, image), folder / f"boot-{attempt}", processors, memory_mib=1536)
            try:
                return cls(machine)
            except BaseException as e:
                machine.close()
                if attempt == BOOT_TRIES or not isinstance(e, Failure):
                    raise
                print(f"boot {attempt} of {BOOT_TRIES}: {e}", flush=True)
        raise AssertionError("unreachable")

    def start(self, command: str) -> Command:
        """Starts a shell command."""
        self._commands += 1
        number = self._commands
        (self.machine.share / "commands" / f"{number}.sh").write_text(command + "\n")
        self.tell(f"run {number}")
        return Command(self, number, command.strip().split("\n")[0][:80])

    def run(self, command: str, seconds: float = COMMAND_SECONDS) -> str:
        """Runs a shell command to its end, and returns what it printed. A failing command is a Failure."""
        started = self.start(command)
        code = started.wait(seconds)
        if code != 0:
            raise Failure(f"in the guest, {command.strip()!r} ended with {code}: {started.output()[-400:].strip()}")
        return started.output()

    def write(self, path: str, content: str) -> None:
        """Writes a file of the guest."""
        folder = self.machine.share / "files"
        folder.mkdir(exist_ok=True)
        self._commands += 1
        name = str(self._commands)
        (folder / name).write_text(content)
        self.run(f"mkdir -p $(dirname {shlex.quote(path)}) && cp /share/files/{name} {shlex.quote(path)}")

    def until(self, happened, seconds: float, problem: str) -> None:
        """Waits until that function says True."""
        end = time.monotonic() + seconds
        while not happened():
            if not self.machine.running():
                raise Failure("the guest's kernel gave up, see its console.log")
            if time.monotonic() > end:
                raise Failure(f"{problem} within {seconds:g} s")
            time.sleep(_POLL_SECONDS)

    def tell(self, line: str) -> None:
        self._agent.send(line)

    def close(self) -> None:
        self.machine.close()

    def _listen(self) -> None:
        try:
            while True:
                words = (self._agent.receive(3600) or "").split()
                if words[:1] == ["ready"]:
                    self.boots += 1
                elif len(words) == 2:
                    self.exit_codes[int(words[0])] = int(words[1])
        except Failure:
            return  # the machine is off; whoever waits for a command sees it
