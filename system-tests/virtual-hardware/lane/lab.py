"""What a scenario is given: a booted guest, a hub outside it, devices, and the gateway."""

import contextlib
import json
import shutil
from pathlib import Path
from typing import Literal, TypeVar

from . import gateway
from .board import Board
from .card import Card
from .devices import (
    ConsoleListener,
    GpioAdapter,
    GpioChip,
    HidDevice,
    HidrawReader,
    ModemPort,
    SerialAdapter,
    UsbKeyboard,
)
from .failure import Failure
from .guest import BOOT_SECONDS, Command, Guest
from .hub import Hub
from .image import HERE
from .provider import Provider
from .subscriber import Subscriber

_T = TypeVar("_T")
_GATEWAY_STOP_SECONDS = 60
_INSIDE_ADDRESS_OF_HOST = "10.0.2.2"


class Lab:
    """One scenario's things; close() takes all of them away, in the reverse order of their making."""

    def __init__(self, name: str, guest: Guest, hub: Hub | None):
        self.guest = guest
        self.topic = name
        self._hub = hub
        self._cleanup = contextlib.ExitStack()
        self._subscribers: list[Subscriber] = []
        self._gateways: list[Command] = []

    def serial_adapter(self, serial: str) -> SerialAdapter:
        return self._owned(SerialAdapter(self.guest, serial))

    def hid_device(self, model: str, door: Literal["uhid", "gadget"]) -> HidDevice:
        return self._owned(HidDevice(self.guest, model, door))

    def usb_keyboard(self) -> UsbKeyboard:
        return self._owned(UsbKeyboard(self.guest))

    def modem_port(self) -> ModemPort:
        return self._owned(ModemPort(self.guest))

    def gpio_adapter(self) -> GpioAdapter:
        """On amd64 alone: Debian's kernel for arm64 has no driver for it."""
        return self._owned(GpioAdapter(self.guest))

    def gpio_chip(self) -> GpioChip:
        return self._owned(GpioChip(self.guest))

    def hidraw_reader(self, vendor: str, product: str) -> HidrawReader:
        return self._owned(HidrawReader(self.guest, vendor, product))

    def console_listener(self, *ids: str) -> ConsoleListener:
        """Of devices that are plugged, by vendor:product."""
        return self._owned(ConsoleListener(self.guest, *ids))

    def subscribe(self) -> Subscriber:
        """A subscriber of the scenario's topic."""
        hub = self._required_hub()
        subscriber = self._owned(Subscriber(hub.host, hub.port, self.topic))
        self._subscribers.append(subscriber)
        return subscriber

    def start_gateway(self, *devices: dict) -> Command:
        """Starts the gateway in the guest with these devices, each the section of a configuration file."""
        # JSON is YAML too.
        return self.start_gateway_with(f"devices: {json.dumps(list(devices))}\n")

    def start_gateway_with(self, devices: str) -> Command:
        """Starts the gateway in the guest with the section of the devices as it stands in a configuration file."""
        running = gateway.start(self.guest, self.configuration(devices))
        self._gateways.append(running)
        self._cleanup.callback(running.stop, _GATEWAY_STOP_SECONDS)
        return running

    def configuration(self, devices: str) -> str:
        """A whole configuration file that leads to the scenario's hub, with that section of the devices."""
        return self.hub_section() + devices

    def hub_section(self, **more: object) -> str:
        """The beginning of a configuration file: the gateway's name, and the hub with more keys."""
        hub = {
            "url": f"http://{_INSIDE_ADDRESS_OF_HOST}:{self._required_hub().port}/api/hub",
            "topic": self.topic,
            # The hub is on another machine as the guest sees it, and speaks plain http.
            "insecure": True,
            # An emulated processor may need longer for a press than a person's patience lasts, and the lane
            # asks whether it arrives; how soon, a real machine is asked.
            "deadline-millis": 2000,
            **more,
        }
        return f"gateway: virtual\nhub: {json.dumps(hub)}\n"

    def start_gateway_command(self, arguments: str) -> Command:
        """Starts another of the gateway's commands in the guest."""
        running = gateway.start_command(self.guest, arguments)
        self._cleanup.callback(running.stop)
        return running

    def run_gateway_command(self, arguments: str, seconds: float = 240, member_of: str | None = None) -> str:
        """Runs another of the gateway's commands in the guest to its end; returns what it printed.

        member_of: as an ordinary user in that group ("" for none); None: as root.
        """
        return gateway.run(self.guest, arguments, seconds, member_of)

    def listed_devices(self, member_of: str | None = None) -> list[dict]:
        """What the gateway's command "devices" lists for that user."""
        listed = self.run_gateway_command("devices --json", member_of=member_of)
        return [json.loads(line) for line in listed.splitlines()]

    def stood_still(self) -> bool:
        """True where a gateway said that it stood still, and so rightly did not tell what was pressed."""
        return any("the gateway stood still for" in it.output() for it in self._gateways)

    def share_file(self, path: str) -> None:
        """Puts a file of the project, built before, into the guest's folder /share."""
        file = HERE.parent.parent / path
        if not file.exists():
            raise Failure(f"there is no {path}; build it: ./mvnw -DskipTests package")
        shutil.copy(file, self.guest.machine.share)

    def close(self) -> None:
        self._cleanup.close()

    def keep_logs(self, folder: Path) -> None:
        """Writes down what was received and what the guest's kernel said."""
        self._keep_received(folder)
        with contextlib.suppress(Failure):
            (folder / "kernel.log").write_text(self.guest.run("dmesg"))

    def _keep_received(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        events = [json.dumps(event) for subscriber in self._subscribers for event in subscriber.received]
        (folder / "received.jsonl").write_text("".join(event + "\n" for event in events))

    def _required_hub(self) -> Hub:
        if self._hub is None:
            raise Failure("the scenario says that it needs no gateway, and asks for the hub")
        return self._hub

    def _owned(self, thing: _T) -> _T:
        self._cleanup.callback(thing.close)
        return thing


class CardLab(Lab):
    """A board with a card, switched off at first: guest is there only after boot()."""

    guest: Guest

    def __init__(self, name: str, board: Board, hub: Hub):
        self.topic = name
        self.board = board
        self._hub = hub
        self._cleanup = contextlib.ExitStack()
        self._subscribers: list[Subscriber] = []
        self._gateways: list[Command] = []
        self._cleanup.callback(board.card.file.unlink)
        self._owned(board)

    @property
    def card(self) -> Card:
        return self.board.card

    @property
    def hub_port(self) -> int:
        return self._required_hub().port

    def configure(self, *devices: dict, board: dict | None = None, **hub: object) -> None:
        """Puts a configuration onto the card; board: its section of that name, hub: more keys of that section."""
        section = f"board: {json.dumps(board)}\n" if board else ""
        self.card.write("navicast.yaml", f"{self.hub_section(**hub)}{section}devices: {json.dumps(list(devices))}\n")

    def boot(self, *more: str) -> Guest:
        """Switches the board on and waits until commands can be run in it."""
        self.guest = self.board.boot(*more)
        return self.guest

    def await_start(self, boots: int) -> None:
        """Waits until the board has come up so many times since it was switched on."""
        self.guest.until(lambda: self.guest.boots >= boots, BOOT_SECONDS["arm64"], "the board does not come up")

    def keep_logs(self, folder: Path) -> None:
        # The console of each start is kept anyway, and the board may be off.
        self._keep_received(folder)

    def identity_provider(self) -> Provider:
        """One that the board reaches, outside it."""
        return self._owned(Provider(_INSIDE_ADDRESS_OF_HOST, self.card.file.parent))

    def close(self) -> None:
        # A board that is off has no devices to take away from, and says so.
        with contextlib.suppress(Failure, OSError):
            super().close()

    def bring_python(self) -> None:
        """What the virtual devices are written in, into the layer in RAM."""
        self.guest.run(
            "mkdir -p /lane && mount -o ro /dev/vdb /lane && cp /lane/usr/bin/python3 /usr/bin/ && "
            "cp -r /lane/usr/lib/python3* /usr/lib/"
        )
