"""The devices that a scenario handles: each is plugged, used and unplugged as a person would."""

import itertools
import json
import select
import shlex
import socket
import time
from typing import Literal

from .failure import Failure
from .guest import Command, Guest
from .image import HERE

_PLUG_SECONDS = 90
_REPORT_SECONDS = 60
_SILENCE_SECONDS = 1
_REPEATED = " 2"  # the value of a key event that is a repetition
_numbers = itertools.count(1)


class SerialAdapter:
    """A USB serial adapter (FTDI) whose far end the scenario holds. Unplugged at first.

    QEMU attaches it to the bus while its socket is connected, so connecting is the plug. Its modem lines are always up.
    """

    def __init__(self, guest: Guest, serial: str):
        self._guest = guest
        self._id = f"serial{next(_numbers)}"
        self._path = guest.machine.folder / self._id
        self._socket: socket.socket | None = None
        self.node = f"/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_{serial}-if00-port0"
        """The name under which the guest finds it, whatever ttyUSB number it gets."""
        guest.machine.qmp(
            "chardev-add",
            id=self._id,
            backend={
                "type": "socket",
                "data": {
                    "addr": {"type": "unix", "data": {"path": str(self._path)}},
                    "server": True,
                    "wait": False,
                },
            },
        )
        guest.machine.qmp("device_add", driver="usb-serial", id=self._id, bus="usb.0", chardev=self._id, serial=serial)

    def plug(self) -> None:
        """Plugs it in; returns when the guest has its node."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(self._path))
        self._guest.run(_until(f"test -e {shlex.quote(self.node)}"))

    def unplug(self) -> None:
        """Pulls it out; returns when the guest has seen it."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self._guest.run(_until(f"test ! -e {shlex.quote(self.node)}"))

    def write(self, data: bytes) -> None:
        """Bytes from the device to the guest."""
        self._plugged().sendall(data)

    def read(self, end: bytes, seconds: float = _REPORT_SECONDS) -> bytes:
        """Bytes from the guest to the device, up to and with that end."""
        data = b""
        until = time.monotonic() + seconds
        while not data.endswith(end):
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._plugged()], [], [], left)[0]:
                raise Failure(f"the guest sent {data!r} to the device and not {end!r} within {seconds:g} s")
            data += self._plugged().recv(1)
        return data

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._guest.machine.qmp("device_del", id=self._id)

    def _plugged(self) -> socket.socket:
        if self._socket is None:
            raise Failure("the scenario uses an adapter that is not plugged")
        return self._socket


class ToldDevice:
    """A device that a tool in the guest makes and that does what it is told. Unplugged at first."""

    def __init__(self, guest: Guest, tool: str, *arguments: str):
        self._guest = guest
        self._number = next(_numbers)
        self._process = guest.start(f"exec /share/tools/{tool} {' '.join(arguments)} /run/lane/device{self._number}")
        self._process.wait_for("ready")
        self._told = 0

    def plug(self) -> None:
        self._tell("plug")

    def unplug(self) -> None:
        self._tell("unplug")

    def close(self) -> None:
        self._process.stop()

    def _tell(self, *lines: str, seconds: float = _PLUG_SECONDS) -> None:
        """Says these at once, one after another; returns when all are done."""
        for line in lines:
            self._guest.tell(f"tell {self._number} {line}")
        self._told += len(lines)
        told = self._told
        self._guest.until(lambda: self._answered() >= told, seconds, f"the device does not {', '.join(lines)}")

    def _answered(self) -> int:
        if self._process.exit_code() is not None:
            raise Failure(f"the virtual device ended: {self._process.output()[-400:]}")
        return sum(line.startswith("done ") for line in self._process.lines())


