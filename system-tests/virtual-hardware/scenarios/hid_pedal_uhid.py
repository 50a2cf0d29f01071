"""A pedal of uhid's through the gateway: taken by its model, told, cancelled when it is pulled out, and back again."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 240


def run(lab: Lab) -> None:
    pedal = lab.hid_device("vec-infinity", "uhid")
    events = lab.subscribe()
    lab.start_gateway({"name": "pedals", "driver": "footswitch-hid", "ids": "05f3:00ff"})
    lost = events.expect("navi-device", within=120, device="pedals", state="lost")
    if "plug it in" not in lost["reason"]:
        raise Failure(f"a pedal that is not there is told as {lost['reason']!r}")

    pedal.plug()
    connected = events.expect_connected("pedals")
    if "VEC USB Footpedal" not in connected["product"]:
        raise Failure(f"the pedal is called {connected['product']!r}")
    pedal.send("left", "release")
    press = events.expect_button("pressed", device="pedals", control="left")
    events.expect_button("released", control="left", pressId=press["pressId"])

    pedal.send("right")
    held = events.expect_button("pressed", control="right")
    pedal.unplug()
    events.expect_button("cancelled", control="right", pressId=held["pressId"], reason="device-lost")
    events.expect("navi-device", device="pedals", state="lost")

    pedal.plug()
    events.expect_connected("pedals")
    pedal.send("middle", "release")
    again = events.expect_button("pressed", control="middle")
    events.expect_button("released", control="middle", pressId=again["pressId"])
    events.expect_silence("navi-button", seconds=1)
