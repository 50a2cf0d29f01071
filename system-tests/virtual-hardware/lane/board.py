"""A board with a card in it: boots what is on the card, by the card's own boot script, and remembers what it writes."""

import time
from collections.abc import Callable
from pathlib import Path

from .card import Card
from .failure import Failure
from .guest import Guest
from .image import HERE
from .machine import Machine

_U_BOOT = "/usr/lib/u-boot/qemu_arm64/u-boot.bin"
WATCHDOG = ("-device", "i6300esb", "-action", "watchdog=reset")
"""For switch_on(): the board's watchdog. A host that is busy for 14 s sets it off, so only who asks for it has it."""

# The card has no agent. systemd takes units from its machine's firmware, which only a virtual machine has; their names
# have room for one letter. The second takes the place of the one for /tmp, since that is started at every boot.
_UNITS = {
    "a.service": """[Unit]
DefaultDependencies=no
After=local-fs.target systemd-udev-trigger.service

[Service]
# A busy host stalls the gateway's loop for longer than it may be stalled on a board.
ExecStartPre=sh -c 'mkdir -p /run/systemd/system/navicast.service.d && cd /run/systemd/system/navicast.service.d && \
  { echo [Service]; echo WatchdogSec=60; echo TimeoutStartSec=300; } >lane.conf && systemctl --no-block daemon-reload'
ExecStartPre=modprobe -a 9pnet_virtio 9p
ExecStartPre=mkdir -p /share
ExecStartPre=mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 share /share
ExecStart=sh /share/tools/lane-agent card
KillMode=process
LimitMEMLOCK=infinity
""",
    "tmp.mount": """[Unit]
DefaultDependencies=no
Wants=a.service
Before=local-fs.target
After=swap.target

[Mount]
What=tmpfs
Where=/tmp
Type=tmpfs
Options=mode=1777,strictatime,nosuid,nodev
""",
}


class Board:
    """Switched off at first. close() switches it off for good."""

    def __init__(self, card: Card, folder: Path, tools_disk: Path, processors: int):
        self.card = card
        self.capture = folder / "network.pcap"
        """What went over its network cable since it was switched on the last time."""
        self._folder = folder
        self._tools_disk = tools_disk
        self._processors = processors
        self._starts = 0
        self.machine: Machine | None = None

    def switch_on(self, *more: str) -> Machine:
        """Returns at once; more are words of QEMU for what is plugged in."""
        self._starts += 1
        folder = self._folder / f"start-{self._starts}"
        folder.mkdir(parents=True)
        units = []
        for name, text in _UNITS.items():
            (folder / name).write_text(text)
            units += ["-fw_cfg", f"name=opt/io.systemd.credentials/systemd.extra-unit.{name},file={folder / name}"]
        self.machine = Machine(
            "arm64",
            [
                *("-bios", _U_BOOT),
                *("-drive", f"file={self.card.file},format=raw,if=none,id=card,cache=writeback"),
                *("-device", "virtio-blk-pci,drive=card"),
                # Programs that the virtual devices need and the card does not have.
                *("-drive", f"file={self._tools_disk},format=raw,if=none,id=tools,snapshot=on"),
                *("-device", "virtio-blk-pci,drive=tools"),
                *units,
                *("-object", f"filter-dump,id=cable,netdev=net,file={self.capture}"),
                *more,
            ],
            folder,
            self._processors,
            memory_mib=1024,
        )
        tools = self.machine.share / "tools"
        tools.mkdir()
        for tool in (HERE / "guest").iterdir():
            (tools / tool.name).write_bytes(tool.read_bytes())
            (tools / tool.name).chmod(0o755)
        return self.machine

    def boot(self, *more: str) -> Guest:
        """Switches it on and waits until commands can be run in it."""
        return Guest(self.switch_on(*more))

    def cut_power(self) -> None:
        """At once, whatever it is doing."""
        if self.machine is not None:
            self.machine.close()
            self.machine = None

    def writes(self) -> int:
        """How often it has written to its card since it was switched on."""
        assert self.machine is not None
        drives = self.machine.qmp("query-blockstats")
        assert isinstance(drives, list)
        return next(drive["stats"]["wr_operations"] for drive in drives if drive["device"] == "card")

    def console(self) -> str:
        """All that it said on its serial console since it was switched on the last time."""
        log = self._folder / f"start-{self._starts}" / "console.log"
        return log.read_text(errors="replace") if log.exists() else ""

    def until(self, happened: Callable[[], bool], seconds: float, problem: str, pause: float = 0.5) -> None:
        """Waits until that function says True, or fails with that problem; pause: between two questions, in seconds."""
        assert self.machine is not None
        end = time.monotonic() + seconds
        while not happened():
            if not self.machine.running():
                raise Failure("the board ended by itself, see its console.log")
            if time.monotonic() > end:
                raise Failure(f"{problem} within {seconds:g} s; its console: {self.console()[-300:]!r}")
            time.sleep(pause)

    def wait_until_off(self, seconds: float) -> None:
        """Waits until it has switched itself off."""
        assert self.machine is not None
        end = time.monotonic() + seconds
        while self.machine.running():
            if time.monotonic() > end:
                raise Failure(f"the board does not switch itself off within {seconds:g} s")
            time.sleep(0.1)
        self.cut_power()

    def close(self) -> None:
        self.cut_power()
