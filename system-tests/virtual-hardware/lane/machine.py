"""A QEMU process, and the words to change its hardware while it runs."""

import json
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from .failure import Failure
from .image import Image
from .line_socket import LineSocket

# Software emulation always: a nested or missing KVM would make two kinds of runs out of one.
_BOARD = {
    "amd64": ["qemu-system-x86_64", "-machine", "q35", "-cpu", "max"],
    "arm64": ["qemu-system-aarch64", "-machine", "virt,gic-version=3", "-cpu", "cortex-a72"],
}
_CONSOLE = {"amd64": "ttyS0", "arm64": "ttyAMA0"}
_KERNEL_WORDS = (
    "root=/dev/vda rw quiet panic=-1 oops=panic mitigations=off random.trust_cpu=on audit=0 selinux=0 apparmor=0 "
    "systemd.show_status=no systemd.condition-needs-update=no net.ifnames=0"
)
_ANSWER_SECONDS = 60


def booting(arch: str, image: Image) -> list[object]:
    """QEMU's words for the lane's own system: no boot loader, and what the guest writes ends with QEMU."""
    return [
        *("-no-reboot", "-kernel", image.kernel, "-initrd", image.initrd),
        *("-append", f"console={_CONSOLE[arch]} {_KERNEL_WORDS}"),
        *("-drive", f"file={image.root},format=raw,if=none,id=disk,snapshot=on,cache=unsafe"),
        *("-device", "virtio-blk-pci,drive=disk"),
    ]


class Machine:
    """Power on by making it, power off by close()."""

    def __init__(self, arch: str, boot: Sequence[object], folder: Path, processors: int, memory_mib: int):
        self.arch = arch
        self.folder = folder
        self.share = folder / "share"
        self.share.mkdir(parents=True)
        self._qmp: LineSocket | None = None
        self._qtest: LineSocket | None = None
        self._log = open(folder / "qemu.log", "wb")
        command = [
            # QEMU does not outlive the lane, however the lane ends.
            *("setpriv", "--pdeathsig", "KILL", "--"),
            *_BOARD[arch],
            *("-accel", "tcg,thread=multi,tb-size=512", "-smp", str(processors), "-m", str(memory_mib)),
            *("-display", "none", "-nodefaults"),
            *boot,
            *("-device", "virtio-rng-pci"),
            *("-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,romfile="),
            *("-device", "qemu-xhci,id=usb"),
            *("-serial", f"file:{folder}/console.log"),
            *("-device", "virtio-serial-pci"),
            *("-chardev", f"socket,id=agent,path={folder}/agent,server=on,wait=off"),
            *("-device", "virtserialport,chardev=agent,name=lane.agent"),
            *("-virtfs", f"local,path={self.share},mount_tag=share,security_model=none"),
            *("-qmp", f"unix:{folder}/qmp,server=on,wait=off"),
            # By this one the lines of a GPIO chip are driven; the emulation itself goes on by its own clock.
            *("-qtest", f"unix:{folder}/qtest,server=on,wait=off", "-qtest-log", "none"),
        ]
        self._process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log
        )

    def running(self) -> bool:
        return self._process.poll() is None

    def connect(self, name: str, seconds: float) -> LineSocket:
        """Connects to one of QEMU's sockets in the folder of this machine, which it makes soon after its start."""
        end = time.monotonic() + seconds
        while True:
            try:
                return LineSocket(self.folder / name)
            except OSError as e:
                if not self.running():
                    raise Failure(f"QEMU ended: {self._last_words()}") from e
                if time.monotonic() > end:
                    raise Failure(f"QEMU does not answer on {name}") from e
                time.sleep(0.05)

    def qmp(self, command: str, **arguments: object) -> object:
        """One command of QEMU's machine protocol, and what it returns."""
        if self._qmp is None:
            self._qmp = self.connect("qmp", _ANSWER_SECONDS)
            self._qmp.receive(_ANSWER_SECONDS)  # its greeting
            self._ask("qmp_capabilities", {})
        return self._ask(command, arguments)

    def _ask(self, command: str, arguments: dict[str, object]) -> object:
        assert self._qmp is not None
        self._qmp.send(json.dumps({"execute": command, "arguments": arguments}))
        while True:
            line = self._qmp.receive(_ANSWER_SECONDS)
            if line is None:
                raise Failure(f"QEMU does not answer {command}")
            answer = json.loads(line)
            if "error" in answer:
                raise Failure(f"QEMU refuses {command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def set_input(self, device: str, line: int, high: bool) -> None:
        """Drives an input of a device, named by its path in QEMU's object tree."""
        if self._qtest is None:
            self._qtest = self.connect("qtest", _ANSWER_SECONDS)
        self._qtest.send(f"set_irq_in {device} unnamed-gpio-in {line} {int(high)}")
        answer = self._qtest.receive(_ANSWER_SECONDS)
        if answer is None:
            raise Failure("QEMU does not answer a change of an input")
        if not answer.startswith("OK"):
            raise Failure(f"QEMU refuses to change an input: {answer}")

    def suspend(self) -> None:
        """The whole machine stands still, while its clocks go on."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        for line in (self._qmp, self._qtest):
            if line is not None:
                line.close()
        self._process.kill()
        self._process.wait()
        self._log.close()

    def _last_words(self) -> str:
        return (self.folder / "qemu.log").read_text(errors="replace").strip()[-400:]
