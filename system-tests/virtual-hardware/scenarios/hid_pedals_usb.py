"""Two pedals on USB ports through the gateway: one that types and has two interfaces, one that does not type. One is
pulled out while it is held, the other goes on."""

from lane.devices import HidDevice
from lane.failure import Failure
from lane.lab import Lab
from lane.subscriber import Subscriber

SECONDS = 420
ARCHITECTURES = ("amd64",)


def run(lab: Lab) -> None:
    typing = lab.hid_device("pcsensor", "gadget")
    other = lab.hid_device("vec-infinity", "gadget")
    typing.plug()
    other.plug()
    events = lab.subscribe()
    gateway = lab.start_gateway(
        {"name": "typing", "driver": "footswitch-hid", "ids": "0c45:7403", "controls": {"middle": "only"}},
        {"name": "other", "driver": "footswitch-hid", "ids": "05f3:00ff"},
    )
    came = {events.expect("navi-device", within=240, state="connected")["device"] for _ in range(2)}
    if came != {"typing", "other"}:
        raise Failure(f"connected are {came}")

    # No pedal is held for long here: an emulated processor that stalls for a quarter of a second loses a lease.
    expect_tap(events, other, "left", "other", "left")
    typing.send("press")
    held = events.expect_button("pressed", device="typing", control="only")
    typing.unplug()
    events.expect_button("cancelled", device="typing", pressId=held["pressId"], reason="device-lost")
    lost = events.expect("navi-device", device="typing", state="lost")
    if "unplugged" not in lost["reason"]:
        raise Failure(f"a pulled cable is told as {lost['reason']!r}")
    expect_tap(events, other, "right", "other", "right")

    typing.plug()
    events.expect_connected("typing")
    expect_tap(events, typing, "press", "typing", "only")

    typing.send("press")
    last = events.expect_button("pressed", device="typing", control="only")
    gateway.stop()
    events.expect_button("cancelled", device="typing", pressId=last["pressId"], reason="gateway-stopping")
    events.expect_silence("navi-button", seconds=1)


def expect_tap(events: Subscriber, pedal: HidDevice, report: str, device: str, control: str) -> None:
    pedal.send(report, "release")
    press = events.expect_button("pressed", device=device, control=control)
    events.expect_button("released", device=device, control=control, pressId=press["pressId"])
