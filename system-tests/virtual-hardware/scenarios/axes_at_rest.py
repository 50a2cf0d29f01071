"""Axes that nobody touches turn nothing: what the kernel keeps of a stick is believed, a pedal at its end is not."""

from lane.failure import Failure
from lane.lab import Lab

SECONDS = 300
REST = [0, 0, 0]


def run(lab: Lab) -> None:
    wheel = lab.hid_device("wheel", "uhid")
    wheel.plug()
    wheel.send("untouched")  # heard by the kernel alone
    events = lab.subscribe()
    lab.start_gateway({"name": "wheel", "driver": "6dof-hid", "ids": wheel.ids})
    events.expect_connected("wheel", within=240)

    # The first that the gateway hears is the wheel at its end. The kernel saw it in its middle.
    wheel.send("right")
    moved = events.expect("navi-motion", device="wheel")
    if moved["translation"] != [1, 0, 0] or moved["rotation"] != REST:
        raise Failure(f"a wheel turned to its end became {moved}")
    wheel.send("untouched")
    events.expect("navi-motion", skip=lambda it: it["translation"] != REST, rotation=REST)

    # The pedal rests at its end and passes its middle: it is no stick.
    wheel.send("pedal-half", "pedal-down", "pedal-half", "untouched", "right")
    events.expect("navi-motion", skip=lambda it: it["translation"] == REST, rotation=REST)
