"""Pedals of uhid's through the gateway, one by the kernel's own node and one by hidapi: taken by its model, told,
cancelled when it is pulled out while it is held, and back again."""

from lane.devices import HidDevice
from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420


def run(lab: Lab) -> None:
    by_node = lab.hid_device("vec-infinity", "uhid")
    by_library = lab.hid_device("philips", "uhid")
    events = lab.subscribe()
    lab.start_gateway(
        {"name": "node", "driver": "footswitch-hid", "ids": by_node.ids, "door": "hidraw"},
        {"name": "library", "driver": "footswitch-hid", "ids": by_library.ids, "door": "hidapi"},
    )
    for _ in range(2):
        lost = events.expect("navi-device", within=240, state="lost")
        if "plug it in" not in lost["reason"]:
            raise Failure(f"a pedal that is not there is told as {lost['reason']!r}")
    check(events, by_node, "node", "left", "release")
    check(events, by_library, "library", "play", "none")
    events.expect_silence("navi-button", seconds=1)


def check(events: Subscriber, pedal: HidDevice, name: str, control: str, up: str) -> None:
    pedal.plug()
    connected = events.expect_connected(name)
    if pedal.model["name"] not in connected["product"]:
        raise Failure(f"the pedal is called {connected['product']!r}")
    expect_tap(events, pedal, name, control, up)

    pedal.send(control)
    held = events.expect_button("pressed", device=name, control=control)
    pedal.unplug()
    events.expect_button("cancelled", device=name, pressId=held["pressId"], reason="device-lost")
    events.expect("navi-device", skip=lambda it: it["device"] != name, state="lost")

    pedal.plug()
    events.expect_connected(name)
    expect_tap(events, pedal, name, control, up)


def expect_tap(events: Subscriber, pedal: HidDevice, name: str, control: str, up: str) -> None:
    pedal.send(control, up)
    press = events.expect_button("pressed", device=name, control=control)
    events.expect_button("released", device=name, control=control, pressId=press["pressId"])