class HidDevice(ToldDevice):
    """A HID device of a model in devices/.

    door "uhid": the kernel's HID layer believes in it; "gadget": its USB host stack does too.
    """

    def __init__(self, guest: Guest, model: str, door: Literal["uhid", "gadget"]):
        self.model = json.loads((HERE / "devices" / f"{model}.json").read_text())
        self.ids = f"{self.model['vendor']}:{self.model['product']}"
        path = f"/run/lane/{model}-{next(_numbers)}.json"
        guest.write(path, json.dumps(self.model))
        super().__init__(guest, "virtual-hid", door, path)

    def send(self, *reports: str) -> None:
        """Sends reports by their names in the model, or as hexadecimal."""
        self._tell(*("report " + self.bytes_of(report).hex() for report in reports))

    def expect_output(self, *reports: str, seconds: float = _REPORT_SECONDS) -> None:
        """Waits for so many reports from the host since its making, in hexadecimal, and wants exactly these. uhid only."""
        self._guest.until(
            lambda: len(self._outputs()) >= len(reports), seconds, f"the host sent {self._outputs()}, no more,"
        )
        if self._outputs() != list(reports):
            raise Failure(f"the host sent {self._outputs()} instead of {list(reports)}")

    def send_moments(self, count: int, every_millis: int) -> None:
        """So many reports, each of which is the moment at which it is sent."""
        self._tell(f"moments {count} {every_millis}", seconds=_REPORT_SECONDS + 2 * count * every_millis / 1000)

    def bytes_of(self, report: str) -> bytes:
        return bytes.fromhex(self.model["reports"].get(report, report))

    def _outputs(self) -> list[str]:
        return [line.removeprefix("output ") for line in self._process.lines() if line.startswith("output ")]


class ModemPort(ToldDevice):
    """A USB serial port whose inputs DSR and DCD go on and off together; its CTS is always on.

    The kernel's CDC ACM on both ends of a USB cable that does not exist.
    """

    node = "/dev/serial/by-id/usb-NAVICast_Modem_lines_LINES-if00"
    """The name under which the guest finds it."""

    def __init__(self, guest: Guest):
        super().__init__(guest, "virtual-port")

    def lines(self, on: bool) -> None:
        self._tell(f"lines {int(on)}")

    def pulse(self) -> None:
        """On and off, for long enough to be seen: an edge says only that there was one, and then the level is read."""
        self._tell("lines 1", "wait 1000", "lines 0")


class GpioAdapter(ToldDevice):
    """A USB adapter with eight lines, which the scenario drives as contacts to ground with a pull-up would.

    The kernel's driver gpio-ljca takes it. Unlike the chip of a board it can be unplugged.
    """

    label = "usb_ljca.ljca-gpio.0"

    def __init__(self, guest: Guest):
        super().__init__(guest, "virtual-gpio")

    def plug(self) -> None:
        self._tell("plug", seconds=2 * _PLUG_SECONDS)

    def contact(self, line: int, closed: bool) -> None:
        """Opens or closes the contact on a line."""
        self.contacts({line: closed})

    def contacts(self, closed: dict[int, bool]) -> None:
        """The same of several lines in one go, as a pedal moves both of its contacts."""
        self._tell(*(f"level {line} {int(not it)}" for line, it in closed.items()))

    def tap(self, line: int) -> None:
        """Closes and opens it, for as long as a foot that is quick."""
        self._tell(f"level {line} 0", "wait 50", f"level {line} 1")


class UsbKeyboard:
    """QEMU's own USB keyboard. Unplugged at first."""

    VENDOR, PRODUCT = "0627", "0001"
    ids = f"{VENDOR}:{PRODUCT}"

    def __init__(self, guest: Guest):
        self._guest = guest
        self._id = f"keyboard{next(_numbers)}"
        self._is_plugged = False

    def plug(self) -> None:
        self._guest.machine.qmp("device_add", driver="usb-kbd", id=self._id, bus="usb.0")
        self._is_plugged = True

    def unplug(self) -> None:
        self._guest.machine.qmp("device_del", id=self._id)
        self._is_plugged = False

    def press(self, key: str, down: bool) -> None:
        """Presses or releases a key, named as QEMU does."""
        event = {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}
        self._guest.machine.qmp("input-send-event", events=[event])

    def tap(self, key: str) -> None:
        self.press(key, down=True)
        self.press(key, down=False)

    def close(self) -> None:
        if self._is_plugged:
            self.unplug()


