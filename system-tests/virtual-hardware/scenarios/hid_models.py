"""Every model of HID pedals that is known, with reports as its sources have them: taken by its ids, each pedal pressed
and released, and a plug that is pulled out of its adapter while a pedal is held."""

from lane.devices import HidDevice
from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 480
PEDALS = {
    "vec-infinity": ("left", "middle", "right"),
    "philips": ("rewind", "play", "forward", "end-of-letter"),
    "olympus": ("left", "middle", "right"),
    "grundig": ("rewind", "play", "forward"),
    "xkeys-first": ("left", "middle", "right"),
    "xkeys-pedal": ("left", "middle", "right"),
    "xkeys-switch": ("1", "2", "3"),
    "stream-deck-pedal": ("left", "middle", "right"),
    "airturn": ("back", "next"),
}
UP = {"vec-infinity": "release"}


def run(lab: Lab) -> None:
    devices = {model: lab.hid_device(model, "uhid") for model in PEDALS}
    for device in devices.values():
        device.plug()
    events = lab.subscribe()
    lab.start_gateway(*(section(model, device) for model, device in devices.items()))

    # The adapter says whether there is a plug in it only with a report; until then it is a pedal that is up.
    came = {events.expect("navi-device", within=240, skip=is_lost, state="connected")["device"] for _ in PEDALS}
    if came != set(PEDALS):
        raise Failure(f"connected are {came}")
    for model, controls in PEDALS.items():
        for control in controls:
            expect_tap(events, devices[model], model, control)

    adapter = devices["xkeys-switch"]
    adapter.send("1")
    held = events.expect_button("pressed", device="xkeys-switch", control="1")
    adapter.send("no-plug")
    events.expect_button("cancelled", device="xkeys-switch", pressId=held["pressId"], reason="device-faulted")
    events.expect("navi-device", device="xkeys-switch", state="faulted")
    adapter.send("none")
    events.expect_connected("xkeys-switch")
    expect_tap(events, adapter, "xkeys-switch", "1")


def section(model: str, device: HidDevice) -> dict:
    known = {"model": "AirTurn page turner"} if model == "airturn" else {}
    return {"name": model, "driver": "footswitch-hid", "ids": device.ids, **known}


def expect_tap(events: Subscriber, device: HidDevice, name: str, control: str) -> None:
    device.send(control, UP.get(name, "none"))
    press = events.expect_button("pressed", device=name, control=control)
    events.expect_button("released", device=name, control=control, pressId=press["pressId"])


def is_lost(resource: dict) -> bool:
    return resource["state"] == "lost"
