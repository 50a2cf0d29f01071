"""Two pedals on USB ports through the gateway: one that types and has two interfaces, one that does not type. One is
pulled out while it is held, the other goes on."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 300
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
    came = {events.expect("navi-device", within=120, state="connected")["device"] for _ in range(2)}
    if came != {"typing", "other"}:
        raise Failure(f"connected are {came}")

    typing.send("press")
    held = events.expect_button("pressed", device="typing", control="only")
    other.send("left")
    press = events.expect_button("pressed", device="other", control="left")
    typing.unplug()
    events.expect_button("cancelled", device="typing", pressId=held["pressId"], reason="device-lost")
    lost = events.expect("navi-device", device="typing", state="lost")
    if "unplugged" not in lost["reason"]:
        raise Failure(f"a pulled cable is told as {lost['reason']!r}")
    other.send("release")
    events.expect_button("released", device="other", control="left", pressId=press["pressId"])

    typing.plug()
    events.expect_connected("typing")
    typing.send("press", "press-other-key", "release")
    again = events.expect_button("pressed", device="typing", control="only")
    events.expect_button("released", device="typing", pressId=again["pressId"])

    typing.send("press")
    last = events.expect_button("pressed", device="typing", control="only")
    gateway.stop()
    events.expect_button("cancelled", device="typing", pressId=last["pressId"], reason="gateway-stopping")
    events.expect_silence("navi-button", seconds=1)