class GpioChip:
    """The PL061 of the arm64 board: eight lines, which the scenario drives as contacts to ground with a pull-up would.

    The kernel finds it in the device tree; there is no plug. Line 3 belongs to the board's power button.
    """

    label = "9030000.pl061"

    def __init__(self, guest: Guest):
        self._machine = guest.machine
        devices = guest.machine.qmp("qom-list", path="/machine/unattached")
        assert isinstance(devices, list)
        self._path = next(f"/machine/unattached/{entry['name']}" for entry in devices if entry["type"] == "child<pl061>")

    def contact(self, line: int, closed: bool) -> None:
        """Opens or closes the contact on a line."""
        self._machine.set_input(self._path, line, not closed)

    def close(self) -> None:
        """Nothing to take away."""


class HidrawReader:
    """A plain reader of a hidraw node in the guest: what a driver would be given."""

    def __init__(self, guest: Guest, vendor: str, product: str):
        self._guest = guest
        self._process: Command = guest.start(f"exec /share/tools/hidraw-reader {vendor} {product} {_PLUG_SECONDS}")

    def wait_until_open(self) -> None:
        self._process.wait_for("reading ")

    def expect(self, *reports: bytes, seconds: float = _REPORT_SECONDS) -> None:
        """Waits for so many reports since its start, and wants exactly these."""
        self._guest.until(
            lambda: len(self._reports()) >= len(reports), seconds, f"hidraw gave {self._reports()}, no more,"
        )
        if self._reports() != [report.hex() for report in reports]:
            raise Failure(f"hidraw gave {self._reports()} instead of {[report.hex() for report in reports]}")

    def expect_gone(self) -> None:
        self._process.wait_for("gone")

    def close(self) -> None:
        self._process.stop()

    def _reports(self) -> list[str]:
        return [line.removeprefix("report ") for line in self._process.lines() if line.startswith("report ")]


class ConsoleListener:
    """What the guest's system hears of devices that type: its console, and any other reader of their input nodes."""

    def __init__(self, guest: Guest, *ids: str):
        self._guest = guest
        self._process = guest.start(f"exec /share/tools/console-listener {' '.join(ids)}")
        self._process.wait_for("listening")
        self._forgotten = 1

    def expect(self, *heard: str, seconds: float = _REPORT_SECONDS) -> None:
        """Waits for so much and for silence after it, wants exactly this in any order, and forgets it."""
        self._guest.until(
            lambda: len(self.heard()) >= len(heard), seconds, f"the system heard {self.heard()}, no more,"
        )
        self._await_silence(seconds)
        if sorted(self.heard()) != sorted(heard):
            raise Failure(f"the system heard {self.heard()} instead of {list(heard)}")
        self._forgotten = len(self._process.lines())

    def heard(self) -> list[str]:
        """Each once: a key that an emulated processor leaves down for long repeats itself, and is pressed once."""
        lines = self._process.lines()[self._forgotten :]
        return [line for line in dict.fromkeys(lines) if not line.endswith(_REPEATED)]

    def _await_silence(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        count = -1
        while count != len(self._process.lines()) and time.monotonic() < until:
            count = len(self._process.lines())
            time.sleep(_SILENCE_SECONDS)

    def close(self) -> None:
        self._process.stop()


def _until(condition: str) -> str:
    """A shell command that waits until a condition holds."""
    tries = _PLUG_SECONDS * 20
    return f"i=0; until {condition}; do i=$((i+1)); [ $i -lt {tries} ] || exit 1; sleep 0.05; done"
